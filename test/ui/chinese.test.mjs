// What a person reads whose display language is Simplified Chinese. Writes screenshots to .vscode-test/screenshots; the words of
// the workbench itself are English there, because its language pack is not part of this repository.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { supported } from '../../scripts/host/code-server.mjs';
import { Editor, PATIENCE } from './editor.mjs';

const CHINESE = /[\u4e00-\u9fff]/;

(supported ? describe : describe.skip)('in Simplified Chinese', function () {
  this.timeout(5 * PATIENCE);

  const editor = new Editor({ 'workbench.startupEditor': 'none' });
  const shot = (name) => editor.workbench.screenshot(`chinese-${name}`);
  let page;

  before(async () => {
    await editor.start('zh-cn');
    ({ page } = await editor.openAt('connection.c', 'ConnectionReceive('));
  });

  after(() => editor.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.workbench.screenshot(`failed-${this.currentTest.title}`);
  });

  it('are lenses and the list of problems', async () => {
    await page
      .locator('.codelens-decoration a', { hasText: /^启用于/ })
      .first()
      .waitFor({ timeout: PATIENCE });
    const rows = await editor.workbench.problems('disable-one-event');
    assert.ok(
      rows.some((row) => row.includes('disable-one-event') && CHINESE.test(row)),
      rows.join('\n'),
    );
    await shot('problems');
    await page.keyboard.press('Control+Shift+M');
  });

  it('are hovers and suggestions', async () => {
    const { workbench } = editor;
    await workbench.goTo(206, 30);
    await workbench.hover(/禁用 WskReceiveEvent/);
    await shot('hover');
    await page.keyboard.press('Escape');
    await workbench.goTo(69, 1);
    await page.keyboard.type('Provider->WskControlSocket(Socket, WskSetOption, ');
    await workbench.pressUntil('.suggest-widget.visible .monaco-list-row[aria-label^="SO_"]', 'Control+Space');
    const details = '.suggest-details-container:visible';
    if (!(await page.locator(details).isVisible())) await page.keyboard.press('Control+Space');
    await page.locator(details, { hasText: CHINESE }).waitFor({ timeout: PATIENCE });
    await shot('suggestions');
    await page.keyboard.press('Escape');
  });

  it('are commands and settings', async () => {
    await page.keyboard.press('F1');
    await page.locator('.quick-input-widget input').first().fill('>WSK');
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: '打开示例驱动程序' })
      .waitFor({ timeout: PATIENCE });
    await shot('commands');
    await page.keyboard.press('Escape');
    await editor.workbench.command('Preferences: Open Settings (UI)');
    await page.keyboard.type('wsk.inlayHints');
    await page.locator('.setting-item-description', { hasText: '显示参数名称' }).first().waitFor({ timeout: PATIENCE });
    await shot('settings');
    // They stand in a dialog.
    await page.keyboard.press('Escape');
  });

  it('are the view and the page of the map', async () => {
    await editor.workbench.command('打开事件回调图');
    const map = page.frameLocator('iframe.webview').frameLocator('iframe');
    await map.locator('table').waitFor({ timeout: PATIENCE });
    const words = await map.locator('.state').allInnerTexts();
    assert.ok(words.length > 5 && words.every((word) => CHINESE.test(word)), words.join());
    assert.equal(await map.locator('html').getAttribute('lang'), 'zh-cn');
    await editor.workbench.command('WSK: Focus on 事件回调 View', '事件回调: Focus on 事件回调 View');
    await page.locator('.pane-body .monaco-list-row', { hasText: 'WskAcceptEvent' }).waitFor({ timeout: PATIENCE });
    await shot('map');
  });

  it('is the walkthrough', async () => {
    // The pictures need the room.
    await page.keyboard.press('Control+b');
    await editor.workbench.walkthrough('Winsock');
    await page.locator('.getting-started-step', { hasText: '发现并修复错误' }).waitFor({ timeout: PATIENCE });
    await page.waitForTimeout(500);
    await shot('walkthrough');
  });
});
