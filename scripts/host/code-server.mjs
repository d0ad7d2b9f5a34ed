// VS Code in a browser tab with a real Node extension host, from the npm registry alone: code-server and its Node.
// For machines on which desktop VS Code is neither installed nor can be downloaded.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../bootstrap.mjs';
import { freePort } from './port.mjs';

const VERSIONS = { node: '24.21.0', 'code-server': '4.139.1' };

const home = path.join(root, '.host');
/** Apart, because an installation beside it would prune Node's. */
const nodePrefix = path.join(home, 'node');
const serverPrefix = path.join(home, 'code-server');
const stamp = path.join(home, 'installed.json');

export const node24 = path.join(nodePrefix, 'node_modules', 'node', 'bin', 'node');
const serverRoot = path.join(serverPrefix, 'node_modules', 'code-server');
const entry = path.join(serverRoot, 'out', 'node', 'entry.js');

export const supported = process.platform === 'linux' || process.platform === 'darwin';

function npm(cwd, ...args) {
  const result = spawnSync('npm', [...args, '--no-progress', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' },
  });
  if (result.status !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}`);
}

function installed() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === JSON.stringify(VERSIONS);
}

/** Installs code-server once, without compiling anything: its native modules are optional here. */
export function ensureCodeServer() {
  if (installed()) return;
  console.log(`Installing code-server ${VERSIONS['code-server']} for the host tests, once ...`);
  for (const prefix of [nodePrefix, serverPrefix]) {
    rmSync(prefix, { recursive: true, force: true });
    mkdirSync(prefix, { recursive: true });
    writeFileSync(path.join(prefix, 'package.json'), '{"private": true}\n');
  }
  // The package `node` fetches its binary's package in an install script.
  npm(nodePrefix, 'install', '--ignore-scripts=false', `node@${VERSIONS.node}`);
  npm(serverPrefix, 'install', '--ignore-scripts', `code-server@${VERSIONS['code-server']}`);
  npm(path.join(serverRoot, 'lib', 'vscode'), 'install', '--omit=dev', '--ignore-scripts');
  writeFileSync(stamp, JSON.stringify(VERSIONS));
}

const QUIET_SETTINGS = {
  // In a browser VS Code saves by itself after a second: on a busy machine before a test has taken its edit back.
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'editor.hover.delay': 100,
  'git.enabled': false,
  'extensions.autoUpdate': false,
  'telemetry.telemetryLevel': 'off',
};

function environment() {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name));
  return { ...Object.fromEntries(inherited), EXTENSIONS_GALLERY: '{"serviceUrl":""}' };
}

function baseArguments(data, extensions) {
  const config = path.join(data, 'config.yaml');
  if (!existsSync(config)) writeFileSync(config, 'cert: false\n');
  return [entry, '--config', config, '--user-data-dir', data, '--extensions-dir', extensions];
}

export function installExtension(vsix, { data, extensions }) {
  mkdirSync(data, { recursive: true });
  const result = spawnSync(node24, [...baseArguments(data, extensions), '--install-extension', vsix], {
    env: environment(),
    encoding: 'utf8',
  });
  if (result.status !== 0) throw new Error(`installing ${vsix} failed:\n${result.stdout}${result.stderr}`);
}

/** As if a language pack were installed that leaves the workbench's own words as they are: what extensions say is translated. */
function writeLanguagePack(data, locale) {
  const translation = path.join(data, 'main.i18n.json');
  writeFileSync(translation, '{"version": "1.0.0", "contents": {}}');
  const extensions = [{ extensionIdentifier: { id: `language-pack-${locale}` }, version: '1.0.0' }];
  const pack = { hash: locale, label: locale, extensions, translations: { vscode: translation } };
  writeFileSync(path.join(data, 'languagepacks.json'), JSON.stringify({ [locale]: pack }));
}

/** Starts code-server on a free port; `stop` ends it and all that it started. `locale`: the display language. */
export async function startCodeServer({ data, extensions, settings = {}, locale }) {
  mkdirSync(path.join(data, 'User'), { recursive: true });
  if (locale) writeLanguagePack(data, locale);
  writeFileSync(path.join(data, 'User', 'settings.json'), JSON.stringify({ ...QUIET_SETTINGS, ...settings }));
  const port = await freePort();
  const child = spawn(
    node24,
    [
      ...baseArguments(data, extensions),
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
      ...['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust'],
      '--disable-getting-started-override',
      ...(locale ? ['--locale', locale] : []),
    ],
    // A process group of its own: the extension hosts end with it.
    { env: environment(), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));

  const killGroup = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  };
  process.once('exit', killGroup);

  const authority = `127.0.0.1:${port}`;
  for (let attempt = 0; !(await healthy(authority)); attempt++) {
    if (child.exitCode !== null || attempt > 300) {
      killGroup();
      throw new Error(`code-server did not start:\n${log}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    authority,
    log: () => log,
    stop: () =>
      new Promise((resolve) => {
        child.once('close', () => {
          process.removeListener('exit', killGroup);
          resolve();
        });
        killGroup();
      }),
  };
}

async function healthy(authority) {
  try {
    return (await fetch(`http://${authority}/healthz`)).ok;
  } catch {
    return false;
  }
}
