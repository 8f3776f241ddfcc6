// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/book/book_content.h"

#include "ui/common/number_text.h"
#include "ui/depth/depth_content.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <limits>

namespace depthdeck::ui {

namespace {

class BookWords
{
    Q_DECLARE_TR_FUNCTIONS(depthdeck::ui::BookWords)
};

/// Most orders are small: their texts are shared.
const QString &lotsTextOf(Quantity lots, QString &scratch)
{
    static const std::vector<QString> small = [] {
        std::vector<QString> texts;
        constexpr int count = 1000;
        for (int number = 0; number < count; ++number)
            texts.push_back(quantityText(Quantity{number}));
        return texts;
    }();
    if (lots.contracts >= 0 && static_cast<std::size_t>(lots.contracts) < small.size())
        return small[static_cast<std::size_t>(lots.contracts)];
    scratch = quantityText(lots);
    return scratch;
}

std::size_t indexOf(BookSide side) noexcept
{
    return side == BookSide::Bid ? 0 : 1;
}

Quantity asQuantity(std::int64_t lots) noexcept
{
    return {static_cast<std::int32_t>(std::min<std::int64_t>(lots, std::numeric_limits<std::int32_t>::max()))};
}

} // namespace

bool BookContent::update(const Market *definition, const OrderByOrderBook &book, const std::vector<OwnBookOrder> &own,
                         int first, int count)
{
    m_remake = definition != m_definition || own != m_own;
    if (definition != m_definition) {
        m_longestPrice = 0;
        m_longestLots = 0;
    }
    m_definition = definition;
    if (m_remake)
        m_own = own;
    const int levels = static_cast<int>(std::max(book.bids().size(), book.offers().size()));
    bool changed = m_remake || levels != m_levelCount || first != m_first;
    m_levelCount = levels;
    m_first = first;
    const auto shown = static_cast<std::size_t>(std::max(0, count));
    m_rows[0].resize(shown);
    m_rows[1].resize(shown);
    const auto from = [first](auto begin, std::size_t size) {
        return std::next(begin,
                         static_cast<std::ptrdiff_t>(std::min<std::size_t>(static_cast<std::size_t>(first), size)));
    };
    changed |= updateSide(m_rows[0], Side::Buy, from(book.bids().rbegin(), book.bids().size()), book.bids().rend());
    changed |=
        updateSide(m_rows[1], Side::Sell, from(book.offers().begin(), book.offers().size()), book.offers().end());
    std::int64_t largest = 0;
    for (const Rows &rows : m_rows) {
        for (const BookRow &row : rows)
            largest = std::max(largest, row.lots);
    }
    const Quantity scale = barScale(asQuantity(largest), m_fullScale);
    changed = changed || scale != m_fullScale;
    m_fullScale = scale;
    return changed;
}

template <typename At, typename End>
bool BookContent::updateSide(Rows &rows, Side side, At at, End end)
{
    bool changed = false;
    for (BookRow &row : rows) {
        if (at == end) {
            changed = changed || row.price;
            if (row.price)
                row = {};
            continue;
        }
        const auto &[price, level] = *at;
        if (m_remake || row.price != price || row.revision != level.revision) {
            make(row, side, price, level);
            changed = true;
        }
        ++at;
    }
    return changed;
}

void BookContent::make(BookRow &row, Side side, Price price, const OrderByOrderBook::Level &level)
{
    if (m_remake || row.price != price)
        row.priceText = priceText(m_definition, price);
    row.price = price;
    row.revision = level.revision;
    row.lots = level.lots;
    row.lotsText = countText(level.lots);
    row.ordersText = countText(static_cast<std::int64_t>(level.orders.size()));
    m_longestPrice = std::max(m_longestPrice, row.priceText.size());
    m_longestLots = std::max(m_longestLots, row.lotsText.size());
    row.segments.resize(level.orders.size());
    QString scratch;
    std::int64_t ahead = 0;
    auto segment = row.segments.begin();
    for (const auto &[rank, order] : level.orders) {
        *segment++ = {order.id, order.volume, ahead, order.priority, lotsTextOf(order.volume, scratch), false};
        ahead += order.volume.contracts;
    }
    row.estimates.clear();
    for (const OwnBookOrder &own : m_own) {
        if (own.side != side || own.price != price)
            continue;
        if (own.bookId) {
            const auto found = std::find_if(row.segments.begin(), row.segments.end(),
                                            [&](const BookSegment &each) { return each.id == *own.bookId; });
            if (found != row.segments.end())
                found->own = true;
        } else if (own.position) {
            row.estimates.push_back(
                {own.position->lotsAhead.contracts, own.lots, QChar{u'\u2248'} + quantityText(own.lots)});
        }
    }
}

void BookContent::clear()
{
    *this = {};
}

const BookRow &BookContent::row(BookSide side, int row) const noexcept
{
    static const BookRow nothing;
    const Rows &rows = m_rows[indexOf(side)];
    const int at = row - m_first;
    return at >= 0 && static_cast<std::size_t>(at) < rows.size() ? rows[static_cast<std::size_t>(at)] : nothing;
}

QString queueInWords(const BookRow &row)
{
    QStringList words;
    for (const BookSegment &segment : row.segments)
        words += segment.own ? BookWords::tr("own %1").arg(segment.text) : segment.text;
    for (const BookEstimate &estimate : row.estimates)
        //: An own order that is estimated to stand in the queue behind so many lots
        words += BookWords::tr("own %1 behind about %2").arg(estimate.text, countText(estimate.ahead));
    return words.join(QStringLiteral(", "));
}

} // namespace depthdeck::ui
