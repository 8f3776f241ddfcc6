// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/strategy/strategy_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace depthdeck::ui {

namespace {

struct StrategyWords
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::StrategyWords)
};

struct TypeFact
{
    std::int32_t type;
    const char *name;
};

/// StrategyType of the wire.
constexpr std::array types{
    TypeFact{1, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Calendar spread")},
    TypeFact{2, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "RT calendar spread")},
    TypeFact{3, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Inter contract spread")},
    TypeFact{4, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Butterfly")},
    TypeFact{5, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Condor")},
    TypeFact{6, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Double butterfly")},
    TypeFact{7, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Horizontal")},
    TypeFact{8, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Bundle")},
    TypeFact{9, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Month vs pack")},
    TypeFact{10, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Pack")},
    TypeFact{11, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Pack spread")},
    TypeFact{12, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Pack butterfly")},
    TypeFact{13, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Bundle spread")},
    TypeFact{14, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Strip")},
    TypeFact{15, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Crack")},
    TypeFact{16, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Treasury spread")},
    TypeFact{17, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Crush")},
    TypeFact{19, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Three way")},
    TypeFact{20, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Three way straddle vs call")},
    TypeFact{21, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Three way straddle vs put")},
    TypeFact{22, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Box")},
    TypeFact{23, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Christmas tree")},
    TypeFact{24, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Conditional curve")},
    TypeFact{25, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Double")},
    TypeFact{26, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Horizontal straddle")},
    TypeFact{27, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Iron condor")},
    TypeFact{28, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Ratio 1 x 2")},
    TypeFact{29, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Ratio 1 x 3")},
    TypeFact{30, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Ratio 2 x 3")},
    TypeFact{31, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Risk reversal")},
    TypeFact{32, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Straddle strip")},
    TypeFact{33, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Straddle")},
    TypeFact{34, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Strangle")},
    TypeFact{35, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Vertical")},
    TypeFact{36, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Jelly roll")},
    TypeFact{37, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Iron butterfly")},
    TypeFact{38, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Guts")},
    TypeFact{39, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Generic")},
    TypeFact{40, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Diagonal")},
    TypeFact{41, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered three way")},
    TypeFact{42, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered three way straddle vs call")},
    TypeFact{43, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered three way straddle vs put")},
    TypeFact{44, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered box")},
    TypeFact{45, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered Christmas tree")},
    TypeFact{46, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered conditional curve")},
    TypeFact{47, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered double")},
    TypeFact{48, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered horizontal straddle")},
    TypeFact{49, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered iron condor")},
    TypeFact{50, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered ratio 1 x 2")},
    TypeFact{51, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered ratio 1 x 3")},
    TypeFact{52, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered ratio 2 x 3")},
    TypeFact{53, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered risk reversal")},
    TypeFact{54, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered straddle strip")},
    TypeFact{55, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered straddle")},
    TypeFact{56, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered strangle")},
    TypeFact{57, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered vertical")},
    TypeFact{58, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered jelly roll")},
    TypeFact{59, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered iron butterfly")},
    TypeFact{60, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered guts")},
    TypeFact{61, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered generic")},
    TypeFact{62, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered diagonal")},
    TypeFact{63, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered butterfly")},
    TypeFact{64, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered condor")},
    TypeFact{65, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered horizontal")},
    TypeFact{66, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered strip")},
    TypeFact{67, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Covered option")},
    TypeFact{68, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Balanced strip")},
    TypeFact{69, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Unbalanced strip")},
    TypeFact{70, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Inter contract strip")},
    TypeFact{71, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Invoice swap")},
    TypeFact{72, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Interest rate swap")},
    TypeFact{73, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Average price strip")},
    TypeFact{74, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Treasury tail")},
    TypeFact{75, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Average price strip spread")},
    TypeFact{76, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Invoice swap calendar")},
    TypeFact{77, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Invoice swap switches")},
    TypeFact{78, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Volatility quoted option")},
    TypeFact{79, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "FX spot")},
    TypeFact{80, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Average price bundle")},
    TypeFact{81, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Fixed price ratio spread")},
    TypeFact{82, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "South African CBOT soybean spread")},
    TypeFact{83, QT_TRANSLATE_NOOP("depthdeck::ui::StrategyWords", "Balanced strip butterfly")},
};

} // namespace

QString strategyTypeText(std::int32_t type)
{
    const auto fact =
        std::find_if(types.begin(), types.end(), [type](const TypeFact &each) { return each.type == type; });
    return fact == types.end() ? StrategyWords::tr("Strategy type %1").arg(type) : StrategyWords::tr(fact->name);
}

std::vector<std::int32_t> strategyTypes()
{
    std::vector<std::int32_t> known;
    for (const TypeFact &fact : types)
        known.push_back(fact.type);
    std::sort(known.begin(), known.end(), [](std::int32_t a, std::int32_t b) {
        return QString::localeAwareCompare(strategyTypeText(a), strategyTypeText(b)) < 0;
    });
    return known;
}

bool isCovered(std::int32_t type) noexcept
{
    constexpr std::int32_t firstCovered = 41;
    constexpr std::int32_t lastCovered = 67;
    return type >= firstCovered && type <= lastCovered;
}

QString problemText(StrategyProblem problem)
{
    switch (problem) {
    case StrategyProblem::None:
        return {};
    case StrategyProblem::NotLive:
        return StrategyWords::tr("The session is not live. Wait until the status bar says Live.");
    case StrategyProblem::NoAccount:
        return StrategyWords::tr("Choose an account that is subscribed.");
    case StrategyProblem::TooFewLegs:
        return StrategyWords::tr("A strategy needs at least two legs.");
    case StrategyProblem::SeveralExchanges:
        return StrategyWords::tr("All legs must be of one exchange.");
    case StrategyProblem::SameLegTwice:
        return StrategyWords::tr("A market may be a leg once only. Raise the ratio of that leg instead.");
    case StrategyProblem::BadRatio:
        return StrategyWords::tr("Every leg needs a ratio of at least 1.");
    }
    return {};
}

QString stateText(StrategyState state)
{
    switch (state) {
    case StrategyState::Sent:
        return StrategyWords::tr("Sent");
    case StrategyState::Created:
        return StrategyWords::tr("Created, looking for it");
    case StrategyState::Exists:
        return StrategyWords::tr("Exists, looking for it");
    case StrategyState::Failed:
        return StrategyWords::tr("Refused");
    case StrategyState::Found:
        return StrategyWords::tr("Ready to trade");
    case StrategyState::NotFound:
        return StrategyWords::tr("Created, not listed yet");
    case StrategyState::Unanswered:
        return StrategyWords::tr("No answer");
    case StrategyState::NotSent:
        return StrategyWords::tr("Not sent");
    }
    return {};
}

StateShape shapeOf(StrategyState state) noexcept
{
    switch (state) {
    case StrategyState::Sent:
        return StateShape::DottedRing;
    case StrategyState::Created:
    case StrategyState::Exists:
        return StateShape::HalfDot;
    case StrategyState::Found:
        return StateShape::Tick;
    case StrategyState::Failed:
    case StrategyState::NotSent:
        return StateShape::Exclamation;
    case StrategyState::NotFound:
    case StrategyState::Unanswered:
        break;
    }
    return StateShape::Question;
}

ColorRole colorOf(StrategyState state) noexcept
{
    switch (state) {
    case StrategyState::Found:
        return ColorRole::Up;
    case StrategyState::Sent:
    case StrategyState::Created:
    case StrategyState::Exists:
        return ColorRole::Text;
    case StrategyState::Failed:
    case StrategyState::NotFound:
    case StrategyState::Unanswered:
    case StrategyState::NotSent:
        break;
    }
    return ColorRole::Warning;
}

} // namespace depthdeck::ui
