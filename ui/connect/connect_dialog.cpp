// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connect_dialog.h"

#include "ui/common/named_combo.h"
#include "ui/theme/dress.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace depthdeck::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogPixels = 520;

void paintLabel(QLabel &label, const QColor &color)
{
    QPalette palette = label.palette();
    palette.setColor(QPalette::WindowText, color);
    label.setPalette(palette);
}

} // namespace

ConnectDialog::ConnectDialog(const Theme &theme, QWidget *parent)
    : QDialog{parent},
      m_theme{theme},
      m_form{new QFormLayout},
      m_banner{new QLabel{this}},
      m_server{new NamedCombo{tr("Endpoint"), this}},
      m_remember{new QCheckBox{tr("Remember all but the secrets"), this}},
      m_answer{new QLabel{this}},
      m_connect{new QPushButton{tr("Connect"), this}},
      m_cancel{new QPushButton{tr("Close"), this}}
{
    setWindowTitle(tr("Connect"));
    setAccessibleName(tr("Connect"));
    setObjectName(u"connect"_s);
    setModal(false);
    setMinimumWidth(theme.scaled(dialogPixels));

    m_banner->setWordWrap(true);
    m_banner->setObjectName(u"banner"_s);
    m_answer->setWordWrap(true);
    m_answer->setObjectName(u"answer"_s);
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_remember->setChecked(true);
    m_connect->setAccessibleName(tr("Connect"));
    m_connect->setDefault(true);
    m_cancel->setAutoDefault(false);
    buildForm();

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_remember);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_connect);
    auto *layout = new QVBoxLayout{this};
    const int margin = theme.scaled(16);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(theme.scaled(10));
    layout->addWidget(m_banner);
    layout->addLayout(m_form);
    layout->addWidget(m_answer);
    layout->addStretch();
    layout->addLayout(buttons);

    connect(m_server, &NamedCombo::currentIndexChanged, this, &ConnectDialog::chooseServer);
    connect(m_apiKey, &QLineEdit::textChanged, this, &ConnectDialog::chooseServer);
    connect(m_connect, &QPushButton::clicked, this, &ConnectDialog::submit);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(&theme, &Theme::changed, this, &ConnectDialog::chooseServer);
    chooseServer();
    m_server->setFocus();
}

void ConnectDialog::buildForm()
{
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_form->setHorizontalSpacing(m_theme.scaled(16));
    m_form->setVerticalSpacing(m_theme.scaled(6));
    m_server->addItem(tr("Embedded simulated exchange"), static_cast<int>(ServerChoice::Embedded));
    m_server->addItem(tr("T4 simulator"), static_cast<int>(ServerChoice::Simulator));
    m_server->addItem(tr("T4 live"), static_cast<int>(ServerChoice::Live));
    m_server->addItem(tr("Another server"), static_cast<int>(ServerChoice::Custom));
    m_form->addRow(tr("Endpoint"), m_server);
    m_webSocket = addField(tr("WebSocket URL"));
    m_webSocket->setPlaceholderText(u"wss://host/v1"_s);
    m_rest = addField(tr("REST URL"));
    m_rest->setPlaceholderText(u"https://host"_s);
    m_firm = addField(tr("Firm"));
    m_user = addField(tr("User name"));
    m_password = addField(tr("Password"), true);
    m_appName = addField(tr("Application name"));
    m_appLicense = addField(tr("Application license"), true);
    m_apiKey = addField(tr("API key"), true);
    m_apiKey->setPlaceholderText(tr("instead of all the above"));
}

QLineEdit *ConnectDialog::addField(const QString &label, bool secret)
{
    auto *field = new QLineEdit{this}; // child of this
    field->setAccessibleName(label);
    if (secret)
        field->setEchoMode(QLineEdit::Password);
    connect(field, &QLineEdit::textEdited, this, &ConnectDialog::clearFaults);
    m_form->addRow(label, field);
    return field;
}

