// Packs dist/wsk-language-tools.vsix from what is built.
import { createVSIX } from '@vscode/vsce';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';

export const vsix = path.join(root, 'dist', 'wsk-language-tools.vsix');

export async function packExtension() {
  rmSync(vsix, { force: true });
  await createVSIX({
    cwd: root,
    packagePath: vsix,
    // Everything is bundled.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
}
