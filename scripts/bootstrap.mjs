// Set-up with Node's own modules only: what `npm test` and `npm start` need on a clean clone.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const MINIMUM_NODE = 20;

function requireNode() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < MINIMUM_NODE) {
    console.error(`Node ${MINIMUM_NODE} or newer is needed; this is ${process.versions.node}.`);
    process.exit(2);
  }
}

/** Runs a command with inherited output and ends this process when it fails. */
export function runOrExit(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    // npm is a .cmd file on Windows, which only a shell starts.
    shell: process.platform === 'win32',
    ...options,
  });
  if (result.status !== 0) {
    console.error(`${command} ${args.join(' ')} failed${result.error ? `: ${result.error.message}` : ''}`);
    process.exit(result.status ?? 2);
  }
}

/** Installs the pinned dependencies when they are missing or older than the lock file says. */
export function ensureInstalled() {
  requireNode();
  const lock = path.join(root, 'package-lock.json');
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs - 60_000) return;
  const fresh = !existsSync(path.join(root, 'node_modules'));
  console.log(fresh ? 'Installing dependencies ...' : 'Updating dependencies ...');
  // A clean clone gets exactly the lock file; an existing tree is only brought up to it.
  runOrExit('npm', [fresh ? 'ci' : 'install', '--no-progress', '--loglevel=error'], {
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
}

export function build() {
  runOrExit(process.execPath, ['scripts/build.mjs'], { shell: false });
}
