// A Chromium for the tests: the machine's Chrome, Edge or Chromium, else the one that an npm package carries (Linux x64).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { root } from '../bootstrap.mjs';

const FALLBACK = '@sparticuz/chromium@143.0.4';

const onPath = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const wellKnown = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const base = process.env[variable];
    if (!base) return [];
    return [
      path.join(base, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.join(base, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ];
  }),
];

function installedBrowser() {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = [
    process.env.CHROMIUM_EXECUTABLE,
    ...onPath.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    ...wellKnown,
  ];
  return candidates.find((file) => file && existsSync(file));
}

/** The package unpacks its binary at run time, into the temporary directory. */
async function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome, Edge or Chromium was found; set CHROMIUM_EXECUTABLE to one.');
  }
  const prefix = path.join(root, '.host', 'chromium');
  const entry = path.join(prefix, 'node_modules', '@sparticuz', 'chromium', 'build', 'esm', 'index.js');
  if (!existsSync(entry)) {
    console.log(`No Chrome, Edge or Chromium was found: installing ${FALLBACK} ...`);
    mkdirSync(prefix, { recursive: true });
    writeFileSync(path.join(prefix, 'package.json'), '{"private": true}\n');
    const result = spawnSync('npm', ['install', '--ignore-scripts', '--loglevel=error', FALLBACK], {
      cwd: prefix,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (result.status !== 0) throw new Error(`npm install ${FALLBACK} failed`);
  }
  // Its own flags are for one page in a small machine: a browser of a single process ends with its first page.
  const { default: packaged } = await import(pathToFileURL(entry).href);
  return packaged.executablePath();
}

/** For a network that answers nothing but this machine. */
const QUIET_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
];

export async function launchOptions() {
  return { executablePath: installedBrowser() ?? (await packagedBrowser()), args: QUIET_FLAGS, headless: true };
}

export async function launchChromium() {
  return chromium.launch(await launchOptions());
}
