// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/market/identifiers.h"
#include "ui/theme/theme.h"

#include <QDialog>
#include <QPointer>

#include <functional>

namespace depthdeck {
class MarketDirectory;
}

namespace depthdeck::ui {

class MarketPicker;

/// The picker in a window of its own. Non-modal; one for the program: whoever opens it last gets the next choice.
class PickerWindow final : public QDialog
{
    Q_OBJECT

public:
    using Choice = std::function<void(const MarketKey &market)>;

    PickerWindow(MarketDirectory &directory, const Theme &theme, QWidget *parent);

    /// Calls @p chosen once for each market chosen, as long as @p context lives and nobody else opens the picker.
    /// @p keepOpen: more than one may be chosen.
    void open(QObject *context, Choice chosen, bool keepOpen);

private:
    MarketPicker *m_picker; // child of this
    QPointer<QObject> m_context;
    Choice m_chosen;
    bool m_keepOpen = false;
};

} // namespace depthdeck::ui
