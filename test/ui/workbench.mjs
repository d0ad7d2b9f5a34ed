// VS Code as a person uses it: keystrokes in, what is on the screen out.
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/bootstrap.mjs';

const PATIENCE = 60_000;
/** Suggestions and hovers answer late while the server is still reading; then the key is pressed again. */
const ATTEMPT = 5_000;
const PAUSE = 250;

export class Workbench {
  constructor(page) {
    this.page = page;
  }

  static async open(browser, authority, folder, file) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const payload = JSON.stringify([['openFile', `vscode-remote://${authority}${file}`]]);
    await page.goto(`http://${authority}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(payload)}`);
    await page.waitForSelector('.monaco-editor .view-lines', { timeout: PATIENCE });
    return new Workbench(page);
  }

  async close() {
    await this.page.close();
  }

  async squiggle(severity) {
    await this.page.waitForSelector(`.squiggly-${severity}`, { timeout: PATIENCE });
  }

  async squigglesGone(severity) {
    await this.page.waitForSelector(`.squiggly-${severity}`, { state: 'detached', timeout: PATIENCE });
  }

  /** The list of problems, once this is in it: files come in as they are read. */
  async problems(expected) {
    await this.page.keyboard.press('Control+Shift+M');
    const rows = this.page.locator('.markers-panel .monaco-list-row');
    await rows.filter({ hasText: expected }).first().waitFor({ timeout: PATIENCE });
    return rows.allTextContents();
  }

  async goTo(line, column) {
    await this.page.locator('.monaco-editor .view-lines').first().click();
    await this.page.keyboard.press('Control+g');
    const input = this.page.locator('.quick-input-widget input').first();
    await input.waitFor({ timeout: PATIENCE });
    await this.page.keyboard.type(`${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: PATIENCE });
  }

  /** Presses keys until what they open shows itself. */
  async pressUntil(selector, ...keys) {
    const wanted = this.page.locator(selector).first();
    for (let waited = 0; ; waited += ATTEMPT) {
      for (const key of keys) await this.page.keyboard.press(key);
      try {
        await wanted.waitFor({ timeout: ATTEMPT });
        return wanted;
      } catch (error) {
        if (waited > PATIENCE) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Shows the hover, whose parts arrive one by one, until it says what is expected; gives its text. */
  async hover(expected) {
    const contents = '.monaco-hover:visible .hover-contents';
    await this.pressUntil(contents, 'Control+k', 'Control+i');
    let text = '';
    for (let waited = 0; waited < PATIENCE; waited += PAUSE) {
      text = (await this.page.locator(contents).allInnerTexts()).join('\n');
      if (expected.test(text)) return text;
      await this.page.waitForTimeout(PAUSE);
    }
    throw new Error(`The hover does not say ${expected}:\n${text}`);
  }

  async quickFix() {
    await this.pressUntil('.action-widget .monaco-list-row', 'Control+.');
    await this.page.keyboard.press('Enter');
    await this.page.locator('.action-widget .monaco-list-row').first().waitFor({ state: 'hidden', timeout: PATIENCE });
  }

  async expandSnippet(prefix) {
    await this.page.keyboard.type(prefix);
    const row = `.suggest-widget.visible .monaco-list-row[aria-label^="${prefix}"]`;
    await this.pressUntil(row, 'Control+Space');
    await this.page.keyboard.press('Tab');
    await this.page.locator('.suggest-widget.visible').waitFor({ state: 'hidden', timeout: PATIENCE });
    await this.page.keyboard.press('Escape');
  }

  /** Runs the first of these commands that the command palette has. */
  async command(...titles) {
    const input = this.page.locator('.quick-input-widget input').first();
    for (const title of titles) {
      await this.page.keyboard.press('F1');
      await input.waitFor({ timeout: PATIENCE });
      await input.fill(`>${title}`);
      const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
      try {
        await row.waitFor({ timeout: ATTEMPT });
        await row.click();
        await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: PATIENCE });
        return;
      } catch {
        await this.page.keyboard.press('Escape');
      }
    }
    throw new Error(`No command is called ${titles.join(' or ')}`);
  }

  /** Opens the walkthrough that has this word in its title. */
  async walkthrough(word) {
    const input = this.page.locator('.quick-input-widget input').first();
    await this.page.keyboard.press('F1');
    await input.fill('>Welcome: Open Walkthrough');
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Open Walkthrough...' }).first().click();
    await input.fill(word);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: word }).first().click();
    await this.page.locator('.getting-started-step').first().waitFor({ timeout: PATIENCE });
  }

  /** Saves, and gives the file's text once it is no longer the one from before. */
  async saved(file, before) {
    for (let waited = 0; waited < PATIENCE; waited += PAUSE) {
      await this.page.keyboard.press('Control+s');
      await this.page.waitForTimeout(PAUSE);
      const text = readFileSync(file, 'utf8');
      if (text !== before) return text;
    }
    throw new Error(`${path.basename(file)} was not saved`);
  }

  async screenshot(name, { keep = false } = {}) {
    const directory = path.join(root, '.vscode-test', 'screenshots');
    mkdirSync(directory, { recursive: true });
    const file = path.join(directory, `${name.replace(/[^a-z0-9-]+/gi, '-')}.png`);
    await this.page.screenshot({ path: file });
    if (!keep) return;
    mkdirSync(path.join(root, 'docs', 'images'), { recursive: true });
    copyFileSync(file, path.join(root, 'docs', 'images', path.basename(file)));
  }
}
