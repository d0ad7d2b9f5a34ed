// The event callback map as a person sees it, in the themes that differ most. Writes screenshots to
// .vscode-test/screenshots, and with UPDATE_SCREENSHOTS=1 the README's to docs/images.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { root } from '../../scripts/bootstrap.mjs';
import { launchChromium } from '../../scripts/host/chromium.mjs';
import { ensureCodeServer, installExtension, startCodeServer, supported } from '../../scripts/host/code-server.mjs';
import { packExtension, vsix } from '../../scripts/vsix.mjs';
import { Workbench } from './workbench.mjs';

const PATIENCE = 60_000;
const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
};

(supported ? describe : describe.skip)('the event callback map', function () {
  this.timeout(5 * PATIENCE);

  const directory = mkdtempSync(path.join(tmpdir(), 'wsk-map-'));
  const data = path.join(directory, 'data');
  const extensions = path.join(directory, 'extensions');
  const folder = path.join(directory, 'echo-driver');
  const file = path.join(folder, 'listener.c');
  let server;
  let browser;
  let workbench;
  let page;

  const settings = (theme) => ({
    'workbench.colorTheme': theme,
    'editor.minimap.enabled': false,
    'files.autoSave': 'off',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'workbench.startupEditor': 'none',
    'chat.disableAIFeatures': true,
  });

  before(async () => {
    ensureCodeServer();
    await packExtension();
    installExtension(vsix, { data, extensions });
    cpSync(path.join(root, 'examples', 'echo-driver'), folder, { recursive: true });
    server = await startCodeServer({ data, extensions, settings: settings(THEMES.light) });
    browser = await launchChromium();
    await open();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  async function open() {
    workbench = await Workbench.open(browser, server.authority, folder, file);
    page = workbench.page;
    await workbench.squiggle('error');
  }

  /** The page's document is in a frame of a frame. */
  const map = () => page.frameLocator('iframe.webview').frameLocator('iframe');

  it('stands in the side bar', async () => {
    await workbench.command('WSK: Focus on Event Callbacks View', 'Event Callbacks: Focus on Event Callbacks View');
    const row = page.locator('.pane-body .monaco-list-row', { hasText: 'WskAcceptEvent' });
    await row.waitFor({ timeout: PATIENCE });
    assert.match(await row.innerText(), /enabled.*ListenerAccept/s);
  });

  it('opens as a page, beside the side bar', async () => {
    await workbench.command('WSK: Open Event Callback Map');
    await map().locator('table').waitFor({ timeout: PATIENCE });
    const cell = map().locator('td', { hasText: 'ListenerAccept' });
    assert.match(await cell.innerText(), /enabled/);
    assert.equal(await map().locator('tbody tr').count(), 4);
    await workbench.screenshot('map-light');
  });

  for (const name of ['dark', 'high-contrast']) {
    it(`takes the colours of a theme: ${name}`, async () => {
      const background = () => map().locator('body').evaluate('getComputedStyle(document.body).backgroundColor');
      const before = await background();
      writeFileSync(path.join(data, 'User', 'settings.json'), JSON.stringify(settings(THEMES[name])));
      await workbench.close();
      await open();
      await workbench.command('WSK: Open Event Callback Map');
      await map().locator('table').waitFor({ timeout: PATIENCE });
      assert.notEqual(await background(), before);
      await workbench.screenshot(`map-${name}`, { keep: name === 'dark' && process.env.UPDATE_SCREENSHOTS === '1' });
    });
  }

  it('can be walked through by the keyboard, and leads to the code', async () => {
    await map().locator('tbody th button', { hasText: 'ListenerEvents' }).focus();
    await page.keyboard.press('ArrowRight');
    const focused = () => map().locator('button:focus').innerText();
    assert.equal(await focused(), 'ListenerAccept');
    await page.keyboard.press('Enter');
    const editor = page.locator('.editor-instance .monaco-editor .view-lines').first();
    await editor.waitFor({ timeout: PATIENCE });
    await page.locator('.tab.active', { hasText: 'listener.c' }).first().waitFor({ timeout: PATIENCE });
    await page.locator('.statusbar-item', { hasText: 'Ln 24' }).first().waitFor({ timeout: PATIENCE });
  });

  it('allows nothing from outside', async () => {
    await workbench.command('WSK: Open Event Callback Map');
    const policy = await map().locator('meta[http-equiv="Content-Security-Policy"]').first().getAttribute('content');
    assert.match(policy, /^default-src 'none'; style-src [^;]+; script-src 'nonce-[0-9a-f]{32}'$/);
  });
});
