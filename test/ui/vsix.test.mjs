// The packaged extension under a person's keystrokes, in VS Code with a real extension host. Writes the screenshot that
// the README shows: to .vscode-test/screenshots, and with UPDATE_SCREENSHOTS=1 to docs/images as well.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { root } from '../../scripts/bootstrap.mjs';
import { launchChromium } from '../../scripts/host/chromium.mjs';
import { ensureCodeServer, installExtension, startCodeServer, supported } from '../../scripts/host/code-server.mjs';
import { packExtension, vsix } from '../../scripts/vsix.mjs';
import { Workbench } from './workbench.mjs';

const PATIENCE = 60_000;
const MASK_LINE = 9;
const OPERATOR_LINE = 19;

const SETTINGS = { 'files.autoSave': 'off', 'editor.minimap.enabled': false };

const DRIVER = `#include <ntddk.h>
#include <wsk.h>

NTSTATUS StopEvents(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    NTSTATUS Status;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    Status = Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                        sizeof(Control), &Control, 0, NULL, NULL, NULL);
    return Status;
}

NTSTATUS StartEvents(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL Control;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = WSK_EVENT_RECEIVE || WSK_EVENT_DISCONNECT;
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET,
                                      sizeof(Control), &Control, 0, NULL, NULL, NULL);
}
`;

(supported ? describe : describe.skip)('the installed extension', function () {
  this.timeout(5 * PATIENCE);

  const directory = mkdtempSync(path.join(tmpdir(), 'wsk-ui-'));
  const data = path.join(directory, 'data');
  const extensions = path.join(directory, 'extensions');
  const folder = path.join(directory, 'driver');
  const file = path.join(folder, 'driver.c');
  let server;
  let browser;
  let workbench;

  before(async () => {
    ensureCodeServer();
    await packExtension();
    installExtension(vsix, { data, extensions });
    mkdirSync(folder);
    server = await startCodeServer({ data, extensions, settings: SETTINGS });
    browser = await launchChromium();
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  });

  beforeEach(async () => {
    writeFileSync(file, DRIVER);
    workbench = await Workbench.open(browser, server.authority, folder, file);
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench.screenshot(`failed-${this.currentTest.title}`);
    await workbench.close();
  });

  it('underlines a mistake and lists it with its rule', async () => {
    await workbench.squiggle('error');
    const rows = await workbench.problems('disable-one-event');
    assert.ok(
      rows.some((row) => row.includes('disable-one-event')),
      rows.join('\n'),
    );
  });

  it('explains in a hover what a mask does where it stands', async () => {
    await workbench.squiggle('error');
    await workbench.goTo(MASK_LINE, 30);
    const hover = await workbench.hover(/WskReceiveEvent/);
    assert.match(hover, /disable-one-event/);
  });

  it('mends a mistake by the keyboard', async () => {
    await workbench.squiggle('error');
    await workbench.goTo(OPERATOR_LINE, 30);
    await workbench.quickFix();
    const mended = await workbench.saved(file, DRIVER);
    assert.equal(mended, DRIVER.replace('||', '|'));
  });

  it('obeys the settings file', async () => {
    await workbench.squiggle('error');
    const settings = path.join(folder, '.vscode', 'settings.json');
    mkdirSync(path.dirname(settings));
    try {
      writeFileSync(
        settings,
        JSON.stringify({ 'wsk.rules': { 'disable-one-event': 'off', 'event-mask-operator': 'off' } }),
      );
      await workbench.squigglesGone('error');
    } finally {
      rmSync(path.dirname(settings), { recursive: true });
    }
    await workbench.squiggle('error');
  });

  it('expands a snippet from its prefix', async () => {
    await workbench.squiggle('error');
    await workbench.goTo(DRIVER.split('\n').length, 1);
    await workbench.expandSnippet('wsk-enable');
    const text = await workbench.saved(file, DRIVER);
    assert.ok(text.startsWith(DRIVER), 'what stood there stays');
    assert.match(text.slice(DRIVER.length), /SO_WSK_EVENT_CALLBACK/);
  });

  it('shows the example driver', async () => {
    const example = path.join(directory, 'echo-driver');
    cpSync(path.join(root, 'examples', 'echo-driver'), example, { recursive: true });
    const source = path.join(example, 'connection.c');
    await workbench.close();
    workbench = await Workbench.open(browser, server.authority, example, source);
    const lines = readFileSync(source, 'utf8').split('\n');
    const line = lines.findIndex((text) => text.includes('MISTAKE: disable-one-event')) + 1;
    const mask = lines.findIndex((text, index) => index >= line && text.includes('WSK_EVENT_DISABLE'));
    assert.ok(mask > 0, 'the example has its mistake');
    const rows = await workbench.problems('event-mask-operator');
    assert.ok(rows.join('\n').includes('event-mask-operator'), rows.join('\n'));
    await workbench.goTo(mask + 1, lines[mask].indexOf('WSK_EVENT_') + 3);
    await workbench.squiggle('error');
    await workbench.hover(/Disables|WskReceiveEvent/);
    await workbench.screenshot('editor', { keep: process.env.UPDATE_SCREENSHOTS === '1' });
  });
});
