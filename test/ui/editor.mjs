// What a suite for a person's eyes works with: code-server with the packaged extension in it, a browser, and a copy of the
// example driver.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/bootstrap.mjs';
import { launchChromium } from '../../scripts/host/chromium.mjs';
import { ensureCodeServer, installExtension, startCodeServer } from '../../scripts/host/code-server.mjs';
import { packExtension, vsix } from '../../scripts/vsix.mjs';
import { Workbench } from './workbench.mjs';

export const PATIENCE = 60_000;

export const THEMES = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  'high-contrast': 'Default High Contrast',
};

const SETTINGS = {
  'files.autoSave': 'off',
  'editor.minimap.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'chat.disableAIFeatures': true,
};

export class Editor {
  #server;
  #browser;
  workbench;

  constructor(settings) {
    this.settings = { ...SETTINGS, ...settings };
    this.directory = mkdtempSync(path.join(tmpdir(), 'wsk-ui-'));
    this.data = path.join(this.directory, 'data');
    this.folder = path.join(this.directory, 'echo-driver');
  }

  /** `locale`: the display language. */
  async start(locale) {
    const { data } = this;
    const extensions = path.join(this.directory, 'extensions');
    ensureCodeServer();
    await packExtension();
    installExtension(vsix, { data, extensions });
    this.restore();
    this.#server = await startCodeServer({ data, extensions, settings: this.settings, locale });
    this.#browser = await launchChromium();
  }

  async stop() {
    await this.#browser?.close();
    await this.#server?.stop();
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 3 });
  }

  /** The driver as it was. */
  restore() {
    cpSync(path.join(root, 'examples', 'echo-driver'), this.folder, { recursive: true });
  }

  set(settings) {
    Object.assign(this.settings, settings);
    mkdirSync(path.join(this.data, 'User'), { recursive: true });
    writeFileSync(path.join(this.data, 'User', 'settings.json'), JSON.stringify(this.settings));
  }

  /** A window with one file of the driver, or of another folder; the former window goes. */
  async open(name, folder = this.folder) {
    await this.workbench?.close();
    this.workbench = await Workbench.open(this.#browser, this.#server.authority, folder, path.join(folder, name));
    return this.workbench;
  }

  /** With the cursor `behind` the start of the text. */
  async openAt(name, text, behind = 0) {
    const workbench = await this.open(name);
    const source = readFileSync(path.join(this.folder, name), 'utf8');
    const before = source.slice(0, source.indexOf(text)).split('\n');
    await workbench.goTo(before.length, before.at(-1).length + 1 + behind);
    return workbench;
  }
}
