/** Whole drivers: every marked mistake is found, and nothing else is said. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createWorkspace, type Workspace } from '../../server/src/core';
import { rules } from '../../server/src/rules/registry.generated';
import { driverCases } from './caseFiles';
import { complaints } from './judge';

const locate = createRequire(__filename);
const implemented: ReadonlySet<string> = new Set(rules.map((rule) => rule.meta.id));

describe('drivers', () => {
  let workspace: Workspace;

  before(async () => {
    const read = (module: string): Promise<Uint8Array> => readFile(locate.resolve(module));
    const runtime = await read('web-tree-sitter/web-tree-sitter.wasm');
    const c = await read('tree-sitter-c/tree-sitter-c.wasm');
    workspace = await createWorkspace({ runtime, c, cpp: () => read('tree-sitter-cpp/tree-sitter-cpp.wasm') });
  });

  for (const driver of driverCases()) {
    it(driver.name.slice(1), async () => {
      for (const [file, text] of driver.texts) workspace.setFile(file, text);
      try {
        const { findings, errors } = await workspace.analyze();
        assert.deepEqual(errors, []);
        assert.deepEqual(complaints(driver, findings, implemented), []);
        const unreadable = [...driver.texts.keys()].flatMap((file) => workspace.syntax(file)?.unreadable ?? []);
        assert.deepEqual(unreadable, []);
      } finally {
        for (const file of driver.texts.keys()) workspace.deleteFile(file);
      }
    });
  }
});
