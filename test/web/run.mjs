// Runs the editor suite in the web worker extension host of VS Code for the browser.
import path from 'node:path';
import { runTests } from '@vscode/test-web';
import playwright from 'playwright';
import { root } from '../../scripts/bootstrap.mjs';
import { launchOptions } from '../../scripts/host/chromium.mjs';
import { HostLog } from '../../scripts/host/log.mjs';
import { freePort } from '../../scripts/host/port.mjs';
import { installedBuild } from '../../scripts/host/vscode-web.mjs';
import { bundleSuite } from '../host/bundle.mjs';

const TIMEOUT = 300_000;

// test-web launches the browser that playwright downloads; this machine's own is taken instead.
const { executablePath, args } = await launchOptions();
const launch = playwright.chromium.launch.bind(playwright.chromium);
let language;
playwright.chromium.launch = async (options) => {
  const browser = await launch({
    ...options,
    executablePath,
    args: [...args, ...(options?.args ?? [])],
    handleSIGINT: true,
  });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (...given) => {
    const context = await newContext(...given);
    if (language) await context.addInitScript(speak, language);
    return context;
  };
  return browser;
};

/** In the page, before its scripts: the workbench's loader gets a display language, whose words for the workbench are English. */
function speak(locale) {
  const loadBundle = (_name, _locale, done) => done(new Error('no language pack'));
  let loader;
  Object.defineProperty(globalThis, 'require', {
    configurable: true,
    get: () => loader,
    set: (given) => {
      loader = given;
      given.config?.({ 'vs/nls': { availableLanguages: { '*': locale }, loadBundle } });
    },
  });
}

// test-web writes the browser's console, and its own doings, to this one.
const log = new HostLog();
const error = console.error;
for (const type of ['log', 'info', 'warn', 'error', 'debug']) {
  console[type] = (...values) => log.take(type, values.map(String).join(' '));
}

const expired = setTimeout(() => {
  error(log.tail());
  error(`The tests in the web host did not end within ${TIMEOUT / 1000} s.`);
  process.exit(1);
}, TIMEOUT);

async function runEntry(entry) {
  await runTests({
    ...installedBuild(),
    browserType: 'chromium',
    headless: true,
    port: await freePort(),
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite('web', entry),
    folderPath: path.join(root, 'test/host/workspace'),
  });
}

try {
  await runEntry('index');
  language = 'zh-cn';
  await runEntry('chinese');
} catch (failure) {
  error(log.tail());
  error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
} finally {
  clearTimeout(expired);
}
// A browser that lingers must not keep the suite.
process.exit();
