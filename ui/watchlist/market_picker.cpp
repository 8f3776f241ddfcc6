// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/watchlist/market_picker.h"

#include "ui/common/number_text.h"
#include "ui/theme/theme.h"
#include "ui/watchlist/picker_delegate.h"
#include "ui/watchlist/picker_rows.h"
#include "ui/watchlist/picker_words.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace depthdeck::ui {

namespace {

constexpr std::chrono::milliseconds typingPause{250};
constexpr qsizetype shortestSearch = 2; // t4-protocol.md g.2

} // namespace

MarketPicker::MarketPicker(MarketDirectory &directory, const Theme &theme, QWidget *parent)
    : QWidget{parent},
      m_directory{directory},
      m_theme{theme},
      m_field{new QLineEdit{this}},
      m_model{new MarketPickerModel{this}},
      m_list{new QListView{this}},
      m_status{new QLabel{this}}
{
    build();
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &MarketPicker::search);
    connect(m_field, &QLineEdit::textEdited, this, &MarketPicker::onTextEdited);
    connect(m_field, &QLineEdit::returnPressed, this, &MarketPicker::onReturnInField);
    // One way for each: activated() would come for a double click on some desktops and for one click on others.
    connect(m_list, &QListView::doubleClicked, this, &MarketPicker::activate);
    say(tr("Type a symbol or a name, for example ES, and press Return; or choose an exchange."));
}

MarketPicker::~MarketPicker() = default;

void MarketPicker::build()
{
    setWindowTitle(tr("Find market"));
    auto *label = new QLabel{tr("Find market"), this}; // child of this
    label->setBuddy(m_field);
    m_field->setObjectName(QStringLiteral("findMarket"));
    m_field->setAccessibleName(tr("Find market"));
    m_field->setPlaceholderText(tr("Symbol or name"));
    m_field->setClearButtonEnabled(true);
    m_field->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("marketsFound"));
    m_list->setAccessibleName(tr("Markets found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PickerDelegate{m_theme, m_list}); // child of the list
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    m_status->setObjectName(QStringLiteral("pickerStatus"));
    m_status->setWordWrap(true);
    m_status->setTextFormat(Qt::PlainText);
    auto *hint = new QLabel{tr("Return opens. Right shows all expiries, Left goes back."), this}; // child of this
    hint->setWordWrap(true);
    const auto quieten = [this, hint] {
        QPalette colors = hint->palette();
        colors.setColor(QPalette::WindowText, m_theme.color(ColorRole::Quiet));
        hint->setPalette(colors);
    };
    quieten();
    connect(&m_theme, &Theme::changed, hint, quieten);

    auto *layout = new QVBoxLayout{this};   // child of this
    layout->setContentsMargins(0, 0, 0, 0); // whoever embeds it knows the margins
    layout->setSpacing(m_theme.scaled(6));
    layout->addWidget(label);
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_status);
    layout->addWidget(hint);
    setFocusProxy(m_field);
}

QSize MarketPicker::sizeHint() const
{
    return {m_theme.scaled(440), m_theme.scaled(420)};
}

QString MarketPicker::status() const
{
    return m_status->text();
}

void MarketPicker::begin()
{
    m_typing.stop();
    m_field->clear();
    m_field->setFocus();
    m_searched.clear();
    browse({});
}

void MarketPicker::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_model->rowCount() == 0 && m_field->text().isEmpty())
        begin();
}

bool MarketPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (watched == m_field ? fieldKey(key) : listKey(key))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

bool MarketPicker::fieldKey(int key)
{
    if (key != Qt::Key_Down || m_model->rowCount() == 0)
        return false;
    m_list->setFocus();
    if (!m_list->currentIndex().isValid())
        m_list->setCurrentIndex(m_model->index(0));
    return true;
}

bool MarketPicker::listKey(int key)
{
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        activate(m_list->currentIndex());
        return true;
    case Qt::Key_Right:
        showExpiries();
        return true;
    case Qt::Key_Left:
    case Qt::Key_Backspace:
        goBack();
        return true;
    case Qt::Key_Up:
        if (m_list->currentIndex().row() > 0)
            return false;
        m_field->setFocus();
        return true;
    default:
        return false;
    }
}

quint64 MarketPicker::ask(const QString &sentence)
{
    say(sentence);
    return ++m_question;
}

template <typename T, typename F>
RestReply<T> MarketPicker::answer(quint64 question, F use)
{
    return [this, question, use](const RestResult<T> &result) {
        if (question != m_question)
            return;
        if (const auto *error = std::get_if<RestError>(&result))
            say(directoryProblemText(*error));
        else
            use(std::get<T>(result));
    };
}

void MarketPicker::say(const QString &sentence)
{
    m_status->setText(sentence);
}

