// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/batch/batch_model.h"

#include "app/market/market_board.h"
#include "app/trading/account_store.h"
#include "ui/common/cell_delegate.h"
#include "ui/common/number_text.h"
#include "ui/common/order_words.h"
#include "ui/common/problem_text.h"
#include "ui/common/submission_text.h"

#include <algorithm>
#include <iterator>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

BatchModel::BatchModel(const MarketBoard &board, const AccountStore &accounts, QObject *parent)
    : QAbstractTableModel{parent},
      m_board{board},
      m_accounts{accounts}
{
}

int BatchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_places.size());
}

int BatchModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

BatchPlace BatchModel::placeOf(int row) const
{
    return m_places[static_cast<std::size_t>(row)];
}

int BatchModel::rowOf(std::size_t submission) const
{
    const auto at = std::find(m_places.begin(), m_places.end(), BatchPlace{submission, 0});
    return at == m_places.end() ? -1 : static_cast<int>(at - m_places.begin());
}

const MarketState *BatchModel::marketOf(const BatchPlace &place) const
{
    const SubmissionDraft &submission = draftAt(place);
    return submission.orders.empty() ? nullptr : m_board.find(submission.orders.front().market);
}

const Market *BatchModel::definitionOf(const BatchPlace &place) const
{
    const MarketState *market = marketOf(place);
    return market && market->definition ? &*market->definition : nullptr;
}

QVariant BatchModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Line:
        return tr("Line");
    case AccountOf:
        return tr("Account");
    case MarketOf:
        return tr("Market");
    case What:
        return tr("Order");
    case Volume:
        return tr("Quantity");
    case Limit:
        return tr("Limit, profit");
    case Stop:
        return tr("Stop");
    case State:
        return tr("State");
    default:
        return {};
    }
}

QVariant BatchModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const BatchPlace place = placeOf(index.row());
    const int column = index.column();
    const bool isNumber = column == Volume || column == Limit || column == Stop;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(place, column);
    case Qt::ToolTipRole:
        return column == What || column == State ? text(place, column) : QVariant{};
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case CellFontRole:
        return static_cast<int>(isNumber ? CellFont::Numbers : (column == MarketOf ? CellFont::Bold : CellFont::Words));
    case CellColorRole:
        if (column == State)
            return static_cast<int>(hasFault(place) ? ColorRole::Warning : ColorRole::Quiet);
        return static_cast<int>(column == AccountOf || column == Line ? ColorRole::Quiet : ColorRole::Text);
    default:
        return {};
    }
}

QVariant BatchModel::text(const BatchPlace &place, int column) const
{
    const SubmissionDraft &submission = draftAt(place);
    const OrderDraft *order = place.order < submission.orders.size() ? &submission.orders[place.order] : nullptr;
    const bool leads = place.order == 0;
    switch (column) {
    case Line:
        return leads ? QString::number(place.submission + 1) : QString{};
    case AccountOf: {
        const Account *account = leads && order ? m_accounts.account(order->account) : nullptr;
        return account ? textOf(account->label()) : (leads && order ? textOf(order->account.text()) : QString{});
    }
    case MarketOf: {
        const MarketState *market = marketOf(place);
        return !leads ? QString{} : (market ? textOf(market->displayName()) : tr("No market"));
    }
    case What:
        return whatText(place);
    case Volume: {
        const BracketExit *bracketExit = exitAt(submission, place.order);
        if (order)
            return order->flattenAll ? tr("all") : quantityText(order->volume);
        return bracketExit && hasExitVolumes(submission.link) ? quantityText(bracketExit->volume) : QString{};
    }
    case Limit:
    case Stop: {
        const std::optional<Price> *price = usesColumn(place, column) ? priceOf(place, column) : nullptr;
        if (!price || !*price)
            return QString{};
        const bool isDifference = !order && !hasAbsoluteExits(submission.link);
        return isDifference ? signedPriceText(nullptr, **price) : priceText(definitionOf(place), **price);
    }
    case State:
        return stateText(place);
    default:
        return {};
    }
}

