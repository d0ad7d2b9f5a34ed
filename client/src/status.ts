import * as vscode from 'vscode';

/** What the server says of itself in the notification wsk/status. */
export interface ServerStatus {
  readonly state: 'ok' | 'busy' | 'error';
  readonly message?: string;
}

/** The entry behind the {} of the status bar, for C and C++ documents. It comes to the front when there is trouble. */
export class StatusItem implements vscode.Disposable {
  private readonly item: vscode.LanguageStatusItem;
  private starting = false;

  constructor(documents: vscode.DocumentSelector) {
    this.item = vscode.languages.createLanguageStatusItem('wsk.status', documents);
    this.item.name = 'WSK';
    this.item.text = 'WSK';
    this.item.command = { command: 'wsk.showOutput', title: vscode.l10n.t('Show Output') };
  }

  show(status: ServerStatus): void {
    this.starting = status.state === 'busy';
    this.item.busy = status.state === 'busy';
    this.item.severity =
      status.state === 'error' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    this.item.text = status.state === 'error' ? '$(error) WSK' : 'WSK';
    this.item.detail = status.message ?? '';
  }

  /** The server answered; what it said of itself meanwhile stays. */
  started(): void {
    if (this.starting) this.show({ state: 'ok' });
  }

  dispose(): void {
    this.item.dispose();
  }
}
