/** One line on the terminal that says what long work is at; it is gone when the work is done. */

/** What a terminal offers that a file or a pipe does not. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Milliseconds; work that is done by then says nothing. */
const patience = 500;
const interval = 100;

const clearLine = '\r\u001b[K';

export class Progress {
  private readonly started: number;
  private last = 0;
  private shown = false;

  constructor(
    private readonly terminal: Terminal,
    private readonly clock: () => number = () => performance.now(),
  ) {
    this.started = clock();
  }

  /** `force`: work follows that cannot say more while it goes on. */
  say(text: string, force = false): void {
    if (this.terminal.isTTY !== true) return;
    const now = this.clock();
    if (now - this.started < patience && !force) return;
    if (now - this.last < interval && !force) return;
    this.last = now;
    this.shown = true;
    this.terminal.write(`${clearLine}${text}`);
  }

  end(): void {
    if (this.shown) this.terminal.write(clearLine);
    this.shown = false;
  }
}
