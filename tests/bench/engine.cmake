# SPDX-License-Identifier: GPL-3.0-or-later
depthdeck_benchmark(bench_engine SOURCES bench_engine.cpp LINK depthdeck_venue)