ServerChoice ConnectDialog::server() const
{
    return static_cast<ServerChoice>(m_server->currentData().toInt());
}

void ConnectDialog::setMemory(const ConnectMemory &memory)
{
    m_server->setCurrentIndex(m_server->findData(static_cast<int>(memory.server)));
    m_webSocket->setText(memory.webSocket);
    m_rest->setText(memory.rest);
    m_firm->setText(memory.firm);
    m_user->setText(memory.user);
    m_appName->setText(memory.appName);
}

ConnectMemory ConnectDialog::memory() const
{
    return {server(), m_webSocket->text(), m_rest->text(), m_firm->text(), m_user->text(), m_appName->text()};
}

void ConnectDialog::setApplicationLicense(const Secret &license)
{
    m_appLicense->setText(QString::fromStdString(license.reveal()));
}

void ConnectDialog::chooseServer()
{
    const ServerChoice choice = server();
    const bool custom = choice == ServerChoice::Custom;
    const bool embedded = choice == ServerChoice::Embedded;
    m_form->setRowVisible(m_webSocket, custom);
    m_form->setRowVisible(m_rest, custom);
    for (QLineEdit *field : {m_firm, m_user, m_password, m_appName, m_appLicense, m_apiKey})
        m_form->setRowVisible(field, !embedded);
    m_remember->setVisible(!embedded);
    const bool byKey = !m_apiKey->text().isEmpty();
    for (QLineEdit *field : {m_firm, m_user, m_password, m_appName, m_appLicense})
        field->setEnabled(!byKey && !m_waiting);

    switch (choice) {
    case ServerChoice::Embedded:
        m_banner->setText(tr("The exchange runs inside this program. No account is needed and no money is at stake."));
        break;
    case ServerChoice::Simulator:
        m_banner->setText(tr("T4's simulator: real market data, simulated money. It needs a T4 simulator login."));
        break;
    case ServerChoice::Live:
        m_banner->setText(tr("LIVE TRADING. Orders sent to this server are real and can lose real money."));
        break;
    case ServerChoice::Custom:
        m_banner->setText(tr("Any server that speaks T4. Unencrypted addresses are accepted on this machine alone. "
                             "DepthDeck cannot know whether money is at stake there."));
        break;
    }
    const bool live = choice == ServerChoice::Live;
    paintLabel(*m_banner, m_theme.color(live ? ColorRole::Warning : ColorRole::Quiet));
    m_banner->setFont(live ? m_theme.boldFont() : m_theme.textFont());
    setDress(*m_connect, live ? Dress::Warning : Dress::Primary);
    clearFaults();
    layout()->activate();
    resize(width(), sizeHint().height());
}

ConnectRequest ConnectDialog::request() const
{
    ConnectRequest request;
    request.server = server();
    request.remember = m_remember->isChecked() && !m_remember->isHidden();
    switch (request.server) {
    case ServerChoice::Embedded:
        request.endpoint.kind = Endpoint::Kind::Simulated;
        return request;
    case ServerChoice::Simulator:
        request.endpoint = simulatorEndpoint();
        break;
    case ServerChoice::Live:
        request.endpoint = liveEndpoint();
        break;
    case ServerChoice::Custom: {
        request.endpoint.webSocket = QUrl{m_webSocket->text().trimmed(), QUrl::StrictMode};
        request.endpoint.rest = QUrl{m_rest->text().trimmed(), QUrl::StrictMode};
        request.endpoint.name = request.endpoint.webSocket.host();
        // A server that nobody has told us to be a simulation is dressed as live.
        const bool local = isLoopbackHost(request.endpoint.webSocket.host());
        request.endpoint.kind = local ? Endpoint::Kind::Simulated : Endpoint::Kind::Live;
        break;
    }
    }
    if (!m_apiKey->text().isEmpty())
        request.credentials = ApiKeyCredentials{Secret{m_apiKey->text()}};
    else
        request.credentials =
            UserCredentials{m_firm->text().trimmed(), m_user->text().trimmed(), Secret{m_password->text()},
                            m_appName->text().trimmed(), Secret{m_appLicense->text().trimmed()}};
    return request;
}