QString BatchModel::whatText(const BatchPlace &place) const
{
    const SubmissionDraft &submission = draftAt(place);
    if (exitAt(submission, place.order))
        return tr("   exit %1").arg(place.order - submission.orders.size() + 1);
    const OrderDraft &order = submission.orders[place.order];
    const QString clause = draftSentence(order, marketOf(place));
    if (place.order > 0)
        return tr("   or %1").arg(clause);
    return submission.link == OrderLink::None ? clause : tr("%1: %2").arg(orderLinkText(submission.link), clause);
}

QStringList BatchModel::problemTexts(const BatchPlace &place) const
{
    const auto asIndex = [](std::size_t count) { return static_cast<std::int32_t>(count); };
    QStringList texts;
    for (const OrderProblem &problem : m_problems) {
        const bool ofLine = problem.submission == asIndex(place.submission);
        const bool ofRow = problem.order == asIndex(place.order) || (problem.order < 0 && place.order == 0);
        if (ofLine && ofRow)
            texts << (problem.blocks ? problemText(problem, definitionOf(place))
                                     : tr("Note: %1").arg(problemText(problem, definitionOf(place))));
    }
    return texts;
}

QString BatchModel::stateText(const BatchPlace &place) const
{
    const SubmissionDraft &submission = draftAt(place);
    QStringList texts;
    for (const BatchError &error : m_lines[place.submission].errors) {
        const std::size_t row = error.order < 0 ? 0 : rowOfWireOrder(submission, static_cast<std::size_t>(error.order));
        if (row == place.order)
            texts << tr("Server: %1").arg(textOf(error.reason));
    }
    const std::vector<OrderId> &accepted = m_lines[place.submission].accepted;
    if (place.order == 0 && !accepted.empty()) {
        QStringList ids;
        for (const OrderId &id : accepted)
            ids << textOf(id.text());
        texts << tr("Accepted: %1").arg(ids.join(u", "_s));
    }
    if (texts.isEmpty())
        texts = problemTexts(place);
    return texts.isEmpty() ? tr("Ready") : texts.join(u' ');
}

bool BatchModel::hasFault(const BatchPlace &place) const
{
    return !m_lines[place.submission].errors.empty() || !problemTexts(place).isEmpty();
}

std::optional<Price> *BatchModel::priceOf(const BatchPlace &place, int column)
{
    SubmissionDraft &submission = m_lines[place.submission].draft;
    if (place.order < submission.orders.size()) {
        OrderDraft &order = submission.orders[place.order];
        return column == Limit ? &order.limit : &order.stop;
    }
    BracketExit &bracketExit = submission.exits[place.order - submission.orders.size()];
    return column == Limit ? &bracketExit.profit : &bracketExit.stop;
}

const std::optional<Price> *BatchModel::priceOf(const BatchPlace &place, int column) const
{
    return const_cast<BatchModel *>(this)->priceOf(place, column); // reads only
}

bool BatchModel::usesColumn(const BatchPlace &place, int column) const
{
    const SubmissionDraft &submission = draftAt(place);
    const bool isOrder = place.order < submission.orders.size();
    const OrderType type = isOrder ? submission.orders[place.order].type : OrderType::Undefined;
    switch (column) {
    case Volume:
        return isOrder ? !submission.orders[place.order].flattenAll : hasExitVolumes(submission.link);
    case Limit:
        return !isOrder || usesLimitPrice(type);
    case Stop:
        return !isOrder || usesStopPrice(type);
    default:
        return false;
    }
}

Qt::ItemFlags BatchModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && m_editable && usesColumn(placeOf(index.row()), index.column()))
        flags |= Qt::ItemIsEditable;
    return flags;
}

bool BatchModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !flags(index).testFlag(Qt::ItemIsEditable))
        return false;
    const BatchPlace place = placeOf(index.row());
    const QString typed = value.toString().trimmed();
    const bool taken = index.column() == Volume ? setVolume(place, typed) : setPrice(place, index.column(), typed);
    if (!taken)
        return false;
    m_lines[place.submission].errors.clear(); // they were about what stood there before
    announceCells();
    emit edited();
    return true;
}

