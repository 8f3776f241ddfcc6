// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/messages/failure_text.h"

#include <QCoreApplication>

namespace depthdeck::ui {

namespace {

struct FailureText
{
    Q_DECLARE_TR_FUNCTIONS(FailureText)
};

QString sentence(FailureCause cause)
{
    switch (cause) {
    case FailureCause::InvalidEndpoint:
        return FailureText::tr("The address %1 cannot be used. Correct it in Connect.");
    case FailureCause::HostNotFound:
        return FailureText::tr("The host of %1 was not found. Check the address and the network.");
    case FailureCause::Refused:
        return FailureText::tr("Nobody answers at %1: the port is closed. Check that the server runs, and the port.");
    case FailureCause::Unreachable:
        return FailureText::tr("%1 cannot be reached. Check the network connection.");
    case FailureCause::ConnectTimeout:
        return FailureText::tr("%1 did not answer in time. Check the address, the network and the firewall.");
    case FailureCause::HttpRedirect:
        return FailureText::tr("%1 sent us elsewhere instead of opening a session. Mostly the path or the host is "
                               "wrong; T4's path is /v1.");
    case FailureCause::HttpError:
        return FailureText::tr("%1 answered, but not as a T4 server. Check the address and its path.");
    case FailureCause::TlsFailure:
        return FailureText::tr("No trusted encrypted connection to %1 could be made, so nothing was sent. Check the "
                               "host name, this machine's clock, and whether something between inspects the traffic.");
    case FailureCause::LoginTimeout:
        return FailureText::tr("%1 is connected but did not answer the login. Try again.");
    case FailureCause::LoginRefused:
        return FailureText::tr("%1 refused the login or ended the session.");
    case FailureCause::ClosedByServer:
        return FailureText::tr("%1 closed the connection.");
    case FailureCause::Dropped:
        return FailureText::tr("The connection to %1 broke.");
    case FailureCause::Silent:
        return FailureText::tr("Nothing was heard from %1 for 60 seconds, so the connection was given up.");
    case FailureCause::OversizedFrame:
        return FailureText::tr("%1 sent a message larger than this program accepts, so the connection was closed.");
    case FailureCause::ProtocolError:
        return FailureText::tr("%1 and this program do not agree on the WebSocket protocol. Check that the address is "
                               "a T4 server.");
    case FailureCause::ReplayEnded:
        return FailureText::tr("The recording %1 has no more frames.");
    case FailureCause::Other:
        break;
    }
    return FailureText::tr("The connection to %1 failed.");
}

} // namespace

QString failureText(FailureCause cause, const QString &place, const QString &technical)
{
    QString text = sentence(cause).arg(place.isEmpty() ? FailureText::tr("the server") : place);
    text[0] = text.at(0).toUpper();
    const QString words = technical.simplified();
    if (words.isEmpty())
        return text;
    return text + QLatin1Char{' '} + FailureText::tr("(%1)").arg(words);
}

QString endpointProblemText(EndpointProblem problem)
{
    switch (problem) {
    case EndpointProblem::WebSocketUrlMissing:
        return FailureText::tr("The WebSocket URL is missing. Enter one like wss://host/v1.");
    case EndpointProblem::WebSocketUrlInvalid:
        return FailureText::tr("The WebSocket URL is not an address with a host. Enter one like wss://host/v1, without "
                               "a user name, a password or a #.");
    case EndpointProblem::WebSocketWrongScheme:
        return FailureText::tr("The WebSocket URL must begin with wss://, or ws:// on this machine.");
    case EndpointProblem::WebSocketNotSecure:
        return FailureText::tr("Plain ws:// is accepted for this machine alone (127.0.0.1, localhost). Use wss://.");
    case EndpointProblem::RestUrlMissing:
        return FailureText::tr("The REST URL is missing. Enter one like https://host.");
    case EndpointProblem::RestUrlInvalid:
        return FailureText::tr(
            "The REST URL is not an address with a host. Enter one like https://host, without a user "
            "name, a password or a #.");
    case EndpointProblem::RestWrongScheme:
        return FailureText::tr("The REST URL must begin with https://, or http:// on this machine.");
    case EndpointProblem::RestNotSecure:
        return FailureText::tr(
            "Plain http:// is accepted for this machine alone (127.0.0.1, localhost). Use https://.");
    }
    return {};
}

} // namespace depthdeck::ui
