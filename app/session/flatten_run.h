// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "app/market/quantity.h"
#include "app/market/side.h"
#include "app/time/clock.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace depthdeck {

/// The steps of a flatten that proves itself, in their order.
enum class FlattenStep : std::uint8_t {
    Pull,       ///< pull what works in the market
    AwaitFinal, ///< wait until each of those orders is finished or rejected
    ReadNet,    ///< the server's net position, after the last fill
    Send,       ///< the closing order, or nothing when already flat
    AwaitFill,  ///< wait until the closing order is finished
    VerifyFlat  ///< the server's net is zero and nothing works
};
inline constexpr std::size_t flattenStepCount = 6;

enum class StepState : std::uint8_t { Waiting, Doing, Done, Failed, Skipped };

enum class FlattenOutcome : std::uint8_t {
    Running,
    Flat,      ///< verified
    Aborted,   ///< by the trader: what was sent is not taken back
    NotLive,   ///< the session ended: nothing is known
    NotFinal,  ///< an order did not end in time
    Refused,   ///< the closing order was refused here or by the server
    NotFilled, ///< the closing order ended with lots left
    NotFlat    ///< something traded in between, and the attempts are used up; or no net was told after the last fill
};

/// What a run looks at, told anew each time something changes.
struct FlattenView
{
    struct WorkingOrder
    {
        OrderId id;
        bool isFinal = false; ///< finished, rejected or gone: nothing can fill any more
    };
    SteadyTime now{};
    bool live = true;
    /// Every order of account and market that was active when the run began or is now, the closing one included.
    std::vector<WorkingOrder> orders;
    bool anyUnnamed = false; ///< a submission the server has not named yet, the closing one aside
    /// The server's; nullopt while it is older than the last fill of the account's orders in this market.
    std::optional<Quantity> net;
    /// What became of the closing order of this run.
    std::optional<bool> closingFinal;
    bool closingRefused = false;
    Quantity closingFilled;
    std::string closingDetail; ///< the server's words
};

/// What a run wants done next.
struct FlattenWish
{
    enum class Kind : std::uint8_t { Nothing, Pull, SendClose } kind = Kind::Nothing;
    std::vector<OrderId> pulls;
    Side side = Side::Buy; ///< of the closing order
    Quantity volume;
};

/// Pulls what works, waits for final states, reads the net position again, sends the closing order, and verifies: the
/// rules alone, without a wire and without a clock of its own, so that the kill switch can follow them on another
/// thread. A fill that arrives in between changes the net before it is read; one that arrives after makes another
/// round, at most @ref maxRounds.
class FlattenRun
{
public:
    static constexpr int maxRounds = 3;

    FlattenRun(AccountId account, MarketId market, SteadyTime now, std::chrono::nanoseconds patience);

    /// What to do about @p view. Call after every change and while time passes; the same view twice wishes nothing new.
    [[nodiscard]] FlattenWish advance(const FlattenView &view);
    void abort();
    /// The closing order could not be sent.
    void noteRefused(std::string why);

    friend bool operator==(const FlattenRun &, const FlattenRun &) = default;

    [[nodiscard]] const AccountId &account() const noexcept { return m_account; }
    [[nodiscard]] const MarketId &market() const noexcept { return m_market; }
    [[nodiscard]] FlattenOutcome outcome() const noexcept { return m_outcome; }
    [[nodiscard]] bool isRunning() const noexcept { return m_outcome == FlattenOutcome::Running; }
    [[nodiscard]] StepState state(FlattenStep step) const noexcept { return m_steps[static_cast<std::size_t>(step)]; }
    [[nodiscard]] int round() const noexcept { return m_round; }
    [[nodiscard]] std::size_t pulledCount() const noexcept { return m_pulled.size(); }
    [[nodiscard]] std::optional<Quantity> net() const noexcept { return m_net; }
    /// The server's words for the end, where it has any.
    [[nodiscard]] const std::string &why() const noexcept { return m_why; }

private:
    void enter(FlattenStep step, SteadyTime now);
    void skip(FlattenStep step) noexcept { m_steps[static_cast<std::size_t>(step)] = StepState::Skipped; }
    void finish(FlattenOutcome outcome, std::string why = {});
    void nextRound(const FlattenView &view);
    [[nodiscard]] bool isLate(const FlattenView &view) const noexcept;
    [[nodiscard]] std::vector<OrderId> notYetPulled(const FlattenView &view);

    // One for each step that waits for something. True when the step ended and the next may be looked at.
    [[nodiscard]] bool awaitFinal(const FlattenView &view);
    [[nodiscard]] bool readNet(const FlattenView &view);
    [[nodiscard]] bool awaitFill(const FlattenView &view, FlattenWish &wish);
    [[nodiscard]] bool verifyFlat(const FlattenView &view);

    AccountId m_account;
    MarketId m_market;
    SteadyTime m_stepBegan;
    std::chrono::nanoseconds m_patience;
    std::array<StepState, flattenStepCount> m_steps{};
    FlattenStep m_step = FlattenStep::Pull;
    std::vector<OrderId> m_pulled;
    std::optional<Quantity> m_net; ///< as read last
    FlattenOutcome m_outcome = FlattenOutcome::Running;
    std::string m_why;
    int m_round = 1;
};

} // namespace depthdeck
