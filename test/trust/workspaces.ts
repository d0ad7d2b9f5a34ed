/** Workspaces for the trust suites: the grammars are read once, each workspace knows nothing of the others. */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { workspaceFactory, type AnalysisResult, type Workspace } from '../../server/src/core';
import { workspaceMap } from '../../server/src/features/map/callbackMap';
import { ruleFolders } from '../rules/caseFiles';

const locate = createRequire(__filename);

let factory: Promise<() => Workspace> | undefined;

async function loadFactory(): Promise<() => Workspace> {
  const read = (module: string): Uint8Array => readFileSync(locate.resolve(module));
  return workspaceFactory({
    runtime: read('web-tree-sitter/web-tree-sitter.wasm'),
    c: read('tree-sitter-c/tree-sitter-c.wasm'),
    cpp: () => Promise.resolve(read('tree-sitter-cpp/tree-sitter-cpp.wasm')),
  });
}

export async function freshWorkspace(texts: ReadonlyMap<string, string> = new Map()): Promise<Workspace> {
  const workspace = (await (factory ??= loadFactory()))();
  for (const [file, text] of texts) workspace.setFile(file, text);
  return workspace;
}

export type Texts = ReadonlyMap<string, string>;

export async function analysisOf(texts: Texts): Promise<AnalysisResult> {
  return (await freshWorkspace(texts)).analyze();
}

/** All that a user can see of an analysis, as one text: findings, what is suppressed, failures, the callback map. */
export async function visible(workspace: Workspace, texts: Texts): Promise<string> {
  const result = await workspace.analyze();
  const map = workspaceMap(await workspace.allFacts(), (file) => texts.get(file));
  return JSON.stringify({ ...result, map }, null, 1);
}

/** The bundled example driver. */
export function exampleDriver(): Map<string, string> {
  const folder = path.resolve(__dirname, '../../examples/echo-driver');
  return new Map(
    readdirSync(folder)
      .filter((name) => /\.[ch]$/.test(name))
      .sort()
      .map((name) => [`echo/${name}`, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

export interface NamedCase {
  readonly name: string;
  readonly texts: Texts;
}

/** Every case of every rule. */
export function allCases(): NamedCase[] {
  return ruleFolders().flatMap(({ cases }) => cases.map(({ name, texts }) => ({ name, texts })));
}
