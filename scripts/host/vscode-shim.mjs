#!/usr/bin/env node
// Stands in for the `code` executable that @vscode/test-electron starts: opens code-server in Chromium and runs the
// test module of the extension inside its Node extension host. The exit status says how the tests ended.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchChromium } from './chromium.mjs';
import { configuring } from './configuration.mjs';
import { ensureCodeServer, startCodeServer } from './code-server.mjs';
import { HostLog, OPEN_AGAIN } from './log.mjs';

const TIMEOUT = 300_000;
/** How often a window is opened that comes without what it was to open. */
const WINDOWS = 3;

function parse(args) {
  const value = (name) => args.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  return {
    developmentPath: value('extensionDevelopmentPath'),
    testsPath: value('extensionTestsPath'),
    locale: value('locale'),
    folder: args.find((argument) => !argument.startsWith('-') && isFolder(argument)),
    workspace: args.find((argument) => argument.endsWith('.code-workspace')),
  };
}

function isFolder(argument) {
  return statSync(argument, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Tells the workbench, before it starts, which extension it develops and which module tests it. */
function developing({ authority, developmentPath, testsPath }) {
  const uri = (file) => ({ $mid: 1, scheme: 'vscode-remote', authority, path: file });
  return configuring({
    developmentOptions: { extensions: [uri(developmentPath)], extensionTestsPath: uri(testsPath) },
  });
}

/** The exit status of the tests; undefined: the window has to be opened again. */
async function run({ developmentPath, testsPath, locale, folder, workspace }) {
  const directory = mkdtempSync(path.join(tmpdir(), 'wsk-host-'));
  const log = new HostLog();
  let server;
  let browser;
  try {
    server = await startCodeServer({
      data: path.join(directory, 'data'),
      extensions: path.join(directory, 'extensions'),
      locale,
    });
    browser = await launchChromium();
    const page = await browser.newPage();
    let opensAgain;
    const ended = new Promise((resolve) => {
      opensAgain = resolve;
      void page.exposeFunction('codeAutomationExit', resolve);
      page.once('crash', () => resolve('the browser crashed'));
      setTimeout(resolve, TIMEOUT, `no end of the tests after ${TIMEOUT / 1000} s`).unref();
    });
    await page.exposeFunction('codeAutomationLog', (type, args) => {
      const text = args.join(' ');
      log.take(type, text);
      if (text === OPEN_AGAIN) opensAgain();
    });
    await page.addInitScript(developing({ authority: server.authority, developmentPath, testsPath }));
    const query = workspace
      ? `?workspace=${encodeURIComponent(workspace)}`
      : folder
        ? `?folder=${encodeURIComponent(folder)}`
        : '';
    await page.goto(`http://${server.authority}/${query}`);
    const code = await ended;
    if (typeof code === 'string') throw new Error(`${code}\n${log.tail()}`);
    if (code !== 0) console.error(log.tail());
    return code;
  } finally {
    await browser?.close();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

try {
  ensureCodeServer();
  const options = parse(process.argv.slice(2));
  let code;
  for (let window = 0; code === undefined && window < WINDOWS; window++) code = await run(options);
  process.exit(code ?? 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
