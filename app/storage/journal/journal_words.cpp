// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/storage/journal/journal_words.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace depthdeck {

using namespace Qt::StringLiterals;

const std::vector<JournalKind> &kindsOf(JournalGroup group)
{
    using enum JournalKind;
    static const std::array<std::vector<JournalKind>, 6> kinds{{
        {},
        {ProgramStarted, ProgramEnded, Login, LoginRefused, Disconnected, Note},
        {Armed, Disarmed, LimitsChanged, KillSwitch, WithoutJournal, Refused},
        {SubmitIntent, ReviseIntent, PullIntent, BatchIntent, StrategyIntent, IntentNotSent, HandedToSocket},
        {OrderUpdate, OrderRefused, BatchAnswer, StrategyAnswer},
        {Fill, LegFill, FillBusted},
    }};
    return kinds[static_cast<std::size_t>(group)];
}

JournalGroup groupOf(JournalKind kind) noexcept
{
    for (const JournalGroup group :
         {JournalGroup::Guards, JournalGroup::Intents, JournalGroup::Orders, JournalGroup::Fills}) {
        const std::vector<JournalKind> &kinds = kindsOf(group);
        if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end())
            return group;
    }
    return JournalGroup::Session;
}

QString journalKindName(JournalKind kind)
{
    switch (kind) {
    case JournalKind::ProgramStarted:
        return u"ProgramStarted"_s;
    case JournalKind::ProgramEnded:
        return u"ProgramEnded"_s;
    case JournalKind::Login:
        return u"Login"_s;
    case JournalKind::LoginRefused:
        return u"LoginRefused"_s;
    case JournalKind::Disconnected:
        return u"Disconnected"_s;
    case JournalKind::Armed:
        return u"Armed"_s;
    case JournalKind::Disarmed:
        return u"Disarmed"_s;
    case JournalKind::LimitsChanged:
        return u"LimitsChanged"_s;
    case JournalKind::KillSwitch:
        return u"KillSwitch"_s;
    case JournalKind::WithoutJournal:
        return u"WithoutJournal"_s;
    case JournalKind::SubmitIntent:
        return u"SubmitIntent"_s;
    case JournalKind::ReviseIntent:
        return u"ReviseIntent"_s;
    case JournalKind::PullIntent:
        return u"PullIntent"_s;
    case JournalKind::BatchIntent:
        return u"BatchIntent"_s;
    case JournalKind::StrategyIntent:
        return u"StrategyIntent"_s;
    case JournalKind::IntentNotSent:
        return u"IntentNotSent"_s;
    case JournalKind::HandedToSocket:
        return u"HandedToSocket"_s;
    case JournalKind::Refused:
        return u"Refused"_s;
    case JournalKind::OrderUpdate:
        return u"OrderUpdate"_s;
    case JournalKind::OrderRefused:
        return u"OrderRefused"_s;
    case JournalKind::Fill:
        return u"Fill"_s;
    case JournalKind::LegFill:
        return u"LegFill"_s;
    case JournalKind::FillBusted:
        return u"FillBusted"_s;
    case JournalKind::BatchAnswer:
        return u"BatchAnswer"_s;
    case JournalKind::StrategyAnswer:
        return u"StrategyAnswer"_s;
    case JournalKind::Note:
        return u"Note"_s;
    }
    return QString::number(static_cast<std::int32_t>(kind)); // of a newer program
}

QString isoTime(WallTime time)
{
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(milliseconds.count(), Qt::UTC).toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z'"_s);
}

} // namespace depthdeck
