// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/market_board.h"
#include "app/session/order_desk.h"
#include "app/trading/submission_draft.h"
#include "ui/common/panel_info.h"

#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QScrollArea;

namespace depthdeck {
struct OrderTemplate;
enum class PriceAnchor : std::uint8_t;
} // namespace depthdeck

namespace depthdeck::ui {

class ActivationBlock;
class ExitsBlock;
class NamedCombo;
class OcoBlock;
class OrderTerms;
class QuantityRow;
class SubmitButton;
class TemplateBlock;
class TemplateShelf;
class Theme;
class TicketSummary;

/// What the trader ties to the first order.
enum class TicketLink { None, Oco, Bracket, ManyExits };

/// One order ticket. Makes a SubmissionDraft and asks to submit it; checks it by the desk as it is edited; sends
/// nothing itself. Locked until the desk is armed and its own window is not locked. A price starts from the market when
/// the market changes and is the trader's from then on. What an order does not use is not shown. Owns F9 in its window.
class TicketPanel final : public QWidget, public PanelInfo
{
    Q_OBJECT

public:
    TicketPanel(const MarketBoard &board, const AccountStore &accounts, const OrderDesk &desk, const Theme &theme,
                QWidget *parent = nullptr);

    /// The name under which the desk keeps this window's lock; "Order ticket" at first.
    void setWindowName(const QString &name);
    [[nodiscard]] const QString &windowName() const noexcept { return m_windowName; }
    /// Another market than before starts with fresh prices and keeps side, quantity, max show, type and link.
    void setMarket(const MarketKey &market);
    /// Prices that the trader has not touched follow to the new side of the book.
    void setSide(Side side);
    /// Into the stop price of a stop order that has no limit, else into the limit price; an order without a price
    /// becomes a limit order.
    void setLimitPrice(Price price);
    void setQuantity(Quantity quantity);
    /// Nothing for a type that the ticket does not offer.
    void setOrderType(OrderType type);
    void setLink(TicketLink link);
    void setAccount(const AccountId &account);
    [[nodiscard]] AccountId account() const;
    /// The first order alone.
    [[nodiscard]] OrderDraft draft() const;
    /// All that one press sends.
    [[nodiscard]] SubmissionDraft submission() const;
    /// Shows @p submission as if the trader had entered it; the market stays the one that is shown.
    void load(const SubmissionDraft &submission);
    /// Loads what @p from means on the side chosen, from the market as it is now. Sends nothing.
    void applyTemplate(const OrderTemplate &from);
    /// Borrowed; nullptr: no templates.
    void setTemplateShelf(TemplateShelf *shelf);
    /// Times start from this clock; the system's unless set. Borrowed.
    void useClock(const Clock &clock);
    /// One line: what became of the last submission.
    void showAnswer(const DeskAnswer &answer);
    /// Asks to submit, as the button does. While locked or blocked says why instead.
    void submit();
    /// Shows what changed since the last display frame.
    void refresh();

    [[nodiscard]] QuantityRow &quantityRow() noexcept { return *m_quantity; }
    [[nodiscard]] QString headerSubject() const override;
    [[nodiscard]] QString headerHint() const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void submissionRequested(const depthdeck::SubmissionDraft &submission);
    /// "Add to batch": the submission is to wait among others. What is wrong with it is said there.
    void batchRequested(const depthdeck::SubmissionDraft &submission);
    /// The desk, for every window.
    void armRequested(bool armed);
    /// This window alone.
    void windowLockRequested(bool locked);
    void marketSearchRequested();
    /// By the trader, not by setAccount.
    void accountChosen(const depthdeck::AccountId &account);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    // ticket_panel_build.cpp
    void build();
    void buildForm(QFormLayout &form);
    QWidget *buildSides();
    QWidget *buildTerms();
    QWidget *buildLimitRow();
    QWidget *buildStopRow();
    QWidget *buildTools();
    QWidget *buildButtons();
    QBoxLayout *addRowLayout(QWidget &row);
    void connectControls();
    void connectStores();
    void addShortcuts();
    void adoptNumberFields(QWidget &within);

    // ticket_panel_layout.cpp
    void applyTheme();
    void arrange();
    void setNarrow(bool narrow);

    // ticket_panel.cpp
    void listAccounts();
    void onMarketsChanged(const std::vector<MarketId> &markets);
    void onDefinitionChanged(const MarketId &market);
    void adoptDefinition();
    void onKindChosen();
    void startFlatten();
    void takeBest(bool ownSide);
    void updateBest();
    void updateSide();
    [[nodiscard]] const MarketState *market() const noexcept;
    [[nodiscard]] const Market *definition() const noexcept;

    // ticket_panel_links.cpp
    [[nodiscard]] TicketLink link() const;
    void onLinkChosen();
    void updateEntry();
    void openTemplateMenu();
    void fillTemplateMenu(QMenu &menu);
    void applyTemplateAt(std::size_t place);
    void saveTemplate(const QString &name, PriceAnchor anchor);

    // ticket_panel_checks.cpp
    void check();
    void updateSentences(const SubmissionDraft &submission);
    void markFields(const std::vector<OrderProblem> &problems);
    void updateArm();
    void updateButtons(const QStringList &blocks);
    void toggleArm();
    void setAnswer(const QString &text);
    void elideAnswer();
    [[nodiscard]] QStringList fieldFaults() const;
    [[nodiscard]] bool isSaidAlready(const OrderProblem &problem) const;

    const MarketBoard &m_board;
    const AccountStore &m_accounts;
    const OrderDesk &m_desk;
    const Theme &m_theme;
    const Clock *m_clock;

    QString m_windowName;
    std::optional<MarketKey> m_market;
    Side m_side = Side::Buy;
    bool m_dirty = true;
    bool m_checking = false;          ///< the fields' changes come from the check itself
    int m_wideNeeds = 0;              ///< the form's width with pairs beside one another
    bool m_narrow = false;            ///< pairs stand below one another
    std::optional<bool> m_shownArmed; ///< what the arm button shows; drawn again when it changes or the theme does
    std::optional<Price> m_shownJoin; ///< what the buttons say, and what they give
    std::optional<Price> m_shownHit;
    QString m_answerText;
    QString m_submitted; ///< the sentence of the last submission
    TemplateShelf *m_shelf = nullptr;
    std::vector<QBoxLayout *> m_rows; ///< children of this; their gaps follow the scale

    // Children of this.
    QScrollArea *m_scroll;
    QWidget *m_page;
    QFormLayout *m_form;
    NamedCombo *m_account;
    QLineEdit *m_marketField;
    QPushButton *m_buy;
    QPushButton *m_sell;
    QuantityRow *m_quantity;
    OrderTerms *m_terms;
    QCheckBox *m_closeAll;
    QPushButton *m_join;
    QPushButton *m_hit;
    QWidget *m_best; ///< the two above
    QBoxLayout *m_limitRow;
    QBoxLayout *m_termsRow;
    QBoxLayout *m_stopRow;
    NamedCombo *m_link;
    OcoBlock *m_oco;
    ExitsBlock *m_exits;
    ActivationBlock *m_activation;
    QPushButton *m_ends;
    TemplateBlock *m_templates;
    QPushButton *m_templateButton;
    QMenu *m_templateMenu;
    QPushButton *m_batch;
    QPushButton *m_windowLock;
    TicketSummary *m_summary;
    QLabel *m_answer;
    SubmitButton *m_submit;
    QPushButton *m_arm;
};

} // namespace depthdeck::ui
