/** Reads the files of the workspace folders, so that rules see what no editor has open. */
import { CancellationTokenSource } from 'vscode-languageserver';
import type { FileAccess } from './fileAccess';
import { identityOf, isSourceUri } from './fileIdentity';
import type { Progress } from './progress';
import type { Status } from './status';

const parallelReads = 16;

export interface ReadResult {
  /** What was searched: the folders asked for, and those of searches that this one took over from. */
  readonly folders: ReadonlySet<string>;
  /** The identities of all files found. */
  readonly files: ReadonlySet<string>;
}

export interface IndexEvents {
  /** What a search of the folders found besides sources; they are read when this is done. */
  configs(folders: readonly string[], uris: readonly string[]): Promise<void>;
  source(path: string, uri: string, bytes: Uint8Array): void;
}

export class Indexer {
  private source = new CancellationTokenSource();
  private settled: Promise<unknown> = Promise.resolve();
  /** Asked for and not yet read to the end. */
  private readonly due = new Set<string>();

  constructor(
    private readonly access: FileAccess,
    private readonly status: Status,
    private readonly progress: Progress,
    private readonly events: IndexEvents,
  ) {}

  cancel(): void {
    this.source.cancel();
  }

  /** Resolves when the reading that goes on has ended. */
  async idle(): Promise<void> {
    await this.settled;
  }

  /** Undefined when a newer search took over, which then reads these folders too. */
  read(folders: readonly string[]): Promise<ReadResult | undefined> {
    this.source.cancel();
    this.source = new CancellationTokenSource();
    for (const folder of folders) this.due.add(folder);
    const work = this.readAll([...this.due], this.source);
    this.settled = work;
    return work;
  }

  private async readAll(
    folders: readonly string[],
    { token }: CancellationTokenSource,
  ): Promise<ReadResult | undefined> {
    const isCancelled = (): boolean => token.isCancellationRequested;
    this.status.busy('reading the workspace');
    const shown = this.progress.begin(() => this.cancel());
    try {
      const found = await this.access.find(folders, token);
      if (isCancelled()) return undefined;
      const uris = found.filter(isSourceUri);
      await this.events.configs(
        folders,
        found.filter((uri) => !isSourceUri(uri)),
      );
      if (isCancelled()) return undefined;
      await this.readFiles(uris, isCancelled, (read) => shown.report(read, uris.length));
      this.status.trouble('workspace', undefined);
      if (isCancelled()) return undefined;
      this.due.clear();
      return { folders: new Set(folders), files: new Set(uris.map(identityOf)) };
    } catch (error) {
      if (isCancelled()) return undefined;
      const reason = error instanceof Error ? error.message : String(error);
      this.status.trouble('workspace', `the workspace's files cannot be read: ${reason}`);
      return undefined;
    } finally {
      shown.end();
      if (!isCancelled() || token === this.source.token) this.status.busy(undefined);
    }
  }

  private async readFiles(
    uris: readonly string[],
    isCancelled: () => boolean,
    report: (read: number) => void,
  ): Promise<void> {
    let next = 0;
    const reader = async (): Promise<void> => {
      for (let uri = uris[next++]; uri !== undefined && !isCancelled(); uri = uris[next++]) {
        try {
          const bytes = await this.access.read(uri);
          if (!isCancelled()) this.events.source(identityOf(uri), uri, bytes);
        } catch {
          // One file that cannot be read (gone, locked, no permission) costs only itself.
        }
        report(next);
      }
    };
    await Promise.all(Array.from({ length: parallelReads }, reader));
  }
}
