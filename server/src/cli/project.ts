/** The files of one call in one workspace of the core. */
import { createWorkspace, type AnalysisResult, type Limits, type Settings, type Workspace } from '../core';
import { decodeSource, type DecodedSource } from '../text/decode';
import { isFaithful } from './encode';
import { loadGrammars } from './grammars';
import type { FileError } from './report/report';
import { readSources } from './sources';

/** Processor time, so that a busy machine skips no file that an idle one checks. */
const limits: Limits = {
  clock: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  perFile: 5000,
};

/** How a file was encoded, so that a fixed one can be written back. */
export interface FileEncoding extends Pick<DecodedSource, 'encoding' | 'byteOrderMark'> {
  readonly faithful: boolean;
}

export class Project {
  private readonly texts = new Map<string, string>();
  private readonly encodings = new Map<string, FileEncoding>();

  private constructor(
    readonly workspace: Workspace,
    private readonly writable: boolean,
  ) {}

  /** `writable`: files may be written back, so it has to be known whether that loses anything. */
  static async create(settings: Settings, writable: boolean): Promise<Project> {
    const workspace = await createWorkspace(await loadGrammars(), limits);
    workspace.setSettings(settings);
    return new Project(workspace, writable);
  }

  get contents(): ReadonlyMap<string, string> {
    return this.texts;
  }

  encodingOf(file: string): FileEncoding | undefined {
    return this.encodings.get(file);
  }

  add(file: string, bytes: Uint8Array): void {
    const decoded = decodeSource(bytes);
    if (this.writable) {
      const { encoding, byteOrderMark } = decoded;
      this.encodings.set(file, { encoding, byteOrderMark, faithful: isFaithful(bytes, decoded) });
    }
    this.change(file, decoded.text);
  }

  change(file: string, text: string): void {
    this.texts.set(file, text);
    this.workspace.setFile(file, text);
  }

  /** Reads the files; they enter the workspace in their own order, whichever is read first. */
  async read(files: readonly string[], took: (count: number) => void = () => undefined): Promise<FileError[]> {
    const read = new Map<string, Uint8Array>();
    const errors = await readSources(files, (file, bytes) => {
      read.set(file, bytes);
      took(read.size);
    });
    for (const file of files) {
      const bytes = read.get(file);
      read.delete(file);
      if (bytes) this.add(file, bytes);
    }
    return errors;
  }

  analyze(): Promise<AnalysisResult> {
    return this.workspace.analyze();
  }
}
