// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/session/order_desk.h"
#include "app/trading/order_draft.h"
#include "ui/common/panel_info.h"

#include <QWidget>

class QBoxLayout;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace depthdeck::ui {

class NamedCombo;
class PriceField;
class QuantityField;
class QuantityRow;
class SubmitButton;
class Theme;
class TicketSummary;

/// One order ticket. Makes an OrderDraft and asks to submit it; checks it by the desk as it is edited; sends nothing
/// itself. Locked until the desk is armed. A price starts from the market when the market changes and is the trader's
/// from then on. Owns F9 in its window.
class TicketPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    TicketPanel(const MarketBoard &board, const AccountStore &accounts, const OrderDesk &desk, const Theme &theme,
                QWidget *parent = nullptr);

    /// Another market than before starts with fresh prices and keeps side, quantity, max show and type.
    void setMarket(const MarketKey &market);
    /// Prices that the trader has not touched follow to the new side of the book.
    void setSide(Side side);
    /// Into the stop price of a stop market order, else into the limit price; a market order becomes a limit order.
    void setLimitPrice(Price price);
    void setQuantity(Quantity quantity);
    /// Nothing for a type that the ticket does not offer.
    void setOrderType(OrderType type);
    void setAccount(const AccountId &account);
    [[nodiscard]] AccountId account() const;
    [[nodiscard]] OrderDraft draft() const;
    /// One line: what became of the last submission.
    void showAnswer(const DeskAnswer &answer);
    /// Asks to submit, as the button does. While locked or blocked says why instead.
    void submit();
    /// Shows what changed since the last display frame.
    void refresh();

    [[nodiscard]] QuantityRow &quantityRow() noexcept { return *m_quantity; }
    [[nodiscard]] QString headerSubject() const override;
    [[nodiscard]] QString headerHint() const override;

signals:
    void submitRequested(const depthdeck::OrderDraft &draft);
    void armRequested(bool armed);
    void marketSearchRequested();
    /// By the trader, not by setAccount.
    void accountChosen(const depthdeck::AccountId &account);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void buildForm(QFormLayout &form);
    QWidget *buildSides();
    QWidget *buildTerms();
    QWidget *buildLimitRow();
    QWidget *buildStopRow();
    QWidget *buildButtons();
    QBoxLayout *addRowLayout(QWidget &row);
    void connectControls();
    void addShortcuts();
    void applyTheme();

    void listAccounts();
    void onMarketsChanged(const std::vector<MarketId> &markets);
    void onDefinitionChanged(const MarketId &market);
    void adoptDefinition();
    void openPrices();
    void onTypeChosen();
    void onPriceEdited(bool &touched);
    void takeBest(bool ownSide);
    void updatePriceFields();
    void updateMaxShow();
    void keepOrRestore(PriceField &field, bool used, bool touched, std::optional<Price> &kept);
    void updateBest();
    void updateSide();
    void updateChecks();
    void updateArm();
    void updateButtons(const QStringList &blocks);
    void setAnswer(const QString &text);
    void elideAnswer();
    [[nodiscard]] QStringList fieldFaults() const;
    [[nodiscard]] OrderType type() const;
    [[nodiscard]] const MarketState *market() const noexcept;
    [[nodiscard]] const Market *definition() const noexcept;

    const MarketBoard &m_board;
    const AccountStore &m_accounts;
    const OrderDesk &m_desk;
    const Theme &m_theme;

    std::optional<MarketKey> m_market;
    Side m_side = Side::Buy;
    bool m_pricesOpened = false; ///< the market has given this ticket its first prices
    bool m_limitTouched = false; ///< by the trader: it never moves by itself again
    bool m_stopTouched = false;
    bool m_opening = false; ///< a price is being set by the ticket itself
    bool m_dirty = true;
    std::optional<bool> m_shownArmed; ///< what the arm button shows; drawn again when it changes or the theme does
    std::optional<Price> m_keptLimit; ///< entered, while the type does not use it
    std::optional<Price> m_keptStop;
    std::optional<Quantity> m_keptMaxShow;
    std::optional<Price> m_shownJoin; ///< what the buttons say, and what they give
    std::optional<Price> m_shownHit;
    QString m_answerText;
    QString m_submitted;              ///< the sentence of the last submission
    std::vector<QBoxLayout *> m_rows; ///< children of this; their gaps follow the scale

    // Children of this.
    QFormLayout *m_form;
    NamedCombo *m_account;
    QLineEdit *m_marketField;
    QPushButton *m_buy;
    QPushButton *m_sell;
    QuantityRow *m_quantity;
    NamedCombo *m_type;
    NamedCombo *m_timeInForce;
    PriceField *m_limit;
    PriceField *m_stop;
    QuantityField *m_maxShow;
    QPushButton *m_join;
    QPushButton *m_hit;
    TicketSummary *m_summary;
    QLabel *m_answer;
    SubmitButton *m_submit;
    QPushButton *m_arm;
};

} // namespace depthdeck::ui
