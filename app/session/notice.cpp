// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/notice.h"

namespace depthdeck {

NoticeLog::NoticeLog(const Clock &clock, QObject *parent) : QObject{parent}, m_clock{clock} {}

void NoticeLog::add(Severity severity, NoticeKind kind, const QString &subject, const QString &detail,
                    std::int64_t code)
{
    if (!m_notices.empty()) {
        Notice &last = m_notices.back();
        if (last.severity == severity && last.kind == kind && last.subject == subject && last.detail == detail &&
            last.code == code) {
            last.time = m_clock.wallNow();
            ++last.repeats;
            emit lastNoticeRepeated();
            return;
        }
    }
    m_notices.push_back({m_clock.wallNow(), severity, kind, subject, detail, code, 1});
    emit noticeAdded();
    if (m_notices.size() > maxNotices) {
        m_notices.pop_front();
        emit oldestDropped();
    }
}

} // namespace depthdeck
