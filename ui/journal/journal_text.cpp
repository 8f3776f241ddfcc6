// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journal/journal_text.h"

#include "app/storage/journal/journal_words.h"
#include "ui/common/number_text.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

/// Translations of this file's free functions.
struct JournalText
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::JournalText)
};

QString sideText(Side side)
{
    return side == Side::Buy ? JournalText::tr("Buy") : JournalText::tr("Sell");
}

/// A time as exactly as it is kept.
QString exactTimeText(WallTime time)
{
    const auto nanoseconds = time.time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(nanoseconds);
    constexpr int digits = 9;
    QString text = journalTimeText(WallTime{seconds});
    text.truncate(text.indexOf(u'.'));
    return u"%1.%2 UTC"_s.arg(text, QString::number((nanoseconds - seconds).count()).rightJustified(digits, u'0'));
}

/// Collects "Name: value" lines.
class Lines
{
public:
    void add(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            m_lines.append(u"%1: %2"_s.arg(name, value));
    }
    void add(const QString &name, const std::string &value) { add(name, textOf(value)); }
    void add(const QString &name, const std::optional<WallTime> &time)
    {
        if (time)
            add(name, exactTimeText(*time));
    }
    void add(const QString &name, const std::optional<Price> &price)
    {
        if (price)
            add(name, priceText(nullptr, *price));
    }
    void add(const QString &name, const std::optional<Quantity> &quantity)
    {
        if (quantity)
            add(name, quantityText(*quantity));
    }
    void add(const QString &name, const std::optional<std::int32_t> &number)
    {
        if (number)
            add(name, QString::number(*number));
    }
    [[nodiscard]] QString text() const { return m_lines.join(u'\n'); }

private:
    QStringList m_lines;
};

void addSeen(Lines &lines, const SeenQuote &seen)
{
    lines.add(JournalText::tr("Bid seen"),
              seen.bid ? u"%1 × %2"_s.arg(priceText(nullptr, *seen.bid), quantityText(seen.bidVolume)) : QString{});
    lines.add(JournalText::tr("Offer seen"),
              seen.offer ? u"%1 × %2"_s.arg(priceText(nullptr, *seen.offer), quantityText(seen.offerVolume))
                         : QString{});
    lines.add(JournalText::tr("Last trade seen"), seen.last);
    lines.add(JournalText::tr("Age of the image"), durationText(std::chrono::nanoseconds{seen.ageNanoseconds}));
    lines.add(JournalText::tr("Freshness shown"), seen.freshness);
    lines.add(JournalText::tr("Display frame"), QString::number(seen.frame));
    lines.add(JournalText::tr("State of the market"), QString::number(seen.revision));
}

} // namespace

QString journalKindText(JournalKind kind)
{
    switch (kind) {
    case JournalKind::ProgramStarted:
        return JournalText::tr("Program started");
    case JournalKind::ProgramEnded:
        return JournalText::tr("Program ended");
    case JournalKind::Login:
        return JournalText::tr("Login");
    case JournalKind::LoginRefused:
        return JournalText::tr("Login refused");
    case JournalKind::Disconnected:
        return JournalText::tr("Disconnected");
    case JournalKind::Armed:
        return JournalText::tr("Armed");
    case JournalKind::Disarmed:
        return JournalText::tr("Locked");
    case JournalKind::LimitsChanged:
        return JournalText::tr("Limits changed");
    case JournalKind::KillSwitch:
        return JournalText::tr("Kill switch");
    case JournalKind::WithoutJournal:
        return JournalText::tr("Without journal");
    case JournalKind::SubmitIntent:
        return JournalText::tr("Submit");
    case JournalKind::ReviseIntent:
        return JournalText::tr("Revise");
    case JournalKind::PullIntent:
        return JournalText::tr("Pull");
    case JournalKind::BatchIntent:
        return JournalText::tr("Batch");
    case JournalKind::StrategyIntent:
        return JournalText::tr("Create strategy");
    case JournalKind::IntentNotSent:
        return JournalText::tr("Not sent");
    case JournalKind::HandedToSocket:
        return JournalText::tr("Sent");
    case JournalKind::Refused:
        return JournalText::tr("Refused here");
    case JournalKind::OrderUpdate:
        return JournalText::tr("Order update");
    case JournalKind::OrderRefused:
        return JournalText::tr("Order refused");
    case JournalKind::Fill:
        return JournalText::tr("Fill");
    case JournalKind::LegFill:
        return JournalText::tr("Leg fill");
    case JournalKind::FillBusted:
        return JournalText::tr("Trade busted");
    case JournalKind::BatchAnswer:
        return JournalText::tr("Batch answer");
    case JournalKind::StrategyAnswer:
        return JournalText::tr("Strategy answer");
    case JournalKind::Note:
        return JournalText::tr("Note");
    }
    return QString::number(static_cast<std::int32_t>(kind)); // of a newer program
}

