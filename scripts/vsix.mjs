// Packs dist/wsk-language-tools.vsix from what is built. How vsce does it says the key `vsce` of package.json; its
// command line would rewrite the README's links for a hosting service and not let that key forbid it.
import { createVSIX } from '@vscode/vsce';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';
import { repackZip } from './repackZip.mjs';

export const vsix = path.join(root, 'dist', 'wsk-language-tools.vsix');

export async function packExtension() {
  const former = existsSync(vsix) ? readFileSync(vsix) : undefined;
  rmSync(vsix, { force: true });
  await createVSIX({ cwd: root, packagePath: vsix });
  writeFileSync(vsix, await repackZip(readFileSync(vsix), former));
}
