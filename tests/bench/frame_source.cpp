// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/frame_source.h"

#include "t4/v1/service.pb.h"

#include <QCryptographicHash>

#include <algorithm>
#include <arpa/inet.h>
#include <chrono>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace depthdeck::bench {

namespace {

using t4proto::v1::service::ClientMessage;
using t4proto::v1::service::ServerMessage;

constexpr int framesPerMarket = 32;
constexpr std::size_t chunkBytes = 64 * 1024;

std::int64_t steadyNanoseconds()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

/// An unmasked final binary frame (RFC 6455).
std::string framed(const std::string &payload)
{
    std::string frame{'\x82'};
    const auto size = payload.size();
    const auto byteOf = [size](int shift) { return static_cast<char>((size >> shift) & 0xff); };
    if (size < 126) {
        frame += static_cast<char>(size);
    } else if (size < 65536) {
        frame += {'\x7e', byteOf(8), byteOf(0)};
    } else {
        frame += '\x7f';
        for (int shift = 56; shift >= 0; shift -= 8)
            frame += byteOf(shift);
    }
    return frame + payload;
}

std::string quarterPrice(int quarters)
{
    static constexpr const char *fractions[] = {".00", ".25", ".50", ".75"};
    return std::to_string(quarters / 4) + fractions[quarters % 4];
}

ServerMessage depthMessage(int market, int variant)
{
    ServerMessage message;
    auto *depth = message.mutable_market_depth();
    depth->set_market_id(FrameSource::marketId(market));
    depth->set_depth_levels(t4proto::v1::common::DEPTH_LEVELS_NORMAL);
    depth->set_depth_buffer(t4proto::v1::common::DEPTH_BUFFER_SMART_TRADE);
    depth->set_mode(t4proto::v1::common::MARKET_MODE_OPEN);
    depth->mutable_time()->set_seconds(1'785'585'600 + variant);
    depth->mutable_time()->set_nanos(250'000'000);
    const int middle = 24'100 + 100 * market + variant % 8;
    for (int level = 0; level < 10; ++level) {
        auto *bid = depth->add_bids();
        bid->mutable_price()->set_value(quarterPrice(middle - level));
        bid->set_volume(20 + (level * 37 + variant * 11) % 400);
        bid->set_num_orders(3 + (level + variant) % 40);
        auto *offer = depth->add_offers();
        offer->mutable_price()->set_value(quarterPrice(middle + 1 + level));
        offer->set_volume(20 + (level * 29 + variant * 13) % 400);
        offer->set_num_orders(3 + (level + 2 * variant) % 40);
    }
    auto *trade = depth->mutable_trade_data();
    trade->set_total_traded_volume(100'000);
    trade->set_total_trade_count(20'000);
    trade->mutable_last_trade_price()->set_value(quarterPrice(middle));
    trade->set_last_trade_volume(2);
    trade->set_at_bid_or_offer(t4proto::v1::common::BID_OFFER_BID);
    return message;
}

ServerMessage definitionOf(const std::string &market)
{
    ServerMessage message;
    auto *details = message.mutable_market_details();
    details->set_market_id(market);
    details->set_exchange_id("BENCH");
    details->set_contract_id("ES");
    details->set_expiry_date(20261200);
    details->set_contract_type(t4proto::v1::common::CONTRACT_TYPE_FUTURE);
    details->set_real_decimals(2);
    details->mutable_point_value()->set_value("50");
    details->mutable_min_price_increment()->set_value("0.25");
    details->set_volume_increment(1);
    return message;
}

ServerMessage loginAccepted()
{
    ServerMessage message;
    auto *login = message.mutable_login_response();
    login->set_result(t4proto::v1::common::LOGIN_RESULT_SUCCESS);
    login->set_session_id("bench");
    login->set_user_id("bench");
    auto *account = login->add_accounts();
    account->set_account_id("A1");
    account->set_account_number("A1");
    login->mutable_authentication_token()->set_token("token");
    login->mutable_authentication_token()->mutable_expire_time()->set_seconds(4'000'000'000);
    return message;
}

ServerMessage accountSnapshot()
{
    ServerMessage message;
    auto *snapshot = message.mutable_account_snapshot();
    snapshot->set_account_id("A1");
    snapshot->set_status(t4proto::v1::common::ACCOUNT_STATUS_OK);
    return message;
}

} // namespace

FrameSource::FrameSource(int markets) : m_markets{markets}
{
    buildFrames(markets);
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    socklen_t length = sizeof address;
    if (m_listener < 0 || ::bind(m_listener, generic, length) != 0 || ::listen(m_listener, 1) != 0 ||
        ::getsockname(m_listener, generic, &length) != 0)
        throw std::runtime_error("frame source: no loopback port");
    m_port = ntohs(address.sin_port);
    m_thread = std::thread{[this] { serve(); }};
}

FrameSource::~FrameSource()
{
    m_stopping = true;
    m_thread.join();
    ::close(m_listener);
}

QUrl FrameSource::url() const
{
    return QUrl{QStringLiteral("ws://127.0.0.1:%1/v1").arg(m_port)};
}

std::string FrameSource::marketId(int market)
{
    return "BENCH M" + std::to_string(market);
}

void FrameSource::buildFrames(int markets)
{
    for (int variant = 0; variant < framesPerMarket; ++variant) {
        for (int market = 0; market < markets; ++market) {
            const std::string payload = depthMessage(market, variant).SerializeAsString();
            m_frameBytes = payload.size();
            m_frames += framed(payload);
            m_boundaries.push_back(m_frames.size());
        }
    }
}

void FrameSource::blast(std::int64_t frames, std::int64_t perSecond)
{
    m_perSecond = perSecond;
    m_wanted = m_sent.load() + frames;
    m_newBlast = true;
}

void FrameSource::inject(const std::vector<std::string> &payloads)
{
    std::string bytes;
    for (const std::string &payload : payloads)
        bytes += framed(payload);
    const std::lock_guard lock{m_mutex};
    m_injected += bytes;
}

void FrameSource::serve()
{
    while (!m_stopping) {
        pollfd waiting{m_listener, POLLIN, 0};
        if (::poll(&waiting, 1, 20) <= 0)
            continue;
        const int client = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            continue;
        const int on = 1;
        ::setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_input.clear();
        if (handshake(client))
            serveClient(client);
        ::close(client);
    }
}

bool FrameSource::handshake(int client)
{
    std::string request;
    char buffer[4096];
    while (request.find("\r\n\r\n") == std::string::npos) {
        const auto got = ::recv(client, buffer, sizeof buffer, 0);
        if (got <= 0)
            return false;
        request.append(buffer, static_cast<std::size_t>(got));
    }
    const QByteArray text = QByteArray::fromStdString(request);
    const QByteArray name = "sec-websocket-key:";
    const auto at = text.toLower().indexOf(name);
    if (at < 0)
        return false;
    const auto from = at + name.size();
    const QByteArray key = text.mid(from, text.indexOf('\r', from) - from).trimmed();
    const QByteArray accept =
        QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
    sendAll(client, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Accept: " +
                        accept.toStdString() + "\r\n\r\n");
    return true;
}

void FrameSource::serveClient(int client)
{
    ::fcntl(client, F_SETFL, ::fcntl(client, F_GETFL) | O_NONBLOCK);
    while (!m_stopping) {
        const bool sending = m_sent < m_wanted;
        pollfd ready{client, static_cast<short>(sending ? POLLIN | POLLOUT : POLLIN), 0};
        ::poll(&ready, 1, 1);
        if ((ready.revents & (POLLERR | POLLHUP)) != 0)
            return;
        if ((ready.revents & POLLIN) != 0 && !readClient(client))
            return;
        std::string injected;
        {
            const std::lock_guard lock{m_mutex};
            injected.swap(m_injected);
        }
        if (!injected.empty())
            sendAll(client, injected);
        if ((ready.revents & POLLOUT) != 0)
            pump(client);
    }
}

void FrameSource::pump(int client)
{
    if (m_newBlast.exchange(false)) {
        m_blastStart = steadyNanoseconds();
        m_blastBase = m_sent;
    }
    std::int64_t due = m_wanted;
    if (const std::int64_t rate = m_perSecond; rate > 0)
        due = std::min<std::int64_t>(due, m_blastBase + (steadyNanoseconds() - m_blastStart) * rate / 1'000'000'000);
    const std::int64_t allowed = due - m_sent;
    if (allowed <= 0) {
        std::this_thread::sleep_for(std::chrono::microseconds{200});
        return;
    }
    const std::size_t last = std::min(m_nextBoundary + static_cast<std::size_t>(allowed), m_boundaries.size()) - 1;
    const std::size_t end = std::min(m_boundaries[last], m_offset + chunkBytes);
    const auto written = ::send(client, m_frames.data() + m_offset, end - m_offset, MSG_NOSIGNAL);
    if (written <= 0)
        return;
    m_offset += static_cast<std::size_t>(written);
    while (m_nextBoundary < m_boundaries.size() && m_boundaries[m_nextBoundary] <= m_offset) {
        ++m_nextBoundary;
        ++m_sent;
    }
    if (m_nextBoundary == m_boundaries.size()) {
        m_nextBoundary = 0;
        m_offset = 0;
    }
}

bool FrameSource::readClient(int client)
{
    char buffer[16384];
    const auto got = ::recv(client, buffer, sizeof buffer, 0);
    if (got <= 0)
        return false;
    m_input.append(buffer, static_cast<std::size_t>(got));
    for (;;) {
        if (m_input.size() < 6)
            return true;
        const auto byteAt = [this](std::size_t at) { return static_cast<unsigned char>(m_input[at]); };
        std::size_t size = byteAt(1) & 0x7fu;
        std::size_t header = 2;
        if (size == 126) {
            size = byteAt(2) * 256u + byteAt(3);
            header = 4;
        }
        if (m_input.size() < header + 4 + size)
            return true;
        std::string payload = m_input.substr(header + 4, size);
        for (std::size_t i = 0; i < size; ++i)
            payload[i] = static_cast<char>(payload[i] ^ m_input[header + i % 4]);
        const bool binary = (byteAt(0) & 0x0fu) == 2;
        m_input.erase(0, header + 4 + size);
        if (binary)
            answer(client, payload);
    }
}

void FrameSource::answer(int client, const std::string &payload)
{
    ClientMessage request;
    if (!request.ParseFromString(payload))
        return;
    const auto reply = [&](const ServerMessage &message) { sendAll(client, framed(message.SerializeAsString())); };
    if (request.has_login_request()) {
        reply(loginAccepted());
    } else if (request.has_account_subscribe()) {
        ServerMessage response;
        response.mutable_account_subscribe_response()->set_success(true);
        reply(response);
        reply(accountSnapshot());
    } else if (request.has_market_depth_subscribe() &&
               request.market_depth_subscribe().buffer() != t4proto::v1::common::DEPTH_BUFFER_NO_SUBSCRIPTION) {
        const std::string &market = request.market_depth_subscribe().market_id();
        reply(definitionOf(market));
        ServerMessage snapshot;
        snapshot.mutable_market_snapshot()->set_market_id(market);
        snapshot.mutable_market_snapshot()->set_mode(t4proto::v1::common::MARKET_MODE_OPEN);
        reply(snapshot);
    }
}

void FrameSource::sendAll(int client, const std::string &bytes)
{
    std::size_t done = 0;
    while (done < bytes.size() && !m_stopping) {
        const auto written = ::send(client, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL);
        if (written > 0) {
            done += static_cast<std::size_t>(written);
            continue;
        }
        pollfd ready{client, POLLOUT, 0};
        ::poll(&ready, 1, 50);
    }
}

} // namespace depthdeck::bench
