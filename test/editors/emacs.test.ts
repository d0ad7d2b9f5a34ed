import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configuration, driverFolder, versionOf } from './documented';

/** Opens the file as a person does, starts eglot, and prints what Flymake then knows. */
const openAndPrint = (file: string): string => `
(setq eglot-sync-connect 30 eglot-autoshutdown t create-lockfiles nil)
(find-file "${file}")
(call-interactively 'eglot)
(let ((deadline (+ (float-time) 30)))
  (while (and (null (flymake-diagnostics)) (< (float-time) deadline))
    (flymake-start)
    (accept-process-output nil 0.2)))
(dolist (each (flymake-diagnostics))
  (princ (format "%d: %s\\n" (line-number-at-pos (flymake-diagnostic-beg each)) (flymake-diagnostic-text each))))
(kill-emacs 0)
`;

describe('Emacs with Eglot', function () {
  this.timeout(90_000);
  const version = versionOf('emacs');
  const eglot =
    version !== undefined &&
    spawnSync('emacs', ['--batch', '--eval', "(progn (package-initialize) (require 'eglot))"]).status === 0;

  it('shows findings with the documented configuration', function () {
    if (!eglot) {
      console.log(`      ${version ?? 'emacs'}: ${version === undefined ? 'not installed' : 'eglot is not installed'}`);
      this.skip();
    }
    const { folder, file, line } = driverFolder();
    try {
      const script = path.join(folder, 'init.el');
      const server = configuration('elisp', 'eglot-server-programs');
      writeFileSync(script, `(package-initialize)\n(require 'eglot)\n${server}${openAndPrint(file)}`);
      const { stdout, stderr } = spawnSync('emacs', ['--batch', '-l', script], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 80_000,
        env: { ...process.env, HOME: folder },
      });
      assert.match(stdout, new RegExp(`^${line + 1}: .*WSK_EVENT_DISABLE`, 'm'), `${version}\n${stderr}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
