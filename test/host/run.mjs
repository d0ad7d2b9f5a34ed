// Runs the editor suite in VS Code's Node extension host: VSCODE_EXECUTABLE, else an installed desktop VS Code, else
// code-server from the npm registry (Linux, macOS), else a VS Code that @vscode/test-electron downloads.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../../scripts/bootstrap.mjs';
import { supported } from '../../scripts/host/code-server.mjs';
import { desktopExecutable } from '../../scripts/host/desktop.mjs';
import { bundleSuite } from './bundle.mjs';

const extensionTestsPath = await bundleSuite('host');
const directory = mkdtempSync(path.join(tmpdir(), 'wsk-workspace-'));
const workspace = path.join(directory, 'driver');
cpSync(path.join(root, 'test/host/workspace'), workspace, { recursive: true });

const shim = supported ? path.join(root, 'scripts/host/vscode-shim.mjs') : undefined;
try {
  await runTests({
    vscodeExecutablePath: process.env.VSCODE_EXECUTABLE ?? desktopExecutable() ?? shim,
    extensionDevelopmentPath: root,
    extensionTestsPath,
    // A profile of its own: a person's settings and extensions stay out of it.
    launchArgs: [workspace, `--user-data-dir=${path.join(directory, 'u')}`, '--disable-extensions'],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}
