/** What the analysis knows of driver code, for tests of the editor's features. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createWorkspace, type Finding, type Workspace } from '../../../server/src/core';
import type { WskFacts } from '../../../server/src/wsk/facts';

const locate = createRequire(__filename);
let workspace: Promise<Workspace> | undefined;
let held: readonly string[] = [];

function create(): Promise<Workspace> {
  const read = async (module: string): Promise<Uint8Array> => readFile(locate.resolve(module));
  return Promise.all([read('web-tree-sitter/web-tree-sitter.wasm'), read('tree-sitter-c/tree-sitter-c.wasm')]).then(
    ([runtime, c]) => createWorkspace({ runtime, c, cpp: () => read('tree-sitter-cpp/tree-sitter-cpp.wasm') }),
  );
}

export interface Analysed {
  readonly facts: WskFacts;
  readonly findings: readonly Finding[];
}

/** The facts of a workspace that holds these files and nothing else. */
export async function analysed(files: Readonly<Record<string, string>>): Promise<Analysed> {
  const used = await (workspace ??= create());
  for (const path of held) used.deleteFile(path);
  held = Object.keys(files);
  for (const [path, text] of Object.entries(files)) used.setFile(path, text);
  const { findings, errors } = await used.analyze();
  const [facts] = await used.allFacts();
  if (errors.length > 0 || !facts)
    throw new Error(errors.map(({ message }) => JSON.stringify(message)).join('\n') || 'no facts');
  return { facts, findings };
}

/** Where the mark `^` stands, and the text without it. */
export function marked(text: string): { readonly text: string; readonly offset: number } {
  const offset = text.indexOf('^');
  if (offset < 0) throw new Error('no mark');
  return { text: text.slice(0, offset) + text.slice(offset + 1), offset };
}
