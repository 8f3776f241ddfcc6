// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"

#include <QObject>

#include <optional>

namespace depthdeck::ui {

/// The market that linked windows show together. A window that follows it connects to marketChanged.
class MarketLink final : public QObject
{
    Q_OBJECT

public:
    explicit MarketLink(QObject *parent = nullptr) : QObject{parent} {}

    [[nodiscard]] const std::optional<MarketKey> &market() const noexcept { return m_market; }
    void setMarket(const MarketKey &market)
    {
        if (m_market == market)
            return;
        m_market = market;
        emit marketChanged(market);
    }

signals:
    void marketChanged(const depthdeck::MarketKey &market);

private:
    std::optional<MarketKey> m_market;
};

} // namespace depthdeck::ui
