// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/connect_request.h"
#include "ui/theme/theme.h"

#include <QDialog>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace depthdeck::ui {

class NamedCombo;

/// Chooses a server and a login; non-modal. Emits a valid request and shows what became of it; connects nothing itself.
/// Secrets leave its fields when it closes and are stored nowhere.
class ConnectDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectDialog(const Theme &theme, QWidget *parent = nullptr);

    void setMemory(const ConnectMemory &memory);
    [[nodiscard]] ConnectMemory memory() const;
    /// A license that came from elsewhere (the command line); like what is typed it is forgotten on closing.
    void setApplicationLicense(const Secret &license);

    /// A request was emitted and nothing has become of it yet.
    [[nodiscard]] bool isWaiting() const noexcept { return m_waiting; }
    /// A line of progress, for example "Logging in"; the form waits.
    void showProgress(const QString &sentence);
    /// Why it failed; the form can be corrected and sent again.
    void showFailure(const QString &sentence);
    /// Connected: forgets the secrets and closes.
    void showSuccess();

signals:
    /// Only with a request that passed checkRequest.
    void connectRequested(const depthdeck::ui::ConnectRequest &request);
    /// The trader gave up waiting, or closed the window while it waited.
    void cancelled();

protected:
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildForm();
    QLineEdit *addField(const QString &label, bool secret = false);
    void chooseServer();
    void submit();
    void clearSecrets();
    void setWaiting(bool waiting);
    void showProblem(const ConnectProblem &problem);
    void clearFaults();
    [[nodiscard]] ConnectRequest request() const;
    [[nodiscard]] ServerChoice server() const;
    [[nodiscard]] QLineEdit *fieldOf(const ConnectProblem &problem) const;

    const Theme &m_theme;
    // All are children of this.
    QFormLayout *m_form;
    QLabel *m_banner;
    NamedCombo *m_server;
    QLineEdit *m_webSocket = nullptr;
    QLineEdit *m_rest = nullptr;
    QLineEdit *m_firm = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QLineEdit *m_apiKey = nullptr;
    QLineEdit *m_appName = nullptr;
    QLineEdit *m_appLicense = nullptr;
    QCheckBox *m_remember;
    QLabel *m_answer;
    QPushButton *m_connect;
    QPushButton *m_cancel;
    bool m_waiting = false;
};

} // namespace depthdeck::ui
