// Builds for production and packs the extension.
import { statSync } from 'node:fs';
import path from 'node:path';
import { build, root } from './bootstrap.mjs';
import { packExtension, vsix } from './vsix.mjs';

build();
await packExtension();
console.log(`${path.relative(root, vsix)}: ${(statSync(vsix).size / 1024).toFixed(0)} KiB`);
