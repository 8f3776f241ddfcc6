// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flatten/flatten_words.h"

#include "ui/common/number_text.h"
#include "ui/common/problem_text.h"

#include <QCoreApplication>

#include <cstdlib>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

struct FlattenWords
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::FlattenWords)
};

QString taskText(FlattenStep step)
{
    switch (step) {
    case FlattenStep::Pull:
        return FlattenWords::tr("Pull what works");
    case FlattenStep::AwaitFinal:
        return FlattenWords::tr("Wait until each of them is over");
    case FlattenStep::ReadNet:
        return FlattenWords::tr("Read the net position");
    case FlattenStep::Send:
        return FlattenWords::tr("Send the closing order");
    case FlattenStep::AwaitFill:
        return FlattenWords::tr("Wait until it is filled");
    case FlattenStep::VerifyFlat:
        return FlattenWords::tr("Verify that the position is flat");
    }
    return {};
}

// "Sell 5": what closes a net position of 5.
QString closeText(Quantity net)
{
    const Side side = net.contracts > 0 ? Side::Sell : Side::Buy;
    return u"%1 %2"_s.arg(sideText(side), quantityText(Quantity{std::abs(net.contracts)}));
}

QString doneText(FlattenStep step, const FlattenRun &run)
{
    switch (step) {
    case FlattenStep::Pull:
        return run.pulledCount() == 0 ? FlattenWords::tr("nothing worked")
                                      : FlattenWords::tr("%n pulled", nullptr, static_cast<int>(run.pulledCount()));
    case FlattenStep::ReadNet:
        return run.net() ? signedQuantityText(*run.net()) : FlattenWords::tr("done");
    case FlattenStep::Send:
        return run.net() && !run.net()->isZero() ? FlattenWords::tr("%1 at the market").arg(closeText(*run.net()))
                                                 : FlattenWords::tr("done");
    case FlattenStep::AwaitFinal:
    case FlattenStep::AwaitFill:
    case FlattenStep::VerifyFlat:
        break;
    }
    return FlattenWords::tr("done");
}

} // namespace

QString stepText(FlattenStep step, const FlattenRun &run)
{
    const auto with = [step](const QString &state) {
        //: One step of a flatten and how it stands: "Pull what works: 3 pulled"
        return FlattenWords::tr("%1: %2").arg(taskText(step), state);
    };
    switch (run.state(step)) {
    case StepState::Waiting:
        return taskText(step);
    case StepState::Doing:
        return with(FlattenWords::tr("under way"));
    case StepState::Done:
        return with(doneText(step, run));
    case StepState::Failed:
        return with(run.outcome() == FlattenOutcome::Aborted ? FlattenWords::tr("stopped")
                                                             : FlattenWords::tr("failed"));
    case StepState::Skipped:
        return with(run.isRunning() || run.outcome() == FlattenOutcome::Flat ? FlattenWords::tr("not needed")
                                                                             : FlattenWords::tr("not reached"));
    }
    return {};
}

StateShape shapeOf(StepState state) noexcept
{
    switch (state) {
    case StepState::Waiting:
        return StateShape::Ring;
    case StepState::Doing:
        return StateShape::DottedRing;
    case StepState::Done:
        return StateShape::Tick;
    case StepState::Failed:
        return StateShape::Exclamation;
    case StepState::Skipped:
        break;
    }
    return StateShape::Bars;
}

ColorRole colorOf(StepState state) noexcept
{
    switch (state) {
    case StepState::Waiting:
    case StepState::Skipped:
        return ColorRole::Faint;
    case StepState::Doing:
        return ColorRole::Own;
    case StepState::Done:
        return ColorRole::Up;
    case StepState::Failed:
        break;
    }
    return ColorRole::Warning;
}

ColorRole verdictColor(FlattenOutcome outcome) noexcept
{
    switch (outcome) {
    case FlattenOutcome::Running:
        return ColorRole::Text;
    case FlattenOutcome::Flat:
        return ColorRole::Up;
    default:
        return ColorRole::Warning;
    }
}

QString verdictText(const FlattenRun &run, const DeskAnswer *refusal, const Market *market)
{
    const auto because = [&run](const QString &sentence) {
        return run.why().empty() ? sentence
                                 : FlattenWords::tr("%1 The server said: %2").arg(sentence, textOf(run.why()));
    };
    switch (run.outcome()) {
    case FlattenOutcome::Running:
        return FlattenWords::tr("Running, round %1 of at most %2.").arg(run.round()).arg(FlattenRun::maxRounds);
    case FlattenOutcome::Flat:
        return FlattenWords::tr("Flat: nothing works here and the server's net position is zero.");
    case FlattenOutcome::Aborted:
        return FlattenWords::tr("Aborted. What was sent before is not taken back: look at your orders and position.");
    case FlattenOutcome::NotLive:
        return FlattenWords::tr("The session ended meanwhile. Look at your orders and position once it is live again.");
    case FlattenOutcome::NotFinal:
        return because(
            FlattenWords::tr("An order did not end in time. Nothing was sent to close the position: pull the "
                             "order, then flatten again."));
    case FlattenOutcome::Refused:
        if (refusal != nullptr) {
            QString sentence = refusalText(refusal->refusal);
            for (const OrderProblem &problem : refusal->problems)
                if (problem.blocks)
                    sentence += u' ' + problemText(problem, market);
            return FlattenWords::tr("Not flat: the closing order was not sent. %1").arg(sentence);
        }
        return because(FlattenWords::tr("Not flat: the closing order was refused."));
    case FlattenOutcome::NotFilled:
        return because(
            FlattenWords::tr("Not flat: the closing order ended before all of it was filled. Flatten again."));
    case FlattenOutcome::NotFlat:
        return FlattenWords::tr("Not flat: something traded in between, and %1 rounds are used up. Look at what still "
                                "works, then flatten again.")
            .arg(FlattenRun::maxRounds);
    }
    return {};
}

QString closingText(const FlattenRecord &record)
{
    if (record.closed.empty())
        return FlattenWords::tr("none sent");
    QStringList orders;
    for (const Quantity net : record.closed)
        orders << closeText(net);
    return orders.join(FlattenWords::tr(", then "));
}

} // namespace depthdeck::ui
