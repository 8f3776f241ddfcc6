// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connect_request.h"

#include "ui/messages/failure_text.h"

#include <QCoreApplication>

namespace depthdeck::ui {

namespace {

struct ConnectText
{
    Q_DECLARE_TR_FUNCTIONS(ConnectText)
};

std::optional<LoginField> missingField(const UserCredentials &user)
{
    if (user.firm.trimmed().isEmpty())
        return LoginField::Firm;
    if (user.user.trimmed().isEmpty())
        return LoginField::UserName;
    if (user.password.isEmpty())
        return LoginField::Password;
    if (user.appName.trimmed().isEmpty())
        return LoginField::ApplicationName;
    if (user.appLicense.isEmpty())
        return LoginField::ApplicationLicense;
    return std::nullopt;
}

QString missingFieldText(LoginField field)
{
    switch (field) {
    case LoginField::Firm:
        return ConnectText::tr("The firm is missing. Enter the name your broker gave you, or use an API key.");
    case LoginField::UserName:
        return ConnectText::tr("The user name is missing.");
    case LoginField::Password:
        return ConnectText::tr("The password is missing.");
    case LoginField::ApplicationName:
        return ConnectText::tr("The application name is missing. T4 issues one with every license.");
    case LoginField::ApplicationLicense:
        return ConnectText::tr("The application license is missing. T4 issues it together with the name.");
    }
    return {};
}

} // namespace

std::optional<ConnectProblem> checkRequest(const ConnectRequest &request)
{
    if (request.server == ServerChoice::Embedded)
        return std::nullopt;
    if (const auto problem = validate(request.endpoint))
        return *problem;
    if (const auto *user = std::get_if<UserCredentials>(&request.credentials)) {
        if (const auto field = missingField(*user))
            return *field;
    }
    return std::nullopt;
}

QString connectProblemText(const ConnectProblem &problem)
{
    if (const auto *field = std::get_if<LoginField>(&problem))
        return missingFieldText(*field);
    return endpointProblemText(std::get<EndpointProblem>(problem));
}

} // namespace depthdeck::ui
