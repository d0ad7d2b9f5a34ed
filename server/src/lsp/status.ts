import type { Connection } from 'vscode-languageserver';

export type State = 'ok' | 'busy' | 'error';

/** Tells the client how the server fares; the same news is told once. */
export class Status {
  private last = '';
  private readonly troubles = new Map<string, string>();
  private work: string | undefined;

  constructor(private readonly connection: Connection) {}

  /** A trouble lasts until the same source has none any more. */
  trouble(source: string, message: string | undefined): void {
    if (message === undefined) {
      if (!this.troubles.delete(source)) return;
    } else {
      if (this.troubles.get(source) !== message) this.connection.console.error(message);
      this.troubles.set(source, message);
    }
    this.send();
  }

  busy(message: string | undefined): void {
    this.work = message;
    this.send();
  }

  private send(): void {
    const [trouble] = this.troubles.values();
    const state: State = trouble !== undefined ? 'error' : this.work !== undefined ? 'busy' : 'ok';
    const message = trouble ?? this.work ?? '';
    const news = `${state} ${message}`;
    if (news === this.last) return;
    this.last = news;
    void this.connection.sendNotification('wsk/status', { state, message });
  }
}
