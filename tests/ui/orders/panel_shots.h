// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QDir>
#include <QLabel>
#include <QTest>
#include <QWidget>

#include <vector>

namespace depthdeck::test {

/// One theme at one scale. Saves pictures for the eye when DEPTHDECK_SCREENSHOTS names a folder, and always checks that
/// no button or one-line label is cut off.
struct Look
{
    QString themeName;
    qreal scale;

    void apply(ui::Theme &theme) const
    {
        theme.load(themeName);
        theme.setScale(scale);
        theme.applyToApplication();
    }

    [[nodiscard]] bool save(QWidget &panel, QSize size, const char *name) const
    {
        panel.resize(size * scale);
        // A scaled font lays out its parents one level a pass.
        for (int pass = 0; pass < 8 || (pass < 40 && !nothingIsCutOff(panel, false)); ++pass)
            QTest::qWait(1);
        const QString folder = qEnvironmentVariable("DEPTHDECK_SCREENSHOTS");
        const QString file =
            QStringLiteral("%1-%2-%3.png").arg(QString::fromLatin1(name), themeName).arg(scale, 0, 'f', 0);
        if (!folder.isEmpty())
            panel.grab().save(QDir{folder}.filePath(file));
        return nothingIsCutOff(panel);
    }

    [[nodiscard]] static bool nothingIsCutOff(const QWidget &panel, bool tells = true)
    {
        const auto fits = [tells](const QWidget &widget, const QString &text) {
            const bool small = widget.width() < widget.sizeHint().width() - 1 ||
                               widget.height() < widget.minimumSizeHint().height() - 1;
            if (small && tells)
                qWarning("cut off: \"%s\" has %d x %d, needs %d x %d", qPrintable(text), widget.width(),
                         widget.height(), widget.sizeHint().width(), widget.minimumSizeHint().height());
            return !small;
        };
        bool fine = true;
        for (const auto *button : panel.findChildren<QAbstractButton *>())
            if (button->isVisible())
                fine = fits(*button, button->text()) && fine;
        for (const auto *label : panel.findChildren<QLabel *>())
            if (label->isVisible() && !label->wordWrap())
                fine = fits(*label, label->text()) && fine;
        return fine;
    }
};

[[nodiscard]] inline std::vector<Look> looks()
{
    return {{QStringLiteral("dark"), 1.0},
            {QStringLiteral("light"), 1.0},
            {QStringLiteral("dark"), 2.0},
            {QStringLiteral("light"), 2.0}};
}

} // namespace depthdeck::test
