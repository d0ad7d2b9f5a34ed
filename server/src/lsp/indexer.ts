/** Reads the files of the workspace folders, so that rules see what no editor has open. */
import { CancellationTokenSource } from 'vscode-languageserver';
import type { FileAccess } from './fileAccess';
import { identityOf } from './fileIdentity';
import type { Status } from './status';

const parallelReads = 16;
/** A first answer that lacks the other files is better than none for long. */
const patience = 1500;

export class Indexer {
  private source = new CancellationTokenSource();
  private settled: Promise<unknown> = Promise.resolve();
  private preparation: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly access: FileAccess,
    private readonly status: Status,
    private readonly accept: (path: string, uri: string, bytes: Uint8Array) => void,
  ) {}

  /** What has to be known before the first file is read. */
  prepare(work: Promise<void>): Promise<void> {
    this.preparation = work;
    return work;
  }

  get prepared(): Promise<unknown> {
    return this.preparation;
  }

  cancel(): void {
    this.source.cancel();
  }

  async ready(): Promise<void> {
    await this.preparation;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enough = new Promise((resolve) => (timer = setTimeout(resolve, patience)));
    await Promise.race([this.settled, enough]);
    clearTimeout(timer);
  }

  /** The identities of all files found; undefined when a newer search took over. */
  read(folders: readonly string[]): Promise<ReadonlySet<string> | undefined> {
    this.source.cancel();
    this.source = new CancellationTokenSource();
    const work = this.readAll(folders, this.source);
    this.settled = work;
    return work;
  }

  private async readAll(
    folders: readonly string[],
    { token }: CancellationTokenSource,
  ): Promise<ReadonlySet<string> | undefined> {
    this.status.busy('reading the workspace');
    try {
      const uris = await this.access.find(folders, token);
      if (token.isCancellationRequested) return undefined;
      await this.readFiles(uris, () => token.isCancellationRequested);
      this.status.trouble('workspace', undefined);
      return token.isCancellationRequested ? undefined : new Set(uris.map(identityOf));
    } catch (error) {
      if (token.isCancellationRequested) return undefined;
      const reason = error instanceof Error ? error.message : String(error);
      this.status.trouble('workspace', `the workspace's files cannot be read: ${reason}`);
      return undefined;
    } finally {
      if (!token.isCancellationRequested) this.status.busy(undefined);
    }
  }

  private async readFiles(uris: readonly string[], isCancelled: () => boolean): Promise<void> {
    let next = 0;
    const reader = async (): Promise<void> => {
      for (let uri = uris[next++]; uri !== undefined && !isCancelled(); uri = uris[next++]) {
        try {
          const bytes = await this.access.read(uri);
          if (!isCancelled()) this.accept(identityOf(uri), uri, bytes);
        } catch {
          // One file that cannot be read (gone, locked, no permission) costs only itself.
        }
      }
    };
    await Promise.all(Array.from({ length: parallelReads }, reader));
  }
}
