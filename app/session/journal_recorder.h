// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/time/clock.h"
#include "app/trading/order_check.h"

#include <QObject>
#include <QString>

#include <memory>
#include <string>
#include <vector>

namespace depthdeck {

class Connection;
class KillSwitch;
class Journal;
class JournalHeard;
class MarketBoard;
class OrderDesk;
class PersonalLimits;
struct DeskAnswer;
struct Endpoint;

/// Writes into the journal what happens in a session besides the intents: logins, order messages, fills, leg fills,
/// busts, answers to batches and strategies, refusals, limits, arming, kills. Order messages are taken on the socket's
/// thread as the server sent them, so that nothing waits for the UI thread; all else on the UI thread. Of a login it
/// writes the firm and the user, never a secret.
class JournalRecorder final : public QObject
{
    Q_OBJECT

public:
    /// @p journal may be null: nothing is recorded until useJournal().
    JournalRecorder(Journal *journal, Connection &connection, const MarketBoard &markets);
    ~JournalRecorder() override;

    /// For the session, before it starts.
    void useJournal(Journal *journal);
    /// Where the next login goes: its rows carry the endpoint's name. Call before opening the connection.
    void setEndpoint(const Endpoint &endpoint);

    // The parts that the session has besides the connection. Each is listened to while both live.
    void listenTo(const OrderDesk &desk);
    void listenTo(const PersonalLimits &limits);
    void listenTo(const KillSwitch &killSwitch);

    // What no signal tells.
    /// The bytes of a submission with these tags (of something else: none) were written to the socket at @p at; a
    /// default one is now.
    void noteHandedToSocket(const MarketId &market, const std::vector<std::string> &tags, WallTime at = {});
    /// The trader chose to trade although the journal failed, or no longer does.
    void noteWithoutJournal(bool chosen);
    /// A strategy was asked for: @p request is CreateUDS as protobuf JSON.
    void noteStrategyIntent(const AccountId &account, const std::string &requestId, const QString &request);
    void note(const QString &text);

private:
    void listenTo(Connection &connection);
    void noteRefused(const MarketId &market, const DeskAnswer &answer);
    void noteLimits(const PersonalLimits &limits);

    const MarketBoard &m_markets;
    std::unique_ptr<JournalHeard> m_heard; ///< what the socket's thread knows
};

} // namespace depthdeck