void MarketPicker::setRows(std::vector<PickerRow> rows, const QString &sentence)
{
    m_model->setRows(std::move(rows));
    const int first = m_model->rowCount() > 1 && std::holds_alternative<PickerBack>(m_model->row(0).entry) ? 1 : 0;
    m_list->setCurrentIndex(m_model->index(first));
    say(sentence);
}

void MarketPicker::onTextEdited()
{
    const QString text = m_field->text().trimmed();
    m_typing.stop();
    if (text.isEmpty()) {
        m_searched.clear();
        browse({});
    } else if (text.size() < shortestSearch) {
        ask(tr("Type one more character to search."));
    } else {
        m_typing.start();
    }
}

void MarketPicker::onReturnInField()
{
    const QString text = m_field->text().trimmed();
    m_typing.stop();
    if (m_searching && text == m_searched && m_model->rowCount() > 0)
        activate(m_list->currentIndex());
    else if (text.size() < shortestSearch)
        ask(tr("Type at least two characters of a symbol or a name, then press Return."));
    else
        search();
}

void MarketPicker::search()
{
    m_typing.stop();
    const QString text = m_field->text().trimmed();
    if (text.size() < shortestSearch || (m_searching && text == m_searched))
        return;
    m_searching = true;
    m_searched = text;
    m_place = {};
    const quint64 question = ask(tr("Searching for “%1”…").arg(text));
    m_model->setRows({});
    using Contracts = std::vector<ContractEntry>;
    m_directory.searchContracts(text, this, [this, question](const RestResult<Contracts> &result) {
        if (question != m_question)
            return;
        if (const auto *error = std::get_if<RestError>(&result)) {
            m_searched.clear(); // Return searches again
            say(directoryProblemText(*error));
            return;
        }
        showFound(std::get<Contracts>(result));
    });
}

void MarketPicker::showFound(const std::vector<ContractEntry> &contracts)
{
    if (contracts.empty()) {
        setRows({}, tr("No contract matches “%1”. Try a part of its symbol or name, or clear the field to browse.")
                        .arg(m_searched));
        return;
    }
    // What was typed exactly comes first; else the server's order stays.
    std::vector<ContractEntry> sorted = contracts;
    std::stable_partition(sorted.begin(), sorted.end(), [this](const ContractEntry &contract) {
        return textOf(contract.id.text()).compare(m_searched, Qt::CaseInsensitive) == 0;
    });
    std::vector<PickerRow> rows;
    for (const ContractEntry &contract : sorted)
        rows.push_back(contractRow(contract, tr("front market")));
    setRows(std::move(rows), contracts.size() == 1 ? tr("One contract found.")
                                                   : tr("%1 contracts found.").arg(static_cast<int>(contracts.size())));
    expandBest(sorted.front(), 0);
}

void MarketPicker::expandBest(const ContractEntry &contract, int row)
{
    const quint64 question = m_question;
    using Groups = std::vector<GroupEntry>;
    using Markets = std::vector<MarketEntry>;
    // The expiries of the best match are an extra: when they fail to come the list is still good.
    m_directory.groups(contract.exchange, contract.id, this, [=, this](const RestResult<Groups> &groups) {
        const auto *all = std::get_if<Groups>(&groups);
        const GroupEntry *group = all ? outrights(*all) : nullptr;
        if (question != m_question || !group)
            return;
        m_directory.markets(contract.exchange, contract.id, *group, this, [=, this](const RestResult<Markets> &result) {
            const auto *markets = std::get_if<Markets>(&result);
            if (question != m_question || !markets)
                return;
            std::vector<PickerRow> rows;
            for (const MarketEntry &market : *markets)
                rows.push_back(marketRow(market, true));
            m_model->insertRows(row, std::move(rows));
        });
    });
}

PickerRow MarketPicker::back() const
{
    QString where = tr("Exchanges");
    if (m_place.group && !m_place.onlyGroup)
        where = contractText(*m_place.contract);
    else if (m_searching)
        where = tr("Found for “%1”").arg(m_searched);
    else if (m_place.contract)
        where = m_place.exchange->description;
    //: Leads one step back while browsing: "‹ Exchanges"
    return {PickerBack{}, tr("‹ %1").arg(where), {}, false};
}

void MarketPicker::browse(const Place &place)
{
    m_place = place;
    if (m_place.group)
        browseMarkets();
    else if (m_place.contract)
        browseGroups();
    else if (m_place.exchange)
        browseContracts();
    else
        browseExchanges();
}

void MarketPicker::browseExchanges()
{
    m_searching = false;
    const quint64 question = ask(tr("Loading the exchanges…"));
    using Exchanges = std::vector<ExchangeEntry>;
    m_directory.exchanges(
        this, answer<Exchanges>(question, [this](const Exchanges &exchanges) {
            std::vector<PickerRow> rows;
            for (const ExchangeEntry &exchange : exchanges)
                rows.push_back(exchangeRow(exchange));
            setRows(std::move(rows), exchanges.empty()
                                         ? tr("The server lists no exchange for this login. Ask your broker.")
                                         : tr("Type a symbol or a name, for example ES, and press Return; or choose an "
                                              "exchange."));
        }));
}

