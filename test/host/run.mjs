// Runs the editor suite in VS Code's Node extension host: VSCODE_EXECUTABLE, else an installed desktop VS Code, else
// code-server from the npm registry (Linux, macOS), else a VS Code that @vscode/test-electron downloads.
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { root } from '../../scripts/bootstrap.mjs';
import { supported } from '../../scripts/host/code-server.mjs';
import { desktopExecutable } from '../../scripts/host/desktop.mjs';
import { bundleSuite } from './bundle.mjs';
import { Fixtures } from './fixtures.mjs';

const fixtures = new Fixtures();

const shim = supported ? path.join(root, 'scripts/host/vscode-shim.mjs') : undefined;
const installed = process.env.VSCODE_EXECUTABLE ?? desktopExecutable();

async function runEntry(entry, workspace, ...launchArgs) {
  const profile = path.join(fixtures.directory, entry, 'u');
  await runTests({
    vscodeExecutablePath: installed ?? shim,
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite('host', entry),
    // A profile of its own: a person's settings and extensions stay out of it.
    launchArgs: [workspace, `--user-data-dir=${profile}`, '--disable-extensions', ...launchArgs],
  });
}

try {
  await runEntry('index', fixtures.copy('driver'));
  await runEntry('multiroot', fixtures.severalFolders());
  // A desktop VS Code speaks another language only with a language pack from the marketplace; code-server gets one here.
  if (!installed && shim) await runEntry('chinese', fixtures.copy('chinese'), '--locale=zh-cn');
  else console.log('Simplified Chinese is tested in code-server only.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  fixtures.remove();
}
