// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_check.h"

#include <QString>

#include <vector>

class QLineEdit;
class QWidget;

namespace depthdeck::ui {

class ActivationBlock;
class ExitsBlock;
class NamedCombo;
class NumberField;
class OcoBlock;
class OrderTerms;
class QuantityField;

/// Which control of a ticket each problem is about, and showing it there: a frame, and the sentence as its tool tip and
/// accessible description. Borrows the controls; made anew for each check.
class ProblemFields
{
public:
    /// @p oco, @p exits: nullptr while they are not shown.
    ProblemFields(NamedCombo &account, QLineEdit &market, QuantityField &quantity, const OrderTerms &terms,
                  NamedCombo &link, const OcoBlock *oco, const ExitsBlock *exits, const ActivationBlock &activation);

    /// Marks the controls of the blocking problems, unmarks every other one.
    void mark(const std::vector<OrderProblem> &problems, const Market *market) const;
    /// Nullptr: it is about none of them.
    [[nodiscard]] QWidget *fieldOf(const OrderProblem &problem) const;

private:
    [[nodiscard]] QWidget *placeField(OrderProblemKind kind) const;
    [[nodiscard]] QWidget *orderField(const OrderProblem &problem, const OrderTerms &terms,
                                      QuantityField &quantity) const;
    [[nodiscard]] QWidget *exitField(const OrderProblem &problem) const;
    [[nodiscard]] std::vector<QWidget *> all() const;

    NamedCombo &m_account;
    QLineEdit &m_market;
    QuantityField &m_quantity;
    const OrderTerms &m_terms;
    NamedCombo &m_link;
    const OcoBlock *m_oco;
    const ExitsBlock *m_exits;
    const ActivationBlock &m_activation;
};

} // namespace depthdeck::ui
