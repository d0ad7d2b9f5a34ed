/** Work-done progress in clients that show it: how far the reading of the workspace is, and a way to stop it. */
import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';

/** What is over before anybody would notice shows nothing. */
const noticeable = 400;

export interface ShownProgress {
  report(done: number, of: number): void;
  end(): void;
}

export class Progress {
  constructor(
    private readonly connection: Connection,
    private readonly supported: boolean,
    private readonly title: string,
  ) {}

  /** `cancel` is called when a person has had enough of it. */
  begin(cancel: () => void): ShownProgress {
    let reporter: WorkDoneProgressServerReporter | undefined;
    let ended = false;
    let shown = -1;
    const timer = this.supported
      ? setTimeout(() => {
          this.connection.window.createWorkDoneProgress().then(
            (created) => {
              if (ended) return;
              reporter = created;
              created.begin(this.title, 0, undefined, true);
              created.token.onCancellationRequested(cancel);
            },
            // A client that refuses shows none.
            () => undefined,
          );
        }, noticeable)
      : undefined;
    return {
      report: (done, of) => {
        const percentage = of === 0 ? 100 : Math.floor((100 * done) / of);
        if (percentage !== shown) reporter?.report((shown = percentage));
      },
      end: () => {
        ended = true;
        clearTimeout(timer);
        reporter?.done();
      },
    };
  }
}