QString journalGroupText(JournalGroup group)
{
    switch (group) {
    case JournalGroup::All:
        return JournalText::tr("All events");
    case JournalGroup::Session:
        return JournalText::tr("Session");
    case JournalGroup::Guards:
        return JournalText::tr("Guards");
    case JournalGroup::Intents:
        return JournalText::tr("What was asked");
    case JournalGroup::Orders:
        return JournalText::tr("Orders");
    case JournalGroup::Fills:
        return JournalText::tr("Fills");
    }
    return {};
}

QString journalHealthText(JournalHealth health, const QString &trouble)
{
    switch (health) {
    case JournalHealth::Opening:
        return JournalText::tr("The journal is being opened.");
    case JournalHealth::Writing:
        return JournalText::tr("Everything is being recorded.");
    case JournalHealth::NotOpen:
        return JournalText::tr("Nothing is recorded: the journal cannot be opened. %1").arg(trouble);
    case JournalHealth::Locked:
        return JournalText::tr("Nothing is recorded: another program holds the journal. %1").arg(trouble);
    case JournalHealth::DiskFull:
        return JournalText::tr("Nothing is recorded: the disk is full. %1").arg(trouble);
    case JournalHealth::Corrupt:
        return JournalText::tr("Nothing is recorded: the journal is damaged or was changed. %1").arg(trouble);
    case JournalHealth::Failed:
        return JournalText::tr("Nothing is recorded: the journal cannot be written. %1").arg(trouble);
    }
    return {};
}

QString verdictText(const JournalVerdict &verdict, bool complete)
{
    switch (verdict.flaw) {
    case JournalFlaw::None: {
        constexpr int shownDigits = 16;
        if (!complete)
            return JournalText::tr("Stopped. The first %1 entries are unchanged.").arg(countText(verdict.rows));
        return JournalText::tr("All %1 entries are unchanged. Newest hash: %2…")
            .arg(countText(verdict.rows), QString::fromLatin1(verdict.newestHash.toHex().first(shownDigits)));
    }
    case JournalFlaw::Changed:
        return JournalText::tr("Entry %1 was changed, put in or moved.").arg(countText(verdict.firstBad));
    case JournalFlaw::Missing:
        return JournalText::tr("Entry %1 is missing.").arg(countText(verdict.firstBad));
    case JournalFlaw::Order:
        return JournalText::tr("The entries are out of order from %1 on.").arg(countText(verdict.firstBad));
    case JournalFlaw::CutOff:
        return JournalText::tr("The newest entries, from %1 on, were cut off.").arg(countText(verdict.firstBad));
    case JournalFlaw::BeyondHead:
        return JournalText::tr("Entry %1 was put in at the end.").arg(countText(verdict.firstBad));
    case JournalFlaw::Unreadable:
        return JournalText::tr("The file cannot be read after %1 good entries: %2")
            .arg(countText(verdict.rows), verdict.detail);
    case JournalFlaw::NotAJournal:
        return JournalText::tr("The file is no journal of DepthDeck.");
    case JournalFlaw::NewerSchema:
        return JournalText::tr("The file was written by a newer DepthDeck.");
    }
    return {};
}

