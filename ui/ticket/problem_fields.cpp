// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/ticket/problem_fields.h"

#include "ui/common/named_combo.h"
#include "ui/common/price_field.h"
#include "ui/common/problem_text.h"
#include "ui/common/quantity_field.h"
#include "ui/theme/dress.h"
#include "ui/ticket/activation_block.h"
#include "ui/ticket/distance_field.h"
#include "ui/ticket/exits_block.h"
#include "ui/ticket/oco_block.h"
#include "ui/ticket/order_terms.h"

#include <QLineEdit>

#include <map>

namespace depthdeck::ui {

namespace {

// Another check's sentence on a control that has no fault of its own: the market field keeps its help when it has none.
void remark(QWidget &widget, const QString &sentence)
{
    if (auto *number = qobject_cast<NumberField *>(&widget))
        return number->setRemark(sentence);
    if (sentence.isEmpty() && !hasFault(&widget))
        return;
    setFault(widget, !sentence.isEmpty());
    widget.setToolTip(sentence);
    widget.setAccessibleDescription(sentence);
}

// Which of two prices the problem names.
QWidget *pricedAs(const OrderProblem &problem, PriceField &first, PriceField &second)
{
    if (problem.price && second.value() == problem.price && first.value() != problem.price)
        return &second;
    return first.isEnabled() ? &first : &second;
}

} // namespace

ProblemFields::ProblemFields(NamedCombo &account, QLineEdit &market, QuantityField &quantity, const OrderTerms &terms,
                             NamedCombo &link, const OcoBlock *oco, const ExitsBlock *exits,
                             const ActivationBlock &activation)
    : m_account{account},
      m_market{market},
      m_quantity{quantity},
      m_terms{terms},
      m_link{link},
      m_oco{oco},
      m_exits{exits},
      m_activation{activation}
{
}

std::vector<QWidget *> ProblemFields::all() const
{
    std::vector<QWidget *> fields{&m_account, &m_market,           &m_quantity,
                                  &m_link,    &m_activation.box(), &m_activation.price()};
    const auto addTerms = [&fields](const OrderTerms &terms) {
        fields.insert(fields.end(), {&terms.kindBox(), &terms.timeBox(), &terms.limit(), &terms.stop(),
                                     &terms.trail().edit(), &terms.maxShow()});
    };
    addTerms(m_terms);
    if (m_oco) {
        addTerms(m_oco->terms());
        fields.push_back(&m_oco->quantity());
    }
    if (m_exits)
        for (const ExitRow *row : m_exits->rows())
            fields.insert(fields.end(),
                          {&row->profit().edit(), &row->stop().edit(), &row->trail().edit(), &row->lotsField()});
    return fields;
}

void ProblemFields::mark(const std::vector<OrderProblem> &problems, const Market *market) const
{
    std::map<QWidget *, QString> sentences;
    for (const OrderProblem &problem : problems) {
        QWidget *field = problem.blocks ? fieldOf(problem) : nullptr;
        if (!field)
            continue;
        QString &sentence = sentences[field];
        sentence += (sentence.isEmpty() ? QString{} : QStringLiteral(" ")) + problemText(problem, market);
    }
    for (QWidget *field : all())
        remark(*field, sentences[field]);
}

QWidget *ProblemFields::placeField(OrderProblemKind kind) const
{
    switch (kind) {
    case OrderProblemKind::NoAccount:
    case OrderProblemKind::AccountMayNotTrade:
    case OrderProblemKind::AccountNotSubscribed:
    case OrderProblemKind::BatchAccountNotSubscribed:
    case OrderProblemKind::OrderRoutingOff:
    case OrderProblemKind::DayLoss:
    case OrderProblemKind::WorkingOrders:
        return &m_account;
    case OrderProblemKind::NoMarket:
    case OrderProblemKind::MarketNotReady:
    case OrderProblemKind::MarketClosed:
    case OrderProblemKind::DataNotFresh:
        return &m_market;
    case OrderProblemKind::LinkNeedsOrders:
    case OrderProblemKind::LinkNotMixed:
    case OrderProblemKind::LinkNotSupported:
        return &m_link;
    case OrderProblemKind::ActivationOffTick:
        return &m_activation.price();
    case OrderProblemKind::ActivationIncomplete:
    case OrderProblemKind::ActivationInPast:
    case OrderProblemKind::ActivationNotPossible:
        return &m_activation.box();
    default:
        return nullptr;
    }
}

QWidget *ProblemFields::orderField(const OrderProblem &problem, const OrderTerms &terms, QuantityField &quantity) const
{
    switch (problem.kind) {
    case OrderProblemKind::ZeroVolume:
    case OrderProblemKind::VolumeIncrement:
    case OrderProblemKind::ClipSize:
    case OrderProblemKind::PositionLimit:
    case OrderProblemKind::FlattenTooMuch:
        return &quantity;
    case OrderProblemKind::LimitPriceMissing:
    case OrderProblemKind::LimitOffTick:
        return &terms.limit();
    case OrderProblemKind::StopPriceMissing:
    case OrderProblemKind::StopOffTick:
    case OrderProblemKind::StopOnWrongSide:
        return &terms.stop();
    case OrderProblemKind::OutsidePriceLimits:
    case OrderProblemKind::FarFromMarket:
    case OrderProblemKind::PriceBanding:
        return pricedAs(problem, terms.limit(), terms.stop());
    case OrderProblemKind::MaxShowTooLarge:
    case OrderProblemKind::MaxShowNotPossible:
        return &terms.maxShow();
    case OrderProblemKind::TimeNotPossible:
        return &terms.timeBox();
    case OrderProblemKind::TypeNotSupported:
    case OrderProblemKind::FlattenWithoutPosition:
    case OrderProblemKind::FlattenWrongSide:
        return &terms.kindBox();
    case OrderProblemKind::TrailMissing:
    case OrderProblemKind::TrailNotPositive:
    case OrderProblemKind::TrailOffTick:
    case OrderProblemKind::TrailNotPossible:
        return &terms.trail().edit();
    default:
        return nullptr;
    }
}

// Exits count on after the one entry.
QWidget *ProblemFields::exitField(const OrderProblem &problem) const
{
    const std::vector<ExitRow *> &rows = m_exits->rows();
    const std::size_t place = problem.order > 0 ? static_cast<std::size_t>(problem.order) - 1 : 0;
    if (place >= rows.size())
        return nullptr;
    const ExitRow &row = *rows[place];
    const auto says = [&problem](const DistanceField &field) {
        return problem.price && field.value() &&
               (field.value()->price == problem.price || field.value()->difference == problem.price);
    };
    switch (problem.kind) {
    case OrderProblemKind::ExitVolume:
    case OrderProblemKind::ZeroVolume:
    case OrderProblemKind::VolumeIncrement:
        return &row.lotsField();
    case OrderProblemKind::TrailMissing:
    case OrderProblemKind::TrailNotPositive:
    case OrderProblemKind::TrailOffTick:
    case OrderProblemKind::TrailNotPossible:
        return &row.trail().edit();
    default:
        return says(row.stop()) && !says(row.profit()) ? &row.stop().edit() : &row.profit().edit();
    }
}

QWidget *ProblemFields::fieldOf(const OrderProblem &problem) const
{
    if (QWidget *field = placeField(problem.kind))
        return field;
    const bool isOfExits =
        problem.kind == OrderProblemKind::ExitMissing || problem.kind == OrderProblemKind::ExitVolume ||
        problem.kind == OrderProblemKind::ExitWrongSide || problem.kind == OrderProblemKind::ExitOffTick;
    if (m_exits && (problem.order > 0 || isOfExits))
        return exitField(problem);
    if (m_oco && problem.order == 1)
        return orderField(problem, m_oco->terms(), m_oco->quantity());
    return orderField(problem, m_terms, m_quantity);
}

} // namespace depthdeck::ui
