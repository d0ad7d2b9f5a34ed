// Runs the editor suite in VS Code's Node extension host: VSCODE_EXECUTABLE, else an installed desktop VS Code, else
// code-server from the npm registry (Linux, macOS), else a VS Code that @vscode/test-electron downloads.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../../scripts/bootstrap.mjs';
import { supported } from '../../scripts/host/code-server.mjs';
import { desktopExecutable } from '../../scripts/host/desktop.mjs';
import { bundleSuite } from './bundle.mjs';

const directory = mkdtempSync(path.join(tmpdir(), 'wsk-workspace-'));

const shim = supported ? path.join(root, 'scripts/host/vscode-shim.mjs') : undefined;
const installed = process.env.VSCODE_EXECUTABLE ?? desktopExecutable();

function copyOfFixture(...names) {
  const folder = path.join(directory, ...names);
  cpSync(path.join(root, 'test/host/workspace'), folder, { recursive: true });
  return folder;
}

/** A workspace file beside its folders; in one of them a macro is another. */
function severalFolders() {
  const folders = ['client', 'server', 'added'].map((name) => copyOfFixture('several', name));
  const header = path.join(folders[1], 'control.h');
  writeFileSync(header, readFileSync(header, 'utf8').replace(' | WSK_EVENT_SEND_BACKLOG', ''));
  const file = path.join(directory, 'several', 'several.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: 'client' }, { path: 'server' }] }));
  return file;
}

async function runEntry(entry, workspace, ...launchArgs) {
  const profile = path.join(directory, entry, 'u');
  await runTests({
    vscodeExecutablePath: installed ?? shim,
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite('host', entry),
    // A profile of its own: a person's settings and extensions stay out of it.
    launchArgs: [workspace, `--user-data-dir=${profile}`, '--disable-extensions', ...launchArgs],
  });
}

try {
  await runEntry('index', copyOfFixture('driver'));
  await runEntry('multiroot', severalFolders());
  // A desktop VS Code speaks another language only with a language pack from the marketplace; code-server gets one here.
  if (!installed && shim) await runEntry('chinese', copyOfFixture('chinese'), '--locale=zh-cn');
  else console.log('Simplified Chinese is tested in code-server only.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}
