// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_store.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/depth/sample_market.h"
#include "ui/depth/depth_panel.h"
#include "ui/depth/depth_view.h"
#include "ui/depth/fact_strip.h"
#include "ui/theme/theme.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QTest>

#include <t4/v1/orderrouting/orderrouting.pb.h>

namespace depthdeck::test {

using namespace depthdeck::ui;

/// The panel of one live market with one own order at 6024.75, two at 6026.00 and one outside of the shown levels.
struct Scene
{
    FakeClock clock;
    Theme theme;
    MarketBoard board;
    OrderStore orders{clock};
    const MarketKey key = sampleKey();
    std::unique_ptr<DepthPanel> panel;
    DepthView *view = nullptr;

    Scene()
    {
        if (const QByteArray name = qgetenv("DEPTHDECK_SHOT_THEME"); !name.isEmpty())
            theme.load(QString::fromLatin1(name));
        if (const QByteArray scale = qgetenv("DEPTHDECK_SHOT_SCALE"); !scale.isEmpty())
            theme.setScale(scale.toDouble());
        theme.applyToApplication();
        board.setConnectionFresh(true);
        panel = std::make_unique<DepthPanel>(board, orders, theme, clock);
        view = panel->findChild<DepthView *>();
        panel->resize(theme.scaled(560), theme.scaled(440));
        panel->show();
    }

    void goLive()
    {
        define(board, sampleMarket(key));
        apply(board, change());
        work("A1", "6024.75", 2, true);
        work("A2", "6026.00", 1, false);
        work("A3", "6026.00", 4, false);
        work("A4", "6010.00", 1, true);
        panel->setMarket(key);
        panel->refresh();
        QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
    }

    [[nodiscard]] MarketChange change(std::int64_t volume = 1'204'331) const
    {
        MarketChange made = sampleChange(key, sampleBook());
        made.book.impliedBids = {{price("6025.00"), Quantity{12}, 0}};
        made.book.receivedAt = clock.steadyNow();
        made.quote.totalVolume = volume;
        return made;
    }

    void work(const char *id, const char *at, int volume, bool buys, const char *exchangeId = "", int sequence = 1)
    {
        t4proto::v1::orderrouting::OrderUpdate update;
        update.set_unique_id(id);
        update.set_account_id("acc-1");
        update.set_market_id(key.market.text());
        update.set_status(t4proto::v1::common::ORDER_STATUS_WORKING);
        update.set_buy_sell(buys ? t4proto::v1::common::BUY_SELL_BUY : t4proto::v1::common::BUY_SELL_SELL);
        update.set_price_type(t4proto::v1::common::PRICE_TYPE_LIMIT);
        update.set_current_volume(volume);
        update.set_new_volume(volume);
        update.set_working_volume(volume);
        update.mutable_current_limit_price()->set_value(at);
        update.mutable_new_limit_price()->set_value(at);
        update.set_exchange_order_id(exchangeId);
        update.set_sequence_order(sequence);
        orders.applyUpdate(update);
    }

    /// Opens the menu by its key and looks for @p text in it.
    [[nodiscard]] QAction *menuAction(const QString &text) const
    {
        QContextMenuEvent event{QContextMenuEvent::Keyboard, {}, {}};
        QCoreApplication::sendEvent(view->viewport(), &event);
        const auto *menu = panel->findChild<QMenu *>();
        for (QAction *action : menu ? menu->actions() : QList<QAction *>{}) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }

    [[nodiscard]] QPoint centre(int row, DepthColumn column) const { return view->cellRect({row, column}).center(); }
    [[nodiscard]] QString facts() const
    {
        QStringList all;
        for (const FactStrip *strip : panel->findChildren<FactStrip *>())
            all += strip->spoken();
        return all.join(QStringLiteral(" | "));
    }
};

} // namespace depthdeck::test