void MarketPicker::browseContracts()
{
    const quint64 question = ask(tr("Loading the contracts of %1…").arg(m_place.exchange->description));
    using Contracts = std::vector<ContractEntry>;
    m_directory.contracts(m_place.exchange->id, this, answer<Contracts>(question, [this](const Contracts &contracts) {
                              std::vector<PickerRow> rows{back()};
                              for (const ContractEntry &contract : contracts)
                                  rows.push_back(contractRow(contract));
                              setRows(std::move(rows),
                                      contracts.empty() ? tr("%1 lists no contract.").arg(m_place.exchange->description)
                                                        : tr("Choose a contract."));
                          }));
}

void MarketPicker::browseGroups()
{
    const ContractEntry contract = *m_place.contract;
    const quint64 question = ask(tr("Loading the expiries of %1…").arg(contractText(contract)));
    using Groups = std::vector<GroupEntry>;
    m_directory.groups(contract.exchange, contract.id, this, answer<Groups>(question, [this](const Groups &groups) {
                           if (groups.size() == 1) { // nothing to choose
                               m_place.group = groups.front();
                               m_place.onlyGroup = true;
                               browseMarkets();
                               return;
                           }
                           std::vector<PickerRow> rows{back()};
                           for (const GroupEntry &group : groups)
                               rows.push_back(groupRow(group));
                           setRows(std::move(rows), groups.empty()
                                                        ? tr("%1 has no market.").arg(contractText(*m_place.contract))
                                                        : tr("Choose outrights or a kind of spread."));
                       }));
}

void MarketPicker::browseMarkets()
{
    const ContractEntry contract = *m_place.contract;
    const quint64 question = ask(tr("Loading the markets of %1…").arg(contractText(contract)));
    using Markets = std::vector<MarketEntry>;
    m_directory.markets(contract.exchange, contract.id, *m_place.group, this,
                        answer<Markets>(question, [this](const Markets &markets) {
                            std::vector<PickerRow> rows{back()};
                            for (const MarketEntry &market : markets)
                                rows.push_back(marketRow(market, false));
                            setRows(std::move(rows), markets.empty() ? tr("No market is listed here.")
                                                                     : tr("Choose a market and press Return."));
                        }));
}

void MarketPicker::goBack()
{
    if (m_searching && m_place.contract && (!m_place.group || m_place.onlyGroup)) { // back to what was found
        m_searching = false;
        search();
        return;
    }
    if (m_searching && !m_place.contract)
        return;
    Place place = m_place;
    const bool leavesContract = place.onlyGroup || !place.group;
    place.group.reset();
    place.onlyGroup = false;
    if (leavesContract && place.contract)
        place.contract.reset();
    else if (leavesContract)
        place.exchange.reset();
    browse(place);
}

void MarketPicker::showExpiries()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    const PickerEntry entry = m_model->row(index.row()).entry;
    if (const auto *contract = std::get_if<ContractEntry>(&entry)) {
        Place place = m_place;
        place.contract = *contract;
        browse(place);
    } else if (std::holds_alternative<GroupEntry>(entry) || std::holds_alternative<ExchangeEntry>(entry)) {
        activate(index);
    }
}

void MarketPicker::activate(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const PickerEntry entry = m_model->row(index.row()).entry; // a copy: the rows may be replaced meanwhile
    Place place = m_place;
    if (const auto *market = std::get_if<MarketEntry>(&entry)) {
        emit marketChosen(market->key, m_model->row(index.row()).text);
    } else if (const auto *contract = std::get_if<ContractEntry>(&entry)) {
        if (m_searching) {
            openFirstMarket(*contract);
            return;
        }
        place.contract = *contract;
        browse(place);
    } else if (const auto *exchange = std::get_if<ExchangeEntry>(&entry)) {
        place.exchange = *exchange;
        browse(place);
    } else if (const auto *group = std::get_if<GroupEntry>(&entry)) {
        place.group = *group;
        browse(place);
    } else {
        goBack();
    }
}

void MarketPicker::openFirstMarket(const ContractEntry &contract)
{
    const QString name = contractText(contract);
    const quint64 question = ask(tr("Opening the front market of %1…").arg(name));
    m_directory.firstMarket(contract.exchange, contract.id, this,
                            answer<MarketEntry>(question, [this, name](const MarketEntry &market) {
                                say(tr("Opened the front market of %1.").arg(name));
                                emit marketChosen(market.key, market.description.isEmpty() ? name : market.description);
                            }));
}

} // namespace depthdeck::ui
