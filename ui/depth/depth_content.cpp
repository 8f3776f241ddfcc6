// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/depth/depth_content.h"

#include "ui/common/number_text.h"
#include "ui/depth/queue_words.h"

#include <algorithm>
#include <limits>

namespace depthdeck::ui {

namespace {

/// One side of the book with its implied volume merged in by price: implied volume may stand at prices of its own.
class SideLines
{
public:
    SideLines(const std::vector<DepthLine> &real, const std::vector<DepthLine> &implied, BookSide side)
        : m_real{real},
          m_implied{implied},
          m_side{side}
    {
    }

    struct Next
    {
        DepthLine line;
        Quantity implied;
    };

    /// The next price away from the market; nullopt when there is none.
    std::optional<Next> next()
    {
        const bool hasReal = m_atReal < m_real.size();
        const bool hasImplied = m_atImplied < m_implied.size();
        if (!hasReal && !hasImplied)
            return std::nullopt;
        if (!hasImplied || (hasReal && isBetter(m_real[m_atReal].price, m_implied[m_atImplied].price)))
            return Next{m_real[m_atReal++], {}};
        const DepthLine &implied = m_implied[m_atImplied++];
        if (hasReal && m_real[m_atReal].price == implied.price)
            return Next{m_real[m_atReal++], implied.volume};
        return Next{{implied.price, {}, 0}, implied.volume};
    }

private:
    [[nodiscard]] bool isBetter(Price a, Price b) const noexcept { return m_side == BookSide::Bid ? a > b : a < b; }

    const std::vector<DepthLine> &m_real;
    const std::vector<DepthLine> &m_implied;
    BookSide m_side;
    std::size_t m_atReal = 0;
    std::size_t m_atImplied = 0;
};

bool isShown(const std::vector<DepthRowContent> &rows, const OwnMark &mark)
{
    const BookSide side = mark.side == Side::Buy ? BookSide::Bid : BookSide::Offer;
    return !mark.waits && std::any_of(rows.begin(), rows.end(), [&](const DepthRowContent &row) {
        return mark.price && row.level(side).price == mark.price;
    });
}

} // namespace

std::vector<int> DepthContent::update(const Market *definition, const DepthBook &book,
                                      const std::vector<OwnMark> &marks)
{
    m_previous = m_rows; // texts are shared, not copied
    const Quantity scaleBefore = m_fullScale;
    if (definition != m_definition)
        clear(rowCount()); // the texts of the old definition may read differently
    m_definition = definition;
    for (const BookSide side : {BookSide::Bid, BookSide::Offer}) {
        const bool isBid = side == BookSide::Bid;
        SideLines lines{isBid ? book.bids : book.offers, isBid ? book.impliedBids : book.impliedOffers, side};
        for (DepthRowContent &row : m_rows) {
            const auto next = lines.next();
            const auto *mark = next ? findMark(marks, isBid ? Side::Buy : Side::Sell, next->line.price) : nullptr;
            updateLevel(row.level(side), definition, next ? &next->line : nullptr, next ? next->implied : Quantity{},
                        mark);
        }
    }
    sumUp();
    m_elsewhere.clear();
    std::copy_if(marks.begin(), marks.end(), std::back_inserter(m_elsewhere),
                 [&](const OwnMark &mark) { return !isShown(m_rows, mark); });

    std::vector<int> changed;
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_fullScale != scaleBefore || m_rows[row] != m_previous[row])
            changed.push_back(static_cast<int>(row));
    }
    return changed;
}

void DepthContent::clear(int rowCount)
{
    m_rows.assign(static_cast<std::size_t>(rowCount), {});
    m_elsewhere.clear();
    m_totals = {};
    m_fullScale = {};
    m_definition = nullptr;
    m_seenImplied = false;
    m_longestPrice = 0;
    m_longestSize = 0;
    m_longestQueue = 0;
}

void DepthContent::updateLevel(DepthLevel &level, const Market *definition, const DepthLine *line, Quantity implied,
                               const OwnMark *mark)
{
    if (!line) {
        if (level.price)
            level = {};
        return;
    }
    if (level.price != line->price) {
        level.price = line->price;
        level.priceText = priceText(definition, line->price);
        m_longestPrice = std::max(m_longestPrice, level.priceText.size());
    }
    if (level.volume != line->volume || level.sizeText.isEmpty()) {
        level.volume = line->volume;
        level.sizeText = line->volume.isZero() ? QString{} : quantityText(line->volume);
        m_longestSize = std::max(m_longestSize, level.sizeText.size());
    }
    if (level.orders != line->orders) {
        level.orders = line->orders;
        level.ordersText = line->orders > 0 ? quantityText(Quantity{line->orders}) : QString{};
    }
    if (level.implied != implied) {
        level.implied = implied;
        //: Implied volume, derived from spread markets: "i 12"
        level.impliedText = implied.isZero() ? QString{} : QStringLiteral("i %1").arg(quantityText(implied));
        m_seenImplied = true;
    }
    if (!mark) {
        level.own.reset();
        level.ownText.clear();
        level.queueText.clear();
    } else if (level.own != *mark) {
        level.own = *mark;
        level.ownText = quantityText(mark->lots);
        level.queueText = mark->queue ? queueText(*mark->queue) : QString{};
        m_longestQueue = std::max(m_longestQueue, level.queueText.size());
    }
}

void DepthContent::sumUp()
{
    m_totals = {};
    Quantity largest;
    for (const DepthRowContent &row : m_rows) {
        m_totals.bids += row.bid.volume.contracts;
        m_totals.offers += row.offer.volume.contracts;
        m_totals.bidLevels += row.bid.price ? 1 : 0;
        m_totals.offerLevels += row.offer.price ? 1 : 0;
        largest = std::max({largest, row.bid.volume, row.offer.volume});
    }
    m_fullScale = barScale(largest, m_fullScale);
}

Quantity barScale(Quantity largest, Quantity before) noexcept
{
    if (largest.contracts <= 0)
        return before;
    if (largest <= before && std::int64_t{largest.contracts} * 5 >= std::int64_t{before.contracts} * 2)
        return before;
    constexpr std::int64_t ceiling = std::numeric_limits<std::int32_t>::max();
    for (std::int64_t power = 1; power < ceiling; power *= 10) {
        for (const std::int64_t step : {1, 2, 3, 5}) {
            if (step * power >= largest.contracts)
                return {static_cast<std::int32_t>(std::min(step * power, ceiling))};
        }
    }
    return largest;
}

QString DepthContent::text(const DepthCell &cell) const
{
    if (cell.row < 0 || cell.row >= rowCount())
        return {};
    const DepthRowContent &row = m_rows[static_cast<std::size_t>(cell.row)];
    switch (cell.column) {
    case DepthColumn::BidOrders:
        return row.bid.ordersText;
    case DepthColumn::BidSize:
        return row.bid.sizeText;
    case DepthColumn::Bid:
        return row.bid.priceText;
    case DepthColumn::Offer:
        return row.offer.priceText;
    case DepthColumn::OfferSize:
        return row.offer.sizeText;
    case DepthColumn::OfferOrders:
        return row.offer.ordersText;
    }
    return {};
}

} // namespace depthdeck::ui