QString exportText(const JournalExportResult &result, const QString &file)
{
    switch (result.outcome) {
    case JournalExportResult::Outcome::Done:
        return JournalText::tr("%1 lines were written to %2.").arg(countText(result.lines), file);
    case JournalExportResult::Outcome::Cancelled:
        return JournalText::tr("The export was stopped; nothing was written.");
    case JournalExportResult::Outcome::CannotRead:
        return JournalText::tr("The journal cannot be read: %1").arg(result.trouble);
    case JournalExportResult::Outcome::CannotWrite:
        return JournalText::tr("%1 cannot be written: %2").arg(file, result.trouble);
    }
    return {};
}

QString journalTimeText(WallTime time)
{
    QString text = isoTime(time);
    text.chop(1);
    return text.replace(u'T', u' ');
}

QString manualText(const std::optional<bool> &manual)
{
    if (!manual)
        return {};
    return *manual ? JournalText::tr("Manual") : JournalText::tr("Automatic");
}

QString journalRowText(const JournalRow &row)
{
    const JournalEntry &entry = row.entry;
    Lines lines;
    lines.add(JournalText::tr("Entry"), countText(row.sequence));
    lines.add(JournalText::tr("Event"), journalKindText(entry.kind));
    lines.add(JournalText::tr("Time"), exactTimeText(entry.at));
    lines.add(JournalText::tr("Server time"), entry.serverTime);
    lines.add(JournalText::tr("Exchange time"), entry.exchangeTime);
    lines.add(JournalText::tr("Detail"), entry.detail);
    lines.add(JournalText::tr("Operator"), entry.operatorName);
    lines.add(JournalText::tr("Manual or automatic"), manualText(entry.manual));
    lines.add(JournalText::tr("Window"), entry.window);
    lines.add(JournalText::tr("Account"), entry.account);
    lines.add(JournalText::tr("Market"), entry.market);
    lines.add(JournalText::tr("Contract"), entry.contract);
    lines.add(JournalText::tr("Exchange"), entry.exchange);
    lines.add(JournalText::tr("Side"), entry.side ? sideText(*entry.side) : QString{});
    lines.add(JournalText::tr("Order type"), entry.orderType);
    lines.add(JournalText::tr("Time in force"), entry.timeInForce);
    lines.add(JournalText::tr("Quantity"), entry.volume);
    lines.add(JournalText::tr("Max show"), entry.maxShow);
    lines.add(JournalText::tr("Price"), entry.price);
    lines.add(JournalText::tr("Stop price"), entry.stop);
    lines.add(JournalText::tr("Working"), entry.working);
    lines.add(JournalText::tr("Filled"), entry.filled);
    lines.add(JournalText::tr("Change"), entry.change);
    lines.add(JournalText::tr("Status"), entry.status);
    lines.add(JournalText::tr("Order ID"), entry.order);
    lines.add(JournalText::tr("Exchange order ID"), entry.exchangeOrder);
    lines.add(JournalText::tr("Trade ID"), entry.trade);
    lines.add(JournalText::tr("Leg"), entry.leg);
    lines.add(JournalText::tr("Sequence"), entry.sequence);
    lines.add(JournalText::tr("Tag"), entry.tag);
    lines.add(JournalText::tr("Belongs to"), entry.relation);
    if (entry.historical)
        lines.add(JournalText::tr("Told by"), JournalText::tr("a snapshot, not live"));
    if (entry.seen)
        addSeen(lines, *entry.seen);
    lines.add(JournalText::tr("Endpoint"), entry.endpoint);
    lines.add(JournalText::tr("Program run"), row.run);
    lines.add(JournalText::tr("Hash"), QString::fromLatin1(row.hash.toHex()));
    const QJsonDocument message = QJsonDocument::fromJson(entry.json.toUtf8());
    lines.add(JournalText::tr("Message"),
              message.isNull() ? entry.json : QString::fromUtf8(message.toJson()).trimmed());
    return lines.text();
}

} // namespace depthdeck::ui
