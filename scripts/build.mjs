// Bundles the extension, the language server and the command line into dist/.
//   node scripts/build.mjs            production: minified, no source maps
//   node scripts/build.mjs --dev      readable, with source maps
//   node scripts/build.mjs cli server only the named bundles
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { writeNotices } from './notices.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const dist = path.join(root, 'dist');

const dev = process.argv.includes('--dev');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

/** web-tree-sitter asks import.meta.url where it is; the bundles are CommonJS or classic scripts, which have none. */
const nodeMeta = {
  banner: { js: "const __bundleUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { 'import.meta.url': '__bundleUrl' },
};
const workerMeta = {
  banner: { js: 'const __bundleUrl = self.location.href;' },
  define: { 'import.meta.url': '__bundleUrl' },
};

const node = { platform: 'node', format: 'cjs', target: 'node20' };
const worker = { platform: 'browser', format: 'iife', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

/** web-tree-sitter imports Node modules behind a run-time test; in a worker they are never reached. */
const nodeModulesOfTreeSitter = ['fs/promises', 'module', 'node:fs/promises', 'node:module'];

const bundles = {
  client: { entry: 'client/src/extension.ts', options: { ...node, external: ['vscode'] } },
  'client.web': {
    entry: 'client/src/extension.web.ts',
    options: { ...worker, format: 'cjs', external: ['vscode'] },
  },
  server: { entry: 'server/src/lsp/node.ts', options: { ...node, ...nodeMeta } },
  'server.web': {
    entry: 'server/src/lsp/browser.ts',
    options: { ...worker, ...workerMeta, external: nodeModulesOfTreeSitter },
  },
  cli: {
    entry: 'server/src/cli/main.ts',
    options: { ...node, ...nodeMeta, banner: { js: `#!/usr/bin/env node\n${nodeMeta.banner.js}` } },
  },
};

const grammars = [
  'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-c/tree-sitter-c.wasm',
  'tree-sitter-cpp/tree-sitter-cpp.wasm',
];

function fail(message) {
  console.error(`build: ${message}`);
  process.exit(1);
}

function copyGrammars() {
  for (const file of grammars) {
    copyFileSync(require.resolve(file), path.join(dist, path.basename(file)));
  }
}

async function bundle(name) {
  const { entry, options } = bundles[name];
  if (!dev) rmSync(path.join(dist, `${name}.js.map`), { force: true });
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: `dist/${name}.js`,
    bundle: true,
    metafile: true,
    minify: !dev,
    sourcemap: dev,
    legalComments: 'none',
    logLevel: 'warning',
    loader: { '.md': 'text' },
    ...options,
  });
  return Object.keys(metafile.inputs);
}

const unknown = wanted.filter((name) => !(name in bundles));
if (unknown.length > 0) {
  fail(`no bundle is called ${unknown.join(', ')}; there are ${Object.keys(bundles).join(', ')}`);
}
const names = wanted.length > 0 ? wanted : Object.keys(bundles);
const missing = names.filter((name) => !existsSync(path.join(root, bundles[name].entry)));
if (missing.length > 0) {
  fail(`missing entry: ${missing.map((name) => `${bundles[name].entry} (for dist/${name}.js)`).join(', ')}`);
}

mkdirSync(dist, { recursive: true });
copyGrammars();
try {
  const inputs = (await Promise.all(names.map(bundle))).flat();
  const wasm = grammars.map((file) => path.relative(root, require.resolve(file)));
  // A part of the bundles tells only a part of what ships.
  if (wanted.length === 0) writeNotices(root, [...inputs, ...wasm], path.join(dist, 'ThirdPartyNotices.txt'));
} catch (error) {
  // esbuild has already said what is wrong with a source.
  fail(error.errors ? 'bundling failed, see above' : error.message);
}
