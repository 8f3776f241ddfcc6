// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QDialog>

namespace depthdeck::ui {

class ActionList;

/// Every action with its key, and what the mouse does in the panels. Non-modal.
class HelpWindow final : public QDialog
{
    Q_OBJECT

public:
    HelpWindow(const Theme &theme, const ActionList &actions, QWidget *parent = nullptr);
};

} // namespace depthdeck::ui
