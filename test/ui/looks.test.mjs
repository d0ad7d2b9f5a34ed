// What stands around the code, in a light and a dark theme: lenses, menus, the walkthrough, the status, the progress. Writes
// screenshots to .vscode-test/screenshots.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { supported } from '../../scripts/host/code-server.mjs';
import { Editor, PATIENCE, THEMES } from './editor.mjs';

(supported ? describe : describe.skip)('what stands around the code', function () {
  this.timeout(5 * PATIENCE);

  const editor = new Editor({ 'wsk.inlayHints.results': true, 'wsk.inlayHints.irpOwner': true });

  before(() => editor.start());

  after(() => editor.stop());

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.workbench?.screenshot(`failed-${this.currentTest.title}`);
  });

  for (const theme of ['light', 'dark']) {
    describe(`in a ${theme} theme`, () => {
      const shot = (name) => editor.workbench.screenshot(`${name}-${theme}`);
      let page;

      before(async () => {
        editor.set({ 'workbench.colorTheme': THEMES[theme] });
        ({ page } = await editor.openAt('connection.c', 'ConnectionReceive('));
      });

      it('are lenses and hints', async () => {
        await page
          .locator('.codelens-decoration a', { hasText: /^on at listener\.c/ })
          .first()
          .waitFor({ timeout: PATIENCE });
        await shot('lenses');
        await editor.openAt('datagram.c', 'SO_RCVBUF');
        page = editor.workbench.page;
        await page
          .locator('.view-line', { hasText: /WSK\s+→/ })
          .first()
          .waitFor({ timeout: PATIENCE });
        await shot('hints');
      });

      it('is the menu of refactorings', async () => {
        await editor.openAt('connection.c', 'WskControlSocket(Socket', 2);
        page = editor.workbench.page;
        const rows = '.action-widget .monaco-list-row';
        for (let offered = []; !offered.some((text) => text.includes('WSK:'));) {
          await editor.workbench.pressUntil(rows, 'Control+Shift+r');
          offered = await page.locator(rows).allTextContents();
          if (!offered.some((text) => text.includes('WSK:'))) await page.keyboard.press('Escape');
        }
        await shot('refactorings');
        await page.keyboard.press('Escape');
      });

      it('is the status of the server, without trouble', async () => {
        await page.locator('[id="status.languageStatus"]').click();
        const entry = page.locator('.hover-language-status', { hasText: 'WSK' });
        await entry.waitFor({ timeout: PATIENCE });
        assert.match(await entry.innerText(), /Show Output/);
        await shot('status');
        await page.keyboard.press('Escape');
      });

      it('is the walkthrough, with a picture for each step', async () => {
        // The pictures need the room.
        await page.keyboard.press('Control+b');
        await editor.workbench.walkthrough('Winsock');
        const steps = page.locator('.getting-started-step');
        await steps.first().waitFor({ timeout: PATIENCE });
        const count = await steps.count();
        assert.ok(count >= 5, `${count} steps`);
        for (let step = 0; step < count; step++) {
          await steps.nth(step).click();
          // The former picture stays for a moment.
          await page.waitForTimeout(500);
          const frames = page.frameLocator('iframe.webview:visible').frameLocator('iframe');
          const drawn = frames.locator('svg rect').first();
          await drawn.waitFor({ timeout: PATIENCE });
          // A style sheet in the picture would be ignored there, and everything black.
          assert.notEqual(await drawn.evaluate((rect) => globalThis.getComputedStyle(rect).fill), 'rgb(0, 0, 0)');
          await shot(`walkthrough-${step + 1}`);
        }
      });

      it('is the progress while a large workspace is read', async () => {
        const large = path.join(editor.directory, 'large');
        mkdirSync(large, { recursive: true });
        const filler = '/* nothing of WSK */\n'.repeat(200);
        for (let index = 0; index < 4000; index++) writeFileSync(path.join(large, `file${index}.c`), filler);
        await editor.open('file0.c', large);
        page = editor.workbench.page;
        await page
          .locator('.statusbar-item', { hasText: 'WSK: reading the workspace' })
          .first()
          .waitFor({ timeout: PATIENCE });
        await shot('progress');
      });
    });
  }
});
