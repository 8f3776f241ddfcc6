// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/time/clock.h"
#include "app/wire/credentials.h"
#include "app/wire/wire_messages.h"

#include <QByteArray>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace depthdeck {

/// Keeps the bearer token that REST asks for, in memory only. It comes with the login and is renewed over the WebSocket
/// when less than 30 s of it remain; callers that come while a request is out share it (t4-protocol.md a.6). Lives on
/// one thread; connect Connection::authenticationToken to applyToken() queued if that is another.
class RestToken final : public QObject
{
    Q_OBJECT

public:
    /// Sends an authentication_token_request with this request_id; false if it could not be sent.
    using SendRequest = std::function<bool(const std::string &requestId)>;
    /// Gets the value of the Authorization header, or nothing when there is no token to be had.
    using Reply = std::function<void(const std::optional<QByteArray> &header)>;

    struct Limits
    {
        std::chrono::seconds refreshBelow{30};
        std::chrono::milliseconds giveUpAfter{10'000};
    };

    RestToken(const Clock &clock, SendRequest sendRequest, QObject *parent = nullptr);
    RestToken(const Clock &clock, SendRequest sendRequest, Limits limits, QObject *parent = nullptr);
    ~RestToken() override;

    /// An API key needs no token: the header is made from the key from now on.
    void useApiKey(Secret key);
    /// The login's own token, if it brought one.
    void applyLogin(const t4proto::v1::auth::LoginResponse &message);
    /// The answer to a request. One for a request that is not ours, or no longer wanted, is ignored.
    void applyToken(const t4proto::v1::auth::AuthenticationToken &message);
    /// The session is over: forget the token and the key, answer whoever waits with nothing.
    void clear();

    /// Answers with a header that is still good, at once if possible. Nothing is called once @p context is gone.
    void authorization(QObject *context, Reply reply);
    /// The server did not accept @p header: if that is still the one kept, a new one is requested first.
    void renewAuthorization(const QByteArray &header, QObject *context, Reply reply);

private:
    struct Waiting
    {
        QPointer<QObject> context;
        Reply reply;
    };

    [[nodiscard]] bool isFresh() const noexcept;
    [[nodiscard]] QByteArray header() const;
    void keep(const t4proto::v1::auth::AuthenticationToken &message);
    void request(QObject *context, Reply reply);
    void answerAll();

    const Clock &m_clock;
    SendRequest m_sendRequest;
    Limits m_limits;
    Secret m_apiKey;
    Secret m_token;
    std::optional<WallTime> m_expiry; ///< nullopt: the server did not say
    std::string m_requestId;          ///< of the request that is out; empty without one
    std::vector<Waiting> m_waiting;
    QTimer m_patience;
};

} // namespace depthdeck
