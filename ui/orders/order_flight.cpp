// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/orders/order_flight.h"

#include "app/trading/activation.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"

#include <QCoreApplication>

namespace depthdeck::ui {

namespace {

struct OrderFlight
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::OrderFlight)
};

OrderStage lastStage(const Order &order) noexcept
{
    return order.timeline.empty() ? OrderStage::Told : order.timeline.back().stage;
}

// A revision or a pull has left and the server has not spoken of it yet: its state still says otherwise.
OrderState shownState(const Order &order) noexcept
{
    const OrderState state = order.state();
    const bool rests = state == OrderState::Working || state == OrderState::PartFilled || state == OrderState::Held;
    if (rests && lastStage(order) == OrderStage::Revising)
        return OrderState::Revising;
    return rests && lastStage(order) == OrderStage::Pulling ? OrderState::Pulling : state;
}

} // namespace

QString flightText(const Order &order)
{
    switch (order.absence) {
    case OrderAbsence::NotSent:
        return OrderFlight::tr("Not sent");
    case OrderAbsence::NotInSnapshot:
        return OrderFlight::tr("Gone");
    case OrderAbsence::None:
    case OrderAbsence::Superseded:
        break;
    }
    const OrderState state = shownState(order);
    if (state == OrderState::Sending && lastStage(order) == OrderStage::Recorded)
        return OrderFlight::tr("Recorded");
    if (state == OrderState::Sending && lastStage(order) == OrderStage::Sent)
        return OrderFlight::tr("Sent");
    if (state == OrderState::Pending && order.change == OrderChange::SubmissionRiskSuccess)
        return OrderFlight::tr("Risk passed");
    if (state == OrderState::Pending && order.change == OrderChange::SubmissionSent)
        return OrderFlight::tr("At exchange");
    return stateText(state);
}

StateShape flightShape(const Order &order) noexcept
{
    return shapeOf(shownState(order));
}

ColorRole flightColor(const Order &order) noexcept
{
    return order.absence == OrderAbsence::NotSent ? ColorRole::Warning : colorOf(shownState(order));
}

QString waitText(const Order &order)
{
    if (!order.activationDetails.empty())
        return textOf(order.activationDetails);
    if (order.state() != OrderState::Held)
        return {};
    if (order.hasRawOffsets())
        return OrderFlight::tr("Waits for the fill of its entry");
    return activationText(static_cast<ActivationKind>(order.activationType));
}

QString stageText(OrderStage stage)
{
    switch (stage) {
    case OrderStage::Intended:
        return OrderFlight::tr("Asked for");
    case OrderStage::Recorded:
        return OrderFlight::tr("Recorded in the journal");
    case OrderStage::Sent:
        return OrderFlight::tr("Sent");
    case OrderStage::NotSent:
        return OrderFlight::tr("Not sent");
    case OrderStage::RiskPassed:
        return OrderFlight::tr("Risk check passed");
    case OrderStage::AtExchange:
        return OrderFlight::tr("At the exchange");
    case OrderStage::Working:
        return OrderFlight::tr("Working");
    case OrderStage::Held:
        return OrderFlight::tr("Held");
    case OrderStage::Activated:
        return OrderFlight::tr("Activated");
    case OrderStage::Revising:
        return OrderFlight::tr("Revision asked for");
    case OrderStage::Revised:
        return OrderFlight::tr("Revised");
    case OrderStage::RevisionFailed:
        return OrderFlight::tr("Revision refused");
    case OrderStage::Pulling:
        return OrderFlight::tr("Pull asked for");
    case OrderStage::Pulled:
        return OrderFlight::tr("Pulled");
    case OrderStage::PullFailed:
        return OrderFlight::tr("Pull refused");
    case OrderStage::PartFilled:
        return OrderFlight::tr("Part filled");
    case OrderStage::Filled:
        return OrderFlight::tr("Filled");
    case OrderStage::Busted:
        return OrderFlight::tr("Trade busted");
    case OrderStage::Rejected:
        return OrderFlight::tr("Rejected");
    case OrderStage::RolledOver:
        return OrderFlight::tr("Carried to the next day");
    case OrderStage::Unknown:
        return OrderFlight::tr("Unknown");
    case OrderStage::Resolved:
        return OrderFlight::tr("Known again");
    case OrderStage::Gone:
        return OrderFlight::tr("Not listed any more");
    case OrderStage::Told:
        break;
    }
    return OrderFlight::tr("Told");
}

