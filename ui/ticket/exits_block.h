// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/ticket/exit_row.h"

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace depthdeck::ui {

class NamedCombo;

/// The exits of a bracket, one or several. Says how they go on the wire: as absolute prices when the entry has a price
/// of its own or a price was typed, else as differences from the fill (t4-protocol.md e.3, j 11), unless the trader
/// chooses.
class ExitsBlock final : public QWidget
{
    Q_OBJECT

public:
    explicit ExitsBlock(const Theme &theme, QWidget *parent = nullptr);

    /// Several exits, each with its lots; else one for all lots.
    void setMany(bool many);
    void setEntry(const EntryBasis &entry);
    /// The market's definition is another: the next entry counts even if it is the same.
    void forgetEntry() { m_entry = {}; }
    [[nodiscard]] bool isAbsolute() const;
    /// Writes exits, their time, and which of the bracket links it is.
    void write(SubmissionDraft &submission) const;
    void load(const SubmissionDraft &submission);
    /// As many rows as wanted, the first ones kept.
    void setRowCount(std::size_t count);
    [[nodiscard]] const std::vector<ExitRow *> &rows() const noexcept { return m_rows; }
    void setExitsTimeInForce(TimeInForce time);
    [[nodiscard]] QStringList faults() const;
    [[nodiscard]] NamedCombo &sendAsBox() const noexcept { return *m_sendAs; }

signals:
    void changed();
    void rowAdded(QWidget *row);

private:
    enum class SendAs { Automatic, Prices, Differences };

    void addRow();
    void addExit();
    void removeRow(ExitRow *row);
    void updateSendAs();
    void applyTheme();

    const Theme &m_theme;
    EntryBasis m_entry;
    bool m_many = false;
    // Children of this.
    QVBoxLayout *m_layout;
    QVBoxLayout *m_list;
    std::vector<ExitRow *> m_rows;
    QPushButton *m_add;
    NamedCombo *m_time;
    NamedCombo *m_sendAs;
};

} // namespace depthdeck::ui
