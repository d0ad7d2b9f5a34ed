/** The files of one call in one workspace of the core. */
import {
  createWorkspace,
  type AnalysisResult,
  type FileFailure,
  type Limits,
  type Settings,
  type UnreadText,
  type Workspace,
} from '../core';
import { Contents, textOf } from './contents';
import { decodeSource, type DecodedSource } from '../text/decode';
import { isFaithful } from './encode';
import { loadGrammars } from './grammars';
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
  readonly contents = new Contents();
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

  encodingOf(file: string): FileEncoding | undefined {
    return this.encodings.get(file);
  }

  add(file: string, bytes: Uint8Array): void {
    const text = textOf(bytes);
    if (this.writable && typeof text === 'string') {
      const decoded = decodeSource(bytes);
      const { encoding, byteOrderMark } = decoded;
      this.encodings.set(file, { encoding, byteOrderMark, faithful: isFaithful(bytes, decoded) });
    }
    this.change(file, text);
  }

  change(file: string, text: string | UnreadText): void {
    this.contents.set(file, text);
    this.workspace.setFile(file, text);
  }

  /** Reads the files, in their order; answers which of them cannot be read. */
  read(files: readonly string[], took: (count: number) => void = () => undefined): FileFailure[] {
    return readSources(files, (file, bytes) => {
      this.add(file, bytes);
      took(this.contents.size);
    });
  }

  analyze(): Promise<AnalysisResult> {
    return this.workspace.analyze();
  }
}