StateShape shapeOf(OrderStage stage) noexcept
{
    switch (stage) {
    case OrderStage::Intended:
    case OrderStage::Recorded:
    case OrderStage::Sent:
    case OrderStage::RiskPassed:
    case OrderStage::AtExchange:
        return StateShape::DottedRing;
    case OrderStage::Working:
    case OrderStage::Activated:
    case OrderStage::Resolved:
        return StateShape::Dot;
    case OrderStage::Held:
        return StateShape::Bars;
    case OrderStage::Revising:
    case OrderStage::Revised:
    case OrderStage::RolledOver:
        return StateShape::Turn;
    case OrderStage::Pulling:
        return StateShape::Cross;
    case OrderStage::Pulled:
    case OrderStage::Gone:
    case OrderStage::Told:
        return StateShape::Ring;
    case OrderStage::PartFilled:
        return StateShape::HalfDot;
    case OrderStage::Filled:
        return StateShape::Tick;
    case OrderStage::NotSent:
    case OrderStage::RevisionFailed:
    case OrderStage::PullFailed:
    case OrderStage::Busted:
    case OrderStage::Rejected:
        return StateShape::Exclamation;
    case OrderStage::Unknown:
        break;
    }
    return StateShape::Question;
}

ColorRole colorOf(OrderStage stage) noexcept
{
    switch (shapeOf(stage)) {
    case StateShape::Exclamation:
    case StateShape::Question:
        return ColorRole::Warning;
    case StateShape::Ring:
        return ColorRole::Quiet;
    default:
        return ColorRole::Text;
    }
}

QString orderChangeText(OrderChange change)
{
    switch (change) {
    case OrderChange::None:
        return {};
    case OrderChange::Failed:
        return OrderFlight::tr("Failed");
    case OrderChange::SubmissionRiskSuccess:
        return OrderFlight::tr("Submission risk success");
    case OrderChange::SubmissionRiskRejected:
        return OrderFlight::tr("Submission risk rejected");
    case OrderChange::SubmissionSent:
        return OrderFlight::tr("Submission sent");
    case OrderChange::SubmissionFailed:
        return OrderFlight::tr("Submission failed");
    case OrderChange::SubmissionSuccess:
        return OrderFlight::tr("Submission success");
    case OrderChange::SubmissionRejected:
        return OrderFlight::tr("Submission rejected");
    case OrderChange::RevisionRiskSuccess:
        return OrderFlight::tr("Revision risk success");
    case OrderChange::RevisionRiskFailed:
        return OrderFlight::tr("Revision risk failed");
    case OrderChange::RevisionSent:
        return OrderFlight::tr("Revision sent");
    case OrderChange::RevisionFailed:
        return OrderFlight::tr("Revision failed");
    case OrderChange::RevisionSuccess:
        return OrderFlight::tr("Revision success");
    case OrderChange::RevisionRejected:
        return OrderFlight::tr("Revision rejected");
    case OrderChange::PullRiskSuccess:
        return OrderFlight::tr("Pull risk success");
    case OrderChange::PullRiskFailed:
        return OrderFlight::tr("Pull risk failed");
    case OrderChange::PullSent:
        return OrderFlight::tr("Pull sent");
    case OrderChange::PullFailed:
        return OrderFlight::tr("Pull failed");
    case OrderChange::PullSuccess:
        return OrderFlight::tr("Pull success");
    case OrderChange::PullRejected:
        return OrderFlight::tr("Pull rejected");
    case OrderChange::Trade:
        return OrderFlight::tr("Trade");
    case OrderChange::TradeCompleted:
        return OrderFlight::tr("Trade completed");
    case OrderChange::TradeBusted:
        return OrderFlight::tr("Trade busted");
    case OrderChange::Handover:
        return OrderFlight::tr("Handover");
    case OrderChange::Rollover:
        return OrderFlight::tr("Rollover");
    }
    return OrderFlight::tr("Change %1").arg(static_cast<int>(change));
}

} // namespace depthdeck::ui