bool BatchModel::setVolume(const BatchPlace &place, const QString &typed)
{
    bool isNumber = false;
    const int contracts = QString{typed}.remove(u',').toInt(&isNumber);
    if (!isNumber || contracts < 1 || contracts > 99'999) {
        emit editRefused(tr("“%1” is no quantity. Enter a whole number from 1 to 99,999.").arg(typed));
        return false;
    }
    SubmissionDraft &submission = m_lines[place.submission].draft;
    if (place.order < submission.orders.size())
        submission.orders[place.order].volume = Quantity{contracts};
    else
        submission.exits[place.order - submission.orders.size()].volume = Quantity{contracts};
    return true;
}

bool BatchModel::setPrice(const BatchPlace &place, int column, const QString &typed)
{
    std::optional<Price> &price = *priceOf(place, column);
    const SubmissionDraft &submission = draftAt(place);
    const bool isExit = place.order >= submission.orders.size();
    if (typed.isEmpty() && isExit) {
        price.reset(); // an exit may have one of the two
        return true;
    }
    const Market *market = definitionOf(place);
    const bool isDifference = isExit && !hasAbsoluteExits(submission.link);
    QString digits = typed;
    if (isDifference && digits.startsWith(u'+'))
        digits.remove(0, 1);
    const PriceFormat format = isDifference || !market ? PriceFormat::decimal(2) : market->format;
    const std::optional<Price> read = format.parse(digits.toStdString());
    if (!read || !market) {
        emit editRefused(tr("“%1” is not a price of this market.").arg(typed));
        return false;
    }
    if (!isDifference && !market->ticks.isOnTick(*read)) {
        emit editRefused(tr("%1 is between two ticks of this market.").arg(typed));
        return false;
    }
    price = read;
    return true;
}

template <typename Change>
void BatchModel::changeLines(Change change)
{
    beginResetModel();
    change(m_lines);
    m_places = placesOf(submissions());
    m_problems.clear(); // they count lines that moved
    endResetModel();
    emit edited();
}

std::vector<SubmissionDraft> BatchModel::submissions() const
{
    std::vector<SubmissionDraft> drafts;
    drafts.reserve(m_lines.size());
    for (const BatchLine &line : m_lines)
        drafts.push_back(line.draft);
    return drafts;
}

void BatchModel::add(const SubmissionDraft &submission)
{
    if (!submission.orders.empty())
        changeLines([&submission](auto &lines) { lines.push_back({submission, {}, {}}); });
}

void BatchModel::duplicate(std::size_t submission)
{
    if (submission >= m_lines.size())
        return;
    changeLines([submission](auto &lines) {
        const SubmissionDraft copy = lines[submission].draft;
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(submission) + 1, BatchLine{copy, {}, {}});
    });
}

void BatchModel::remove(std::size_t submission)
{
    if (submission < m_lines.size())
        changeLines(
            [submission](auto &lines) { lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(submission)); });
}

void BatchModel::move(std::size_t submission, int by)
{
    const auto to = static_cast<std::ptrdiff_t>(submission) + by;
    if (submission >= m_lines.size() || to < 0 || to >= static_cast<std::ptrdiff_t>(m_lines.size()))
        return;
    changeLines([submission, to](auto &lines) { std::swap(lines[submission], lines[static_cast<std::size_t>(to)]); });
}

void BatchModel::clear()
{
    changeLines([](auto &lines) { lines.clear(); });
}

void BatchModel::setEditable(bool editable)
{
    m_editable = editable;
}

void BatchModel::setProblems(std::vector<OrderProblem> problems)
{
    if (problems == m_problems)
        return;
    m_problems = std::move(problems);
    announceCells();
}

void BatchModel::setAnswer(const Batch *batch)
{
    for (std::size_t place = 0; place < m_lines.size(); ++place) {
        BatchLine &line = m_lines[place];
        line.errors.clear();
        line.accepted = batch && place < batch->accepted.size() ? batch->accepted[place] : std::vector<OrderId>{};
        if (!batch)
            continue;
        const auto isOfLine = [place](const BatchError &error) {
            return error.submission == static_cast<std::int32_t>(place);
        };
        std::copy_if(batch->errors.begin(), batch->errors.end(), std::back_inserter(line.errors), isOfLine);
    }
    announceCells();
}

void BatchModel::refreshNames()
{
    announceCells();
}

void BatchModel::announceCells()
{
    if (!m_places.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace depthdeck::ui
