// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/rest/rest_client.h"

#include "app/rest/rest_call.h"

#include <utility>

namespace depthdeck {

RestClient::RestClient(AuthorizationSource authorization, QObject *parent)
    : RestClient{std::move(authorization), Limits{}, parent}
{
}

RestClient::RestClient(AuthorizationSource authorization, const Limits &limits, QObject *parent)
    : QObject{parent},
      m_authorization{std::move(authorization)},
      m_limits{limits},
      m_network{this}
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setAutoDeleteReplies(false);
}

RestClient::~RestClient()
{
    // Before the network they use goes.
    qDeleteAll(findChildren<RestCall *>(Qt::FindDirectChildrenOnly));
}

void RestClient::setBase(const QUrl &base)
{
    cancelAll();
    m_base = base;
}

void RestClient::get(const QString &path, const QUrlQuery &query, const QByteArray &accept, QObject *context,
                     RestReply<QByteArray> reply)
{
    QUrl url = m_base;
    url.setPath(m_base.path() + path);
    url.setQuery(query);
    QNetworkRequest request{url};
    request.setRawHeader("Accept", accept);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);

    auto *call = new RestCall{m_network, m_authorization, m_limits, std::move(reply), this}; // deletes itself
    if (m_base.isEmpty())
        call->fail(RestError::Kind::NotConnected, context);
    else
        call->start(request, context);
}

void RestClient::cancelAll()
{
    for (RestCall *call : findChildren<RestCall *>(Qt::FindDirectChildrenOnly))
        call->cancel();
}

} // namespace depthdeck
