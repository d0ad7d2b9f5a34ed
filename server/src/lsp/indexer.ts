/** Reads the files of the workspace folders, so that rules see what no editor has open. */
import { CancellationTokenSource } from 'vscode-languageserver';
import type { FileAccess } from './fileAccess';
import { identityOf } from './fileIdentity';
import type { Status } from './status';

const parallelReads = 16;

export class Indexer {
  private source = new CancellationTokenSource();
  private settled: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly access: FileAccess,
    private readonly status: Status,
    private readonly accept: (path: string, uri: string, bytes: Uint8Array) => void,
  ) {}

  cancel(): void {
    this.source.cancel();
  }

  /** Resolves when the reading that goes on has ended. */
  async idle(): Promise<void> {
    await this.settled;
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
    const isCancelled = (): boolean => token.isCancellationRequested;
    this.status.busy('reading the workspace');
    try {
      const uris = await this.access.find(folders, token);
      if (isCancelled()) return undefined;
      await this.readFiles(uris, isCancelled);
      this.status.trouble('workspace', undefined);
      return isCancelled() ? undefined : new Set(uris.map(identityOf));
    } catch (error) {
      if (isCancelled()) return undefined;
      const reason = error instanceof Error ? error.message : String(error);
      this.status.trouble('workspace', `the workspace's files cannot be read: ${reason}`);
      return undefined;
    } finally {
      if (!isCancelled()) this.status.busy(undefined);
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
