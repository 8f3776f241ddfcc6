# SPDX-License-Identifier: GPL-3.0-or-later
depthdeck_benchmark(bench_journal SOURCES bench_journal.cpp figure.h LINK depthdeck_session depthdeck_journal)
