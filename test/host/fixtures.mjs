// The folders that the suites for an extension host open, made anew in a temporary directory.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/bootstrap.mjs';

export class Fixtures {
  directory = mkdtempSync(path.join(tmpdir(), 'wsk-workspace-'));

  remove() {
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 3 });
  }

  copy(...names) {
    const folder = path.join(this.directory, ...names);
    cpSync(path.join(root, 'test/host/workspace'), folder, { recursive: true });
    return folder;
  }

  /** A workspace file beside its folders; in one of them a macro is another. */
  severalFolders() {
    const folders = ['client', 'server', 'added'].map((name) => this.copy('several', name));
    const header = path.join(folders[1], 'control.h');
    writeFileSync(header, readFileSync(header, 'utf8').replace(' | WSK_EVENT_SEND_BACKLOG', ''));
    const file = path.join(this.directory, 'several', 'several.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: [{ path: 'client' }, { path: 'server' }] }));
    return file;
  }
}