void ConnectDialog::submit()
{
    if (m_waiting)
        return;
    clearFaults();
    const ConnectRequest asked = request();
    if (const auto problem = checkRequest(asked)) {
        showProblem(*problem);
        return;
    }
    showProgress(tr("Connecting"));
    emit connectRequested(asked);
}

QLineEdit *ConnectDialog::fieldOf(const ConnectProblem &problem) const
{
    if (const auto *field = std::get_if<LoginField>(&problem)) {
        switch (*field) {
        case LoginField::Firm:
            return m_firm;
        case LoginField::UserName:
            return m_user;
        case LoginField::Password:
            return m_password;
        case LoginField::ApplicationName:
            return m_appName;
        case LoginField::ApplicationLicense:
            return m_appLicense;
        }
    }
    switch (std::get<EndpointProblem>(problem)) {
    case EndpointProblem::WebSocketUrlMissing:
    case EndpointProblem::WebSocketUrlInvalid:
    case EndpointProblem::WebSocketWrongScheme:
    case EndpointProblem::WebSocketNotSecure:
        return m_webSocket;
    case EndpointProblem::RestUrlMissing:
    case EndpointProblem::RestUrlInvalid:
    case EndpointProblem::RestWrongScheme:
    case EndpointProblem::RestNotSecure:
        break;
    }
    return m_rest;
}

void ConnectDialog::showProblem(const ConnectProblem &problem)
{
    const QString sentence = connectProblemText(problem);
    QLineEdit *field = fieldOf(problem);
    setFault(*field, true);
    field->setAccessibleDescription(sentence);
    showFailure(sentence);
    field->setFocus();
}

void ConnectDialog::clearFaults()
{
    for (QLineEdit *field : {m_webSocket, m_rest, m_firm, m_user, m_password, m_apiKey, m_appName, m_appLicense}) {
        setFault(*field, false);
        field->setAccessibleDescription({});
    }
    if (!m_waiting)
        m_answer->clear();
}

void ConnectDialog::setWaiting(bool waiting)
{
    m_waiting = waiting;
    m_connect->setEnabled(!waiting);
    m_server->setEnabled(!waiting);
    m_cancel->setText(waiting ? tr("Cancel") : tr("Close"));
    const bool byKey = !m_apiKey->text().isEmpty();
    for (QLineEdit *field : {m_webSocket, m_rest, m_apiKey})
        field->setEnabled(!waiting);
    for (QLineEdit *field : {m_firm, m_user, m_password, m_appName, m_appLicense})
        field->setEnabled(!waiting && !byKey);
}

void ConnectDialog::showProgress(const QString &sentence)
{
    setWaiting(true);
    paintLabel(*m_answer, m_theme.color(ColorRole::Quiet));
    m_answer->setText(sentence);
}

void ConnectDialog::showFailure(const QString &sentence)
{
    setWaiting(false);
    paintLabel(*m_answer, m_theme.color(ColorRole::Warning));
    m_answer->setText(sentence);
    layout()->activate();
    resize(width(), std::max(height(), sizeHint().height()));
}

void ConnectDialog::showSuccess()
{
    setWaiting(false);
    m_answer->clear();
    clearSecrets();
    accept();
}

void ConnectDialog::clearSecrets()
{
    for (QLineEdit *field : {m_password, m_apiKey, m_appLicense})
        field->clear();
}

void ConnectDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_waiting) {
        emit cancelled();
        setWaiting(false);
        m_answer->clear();
        return;
    }
    QDialog::keyPressEvent(event);
}

void ConnectDialog::hideEvent(QHideEvent *event)
{
    clearSecrets();
    if (m_waiting) {
        setWaiting(false);
        m_answer->clear();
        emit cancelled();
    }
    QDialog::hideEvent(event);
}

} // namespace depthdeck::ui
