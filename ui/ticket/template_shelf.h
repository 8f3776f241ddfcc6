// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/trading/order_template.h"

#include <QByteArray>
#include <QObject>

#include <functional>
#include <vector>

namespace depthdeck::ui {

/// The order templates of the trader, in the trader's order; one for the program, shared by its tickets. UI thread.
class TemplateShelf final : public QObject
{
    Q_OBJECT

public:
    /// Where the templates are kept, as JSON text.
    struct Storage
    {
        std::function<QByteArray()> load;
        std::function<void(const QByteArray &)> save;
    };

    explicit TemplateShelf(QObject *parent = nullptr);

    /// Reads what is kept there; what is not a template is left out, and counted. Every change is saved from here on.
    int useStorage(Storage storage);

    [[nodiscard]] const std::vector<OrderTemplate> &templates() const noexcept { return m_templates; }
    /// Nullptr: no such name.
    [[nodiscard]] const OrderTemplate *find(const QString &name) const noexcept;
    /// Puts @p added at the end, or in the place of the one with its name. False for a name without a letter.
    bool put(OrderTemplate added);
    /// False when the place does not exist, the name is empty or another one's.
    bool rename(std::size_t place, const QString &name);
    void remove(std::size_t place);
    /// Moves one up (-1) or down (+1).
    void move(std::size_t place, int by);

signals:
    void changed();

private:
    void announce();
    [[nodiscard]] QByteArray toText() const;

    std::vector<OrderTemplate> m_templates;
    Storage m_storage;
};

} // namespace depthdeck::ui
