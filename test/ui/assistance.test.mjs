// What helps while writing, as a person sees it: lenses, suggestions with their documentation, refactorings in the menu.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { root } from '../../scripts/bootstrap.mjs';
import { launchChromium } from '../../scripts/host/chromium.mjs';
import { ensureCodeServer, installExtension, startCodeServer, supported } from '../../scripts/host/code-server.mjs';
import { packExtension, vsix } from '../../scripts/vsix.mjs';
import { Workbench } from './workbench.mjs';

const PATIENCE = 60_000;
const SETTINGS = { 'files.autoSave': 'off', 'editor.minimap.enabled': false, 'wsk.inlayHints.results': true };

(supported ? describe : describe.skip)('help while writing', function () {
  this.timeout(5 * PATIENCE);

  const directory = mkdtempSync(path.join(tmpdir(), 'wsk-ui-help-'));
  const folder = path.join(directory, 'echo-driver');
  let server;
  let browser;
  let workbench;

  before(async () => {
    ensureCodeServer();
    await packExtension();
    const data = path.join(directory, 'data');
    const extensions = path.join(directory, 'extensions');
    installExtension(vsix, { data, extensions });
    server = await startCodeServer({ data, extensions, settings: SETTINGS });
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  });

  beforeEach(() => cpSync(path.join(root, 'examples', 'echo-driver'), folder, { recursive: true }));

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    await workbench.close();
  });

  /** Opens a file of the driver, with the cursor `behind` the start of the text. */
  async function open(name, text, behind) {
    const file = path.join(folder, name);
    workbench = await Workbench.open(browser, server.authority, folder, file);
    const source = readFileSync(file, 'utf8');
    const before = source.slice(0, source.indexOf(text)).split('\n');
    await workbench.goTo(before.length, before.at(-1).length + 1 + behind);
  }

  it('lenses tell of a callback where it is enabled, and lead there', async () => {
    await open('connection.c', 'ConnectionReceive(', 0);
    const lens = workbench.page.locator('.codelens-decoration a', { hasText: /^on at listener\.c/ }).first();
    await lens.waitFor({ timeout: PATIENCE });
    await workbench.screenshot('lenses');
    await lens.click();
    await workbench.page.locator('.peekview-widget').waitFor({ timeout: PATIENCE });
  });

  it('suggestions come with their documentation', async () => {
    await open('listener.c', 'SO_EXCLUSIVEADDRUSE, IPPROTO_TCP', 0);
    await workbench.goTo(104, 1);
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.type('Provider->WskControlSocket(Socket, WskSetOption, ');
    await workbench.pressUntil('.suggest-widget.visible .monaco-list-row[aria-label^="SO_"]', 'Control+Space');
    // Opens what the chosen suggestion stands for.
    const details = '.suggest-details-container:visible';
    if (!(await workbench.page.locator(details).isVisible())) await workbench.page.keyboard.press('Control+Space');
    await workbench.page.locator(details, { hasText: 'WSK_EVENT_CALLBACK_CONTROL' }).waitFor({ timeout: PATIENCE });
    await workbench.screenshot('suggestions');
  });

  it('refactorings stand in the menu of the place', async () => {
    await open('connection.c', 'WskControlSocket(Socket', 2);
    // The mistake beside it is there when the driver has been read.
    await workbench.squiggle('error');
    const row = await workbench.pressUntil('.action-widget .monaco-list-row', 'Control+Shift+r');
    await row.waitFor({ timeout: PATIENCE });
    const rows = await workbench.page.locator('.action-widget .monaco-list-row').allTextContents();
    assert.ok(
      rows.some((text) => text.includes('WSK:')),
      rows.join('\n'),
    );
    await workbench.screenshot('refactorings');
  });
});
