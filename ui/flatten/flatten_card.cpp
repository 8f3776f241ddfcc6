// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flatten/flatten_card.h"

#include "app/market/market_board.h"
#include "app/trading/account_store.h"
#include "ui/common/number_text.h"
#include "ui/common/text_color.h"
#include "ui/flatten/flatten_words.h"
#include "ui/theme/dress.h"

#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

/// The shape of one step. The words beside it say the same.
class StepIcon final : public QWidget
{
public:
    StepIcon(const Theme &theme, QWidget *parent) : QWidget{parent}, m_theme{theme} {}

    void setState(StepState state)
    {
        if (std::exchange(m_state, state) != state)
            update();
    }
    [[nodiscard]] QSize sizeHint() const override { return {m_theme.scaled(16), m_theme.scaled(16)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter{this};
        QRectF square{0, 0, static_cast<qreal>(m_theme.scaled(14)), static_cast<qreal>(m_theme.scaled(14))};
        square.moveCenter(QRectF{rect()}.center());
        paintShape(painter, square, shapeOf(m_state), m_theme.color(colorOf(m_state)));
    }

private:
    const Theme &m_theme;
    StepState m_state = StepState::Waiting;
};

namespace {

void setText(QLabel &label, const QString &text)
{
    if (label.text() != text)
        label.setText(text);
}

} // namespace

FlattenCard::FlattenCard(FlattenDesk::RunId id, const Theme &theme, QWidget *parent)
    : QFrame{parent},
      m_id{id},
      m_theme{theme},
      m_grid{new QGridLayout{this}},
      m_title{new QLabel{this}},
      m_abort{new QPushButton{tr("Abort"), this}},
      m_facts{new QLabel{this}},
      m_verdict{new QLabel{this}}
{
    build();
    applyTheme();
    connect(&theme, &Theme::changed, this, &FlattenCard::applyTheme);
    connect(m_abort, &QPushButton::clicked, this, [this] { emit abortRequested(m_id); });
}

void FlattenCard::build()
{
    setDress(*m_abort, Dress::Warning);
    m_abort->setToolTip(tr("Stops here. What was sent already is not taken back."));
    m_abort->setAccessibleDescription(m_abort->toolTip());
    for (QLabel *label : {m_title, m_facts, m_verdict})
        label->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_verdict->setWordWrap(true);
    int row = 0;
    m_grid->addWidget(m_title, row, 0, 1, 2);
    m_grid->addWidget(m_abort, row++, 2, Qt::AlignRight);
    m_grid->addWidget(m_verdict, row++, 0, 1, 3);
    for (StepLine &step : m_steps) {
        step = {new StepIcon{m_theme, this}, new QLabel{this}, new QLabel{this}};
        step.text->setTextFormat(Qt::PlainText);
        step.time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        m_grid->addWidget(step.icon, row, 0);
        m_grid->addWidget(step.text, row, 1);
        m_grid->addWidget(step.time, row++, 2);
    }
    m_grid->addWidget(m_facts, row, 0, 1, 3);
    m_grid->setColumnStretch(1, 1);
}

void FlattenCard::applyTheme()
{
    const int gap = m_theme.scaled(10);
    m_grid->setContentsMargins(gap, m_theme.scaled(8), gap, m_theme.scaled(8));
    m_grid->setHorizontalSpacing(m_theme.scaled(8));
    m_grid->setVerticalSpacing(m_theme.scaled(3));
    m_title->setFont(m_theme.boldFont());
    for (StepLine &step : m_steps) {
        step.icon->setFixedSize(m_theme.scaled(16), m_theme.rowHeight());
        step.time->setFont(m_theme.numberFont());
        setTextColor(*step.time, m_theme.color(ColorRole::Quiet));
    }
    setTextColor(*m_facts, m_theme.color(ColorRole::Quiet));
    setTextColor(*m_verdict, m_theme.color(verdictColor(m_outcome)));
    update();
}

void FlattenCard::showSteps(const FlattenRecord &record, const FlattenRun &run)
{
    for (std::size_t at = 0; at < flattenStepCount; ++at) {
        const auto step = static_cast<FlattenStep>(at);
        m_steps[at].icon->setState(run.state(step));
        setText(*m_steps[at].text, stepText(step, run));
        const bool isQuiet = run.state(step) == StepState::Waiting || run.state(step) == StepState::Skipped;
        setTextColor(*m_steps[at].text, m_theme.color(isQuiet ? ColorRole::Quiet : ColorRole::Text));
        const bool hasTime = record.times[at] && run.state(step) != StepState::Skipped;
        setText(*m_steps[at].time, hasTime ? timeText(*record.times[at]) : QString{});
    }
}

void FlattenCard::showRun(const FlattenRecord &record, const FlattenRun &run, const DeskAnswer *refusal,
                          const MarketBoard &board, const AccountStore &accounts)
{
    const MarketState *state = board.find(run.market());
    const Market *market = state && state->definition ? &*state->definition : nullptr;
    const Account *account = accounts.account(run.account());
    //: Title of a flatten: market, account, when it began
    setText(*m_title, tr("Flatten %1, %2, %3")
                          .arg(textOf(state ? state->displayName() : run.market().text()),
                               textOf(account ? account->label() : run.account().text()), timeText(record.began)));
    setAccessibleName(m_title->text());
    showSteps(record, run);
    const Position *position = accounts.position(run.account(), run.market());
    const auto net = [](const std::optional<Quantity> &told) {
        return told ? signedQuantityText(*told) : tr("not read yet");
    };
    setText(*m_facts, tr("Net before: %1. Net now: %2. Pulled: %3. Closing order: %4. Round %5.")
                          .arg(net(record.netBefore), net(position ? std::optional{position->net()} : std::nullopt),
                               countText(static_cast<std::int64_t>(run.pulledCount())), closingText(record))
                          .arg(run.round()));
    setText(*m_verdict, verdictText(run, refusal, market));
    m_outcome = run.outcome();
    setTextColor(*m_verdict, m_theme.color(verdictColor(m_outcome)));
    m_abort->setEnabled(run.isRunning());
    m_abort->setVisible(run.isRunning());
    show();
}

void FlattenCard::paintEvent(QPaintEvent *)
{
    QPainter painter{this};
    painter.fillRect(rect(), m_theme.color(ColorRole::Row));
    painter.fillRect(QRect{0, 0, m_theme.scaled(3), height()}, m_theme.color(verdictColor(m_outcome)));
    painter.fillRect(QRect{0, height() - 1, width(), 1}, m_theme.color(ColorRole::Line));
}

} // namespace depthdeck::ui
