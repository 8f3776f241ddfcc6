// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The messages of both envelopes, declared only: service.pb.h costs a second of every compile that sees it.

namespace t4proto::v1::service {
class ClientMessage;
class Heartbeat;
class ServerMessage;
} // namespace t4proto::v1::service

namespace t4proto::v1::auth {
class AuthenticationToken;
class AuthenticationTokenRequest;
class LoginRequest;
class LoginResponse;
} // namespace t4proto::v1::auth

namespace t4proto::v1::market {
class MarketByOrderSnapshot;
class MarketByOrderSubscribe;
class MarketByOrderSubscribeReject;
class MarketByOrderTrade;
class MarketByOrderUpdate;
class MarketDepth;
class MarketDepthSubscribe;
class MarketDepthSubscribeReject;
class MarketDepthTrade;
class MarketDetails;
class MarketHighLow;
class MarketPriceLimits;
class MarketSettlement;
class MarketSnapshot;
} // namespace t4proto::v1::market

namespace t4proto::v1::account {
class AccountCurrency;
class AccountDetails;
class AccountPosition;
class AccountPositionProfit;
class AccountProfit;
class AccountSnapshot;
class AccountSubscribe;
class AccountSubscribeResponse;
class AccountUpdate;
} // namespace t4proto::v1::account

namespace t4proto::v1::orderrouting {
class CreateUDS;
class CreateUDSResponse;
class OrderBatch;
class OrderBatchAcknowledge;
class OrderBatchReject;
class OrderPull;
class OrderRevise;
class OrderSubmit;
class OrderUpdate;
class OrderUpdateFailed;
class OrderUpdateMulti;
class OrderUpdateStatus;
class OrderUpdateTrade;
class OrderUpdateTradeLeg;
} // namespace t4proto::v1::orderrouting
