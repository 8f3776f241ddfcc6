# SPDX-License-Identifier: GPL-3.0-or-later
depthdeck_benchmark(bench_engine SOURCES bench_engine.cpp LINK depthdeck_venue)
depthdeck_benchmark(bench_market_by_order SOURCES bench_market_by_order.cpp LINK depthdeck_gateway)
