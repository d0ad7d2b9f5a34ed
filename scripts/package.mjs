// Builds for production and packs dist/wsk-language-tools.vsix.
import { createVSIX } from '@vscode/vsce';
import { existsSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { build, root } from './bootstrap.mjs';

const vsix = path.join(root, 'dist', 'wsk-language-tools.vsix');

build();
if (existsSync(vsix)) rmSync(vsix);
await createVSIX({
  cwd: root,
  packagePath: vsix,
  // Everything is bundled.
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
console.log(`${path.relative(root, vsix)}: ${(statSync(vsix).size / 1024).toFixed(0)} KiB`);
