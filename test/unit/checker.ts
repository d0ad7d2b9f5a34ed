/** The checker on texts, without a command line or a server around it. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createWorkspace, type Severity, type Workspace } from '../../server/src/core';

export interface Diagnostic {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
}

const locate = createRequire(__filename);
let workspace: Promise<Workspace> | undefined;

function create(): Promise<Workspace> {
  const read = async (module: string): Promise<Uint8Array> => readFile(locate.resolve(module));
  return Promise.all([read('web-tree-sitter/web-tree-sitter.wasm'), read('tree-sitter-c/tree-sitter-c.wasm')]).then(
    ([runtime, c]) => createWorkspace({ runtime, c, cpp: () => read('tree-sitter-cpp/tree-sitter-cpp.wasm') }),
  );
}

/** The findings of a workspace that holds these texts and nothing else, hints included. */
export async function check(texts: ReadonlyMap<string, string>): Promise<readonly Diagnostic[]> {
  const checked = await (workspace ??= create());
  for (const [file, text] of texts) checked.setFile(file, text);
  try {
    const { findings, errors } = await checked.analyze();
    if (errors.length > 0)
      throw new Error(errors.map(({ file, message }) => `${file}: ${JSON.stringify(message)}`).join('\n'));
    return findings.map(({ location: { file, start }, rule, severity, message }) => {
      const line = (texts.get(file) ?? '').slice(0, start).split('\n').length;
      return { file, line, rule, severity, message: checked.format(message, 'en') };
    });
  } finally {
    for (const file of texts.keys()) checked.deleteFile(file);
  }
}

/** One line a finding, for messages of tests. */
export function listed(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ file, line, rule, severity, message }) => `${file}:${line}: ${severity} ${rule}: ${message}`)
    .join('\n');
}
