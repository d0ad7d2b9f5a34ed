// Bundles the extension, the language server and the command line into dist/.
//   node scripts/build.mjs            production: minified, no source maps
//   node scripts/build.mjs --dev      readable, with source maps
//   node scripts/build.mjs cli        only the named parts: client, page, server, cli
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { writeNotices } from './notices.mjs';
import { buildPair } from './sharedModules.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const require = createRequire(import.meta.url);
const dist = path.join(root, 'dist');

const dev = process.argv.includes('--dev');
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));

/**
 * What libraries could do and ours never asks for. web-tree-sitter can fetch and evaluate; it gets its wasm as bytes and needs
 * neither. fdir takes a `picomatch` that lies about, which would be code of whoever owns the folder. What is not in the
 * bundle nobody has to trust.
 */
const withheld = {
  name: 'withheld',
  setup({ onLoad }) {
    const refuse = `const withheld = () => { throw new Error('not in this bundle'); };\n`;
    const rewrite = (filter, change) =>
      onLoad({ filter }, ({ path: file }) => {
        const before = readFileSync(file, 'utf8');
        const after = change(before);
        if (after === before) fail(`${file} is another one now: look again at what is withheld from it`);
        return { contents: refuse + after, loader: 'js' };
      });
    rewrite(/[\\/]web-tree-sitter\.js$/, (text) =>
      text.replace(/\b(?:eval|fetch)\(/g, 'withheld(').replace(/\bnew XMLHttpRequest\(/g, 'withheld('),
    );
    rewrite(/[\\/]fdir[\\/]dist[\\/]index\.mjs$/, (text) =>
      text.replace('__require.resolve("picomatch");', 'withheld();').replace('__require("picomatch")', 'null'),
    );
  },
};

const base = {
  plugins: [withheld],
  absWorkingDir: root,
  bundle: true,
  minify: !dev,
  sourcemap: dev,
  legalComments: 'none',
  // Chinese as it is written: a third of the escaped form.
  charset: 'utf8',
  logLevel: 'warning',
  loader: { '.md': 'text' },
};
const node = { ...base, platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] };
const worker = { ...base, platform: 'browser', target: 'es2022', mainFields: ['browser', 'module', 'main'] };

/**
 * web-tree-sitter asks import.meta.url where it is; the bundles are CommonJS or classic scripts, which have none. In a
 * worker, whose own address can be a blob that no address is relative to, any does: the wasm is handed over as bytes.
 */
const bundleUrl = `const __bundleUrl = typeof __filename === 'string'
  ? require('node:url').pathToFileURL(__filename).href : 'https://worker.invalid/server.web.js';`;
const withBundleUrl = { banner: { js: bundleUrl }, define: { 'import.meta.url': '__bundleUrl' } };

/** web-tree-sitter imports Node modules behind a run-time test; in a worker they are never reached. */
const nodeModulesOfTreeSitter = ['fs/promises', 'module', 'node:fs/promises', 'node:module'];

/** The parts of the product, each with its bundles and how they are made; `make` gives the files that went in. */
const parts = {
  client: {
    bundles: { 'client.js': 'client/src/extension.ts', 'client.web.js': 'client/src/extension.web.ts' },
    make: ([forNode, forWeb]) =>
      buildPair({
        node: { ...node, ...forNode, external: ['vscode'] },
        web: { ...worker, ...forWeb, format: 'cjs', external: ['vscode'] },
        start: (load) =>
          `exports.activate = (context) => ${load}.activate(context); exports.deactivate = () => ${load}.deactivate();`,
      }),
  },
  page: {
    bundles: { 'map.js': 'client/webview/map.ts' },
    make: async ([page]) => {
      copyFileSync(path.join(root, 'client/webview/map.css'), path.join(dist, 'map.css'));
      const options = { ...base, ...page, platform: 'browser', format: 'iife', target: 'es2022', metafile: true };
      return Object.keys((await esbuild.build(options)).metafile.inputs);
    },
  },
  server: {
    bundles: { 'server.js': 'server/src/lsp/node.ts', 'server.web.js': 'server/src/lsp/browser.ts' },
    make: ([forNode, forWeb]) =>
      buildPair({
        node: { ...node, ...forNode },
        web: {
          ...worker,
          ...withBundleUrl,
          ...forWeb,
          format: 'iife',
          globalName: 'wskServer',
          footer: { js: "if (typeof module === 'object') module.exports = wskServer;" },
          external: nodeModulesOfTreeSitter,
        },
        start: (load) => `if (typeof WorkerGlobalScope === 'function') ${load};`,
      }),
  },
  cli: {
    bundles: { 'cli.js': 'server/src/cli/main.ts' },
    make: async ([alone]) => {
      const banner = { js: `#!/usr/bin/env node\n${bundleUrl}` };
      const options = { ...node, ...withBundleUrl, ...alone, banner, metafile: true };
      return Object.keys((await esbuild.build(options)).metafile.inputs);
    },
  },
};

/** Completes and checks a wsk-lint.json in the editor. */
const configSchema = 'server/src/workspace/wsk-lint.schema.json';

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

function make(name) {
  const { bundles, make: build } = parts[name];
  if (!dev) for (const file of Object.keys(bundles)) rmSync(path.join(dist, `${file}.map`), { force: true });
  return build(
    Object.entries(bundles).map(([file, entry]) => ({ entryPoints: [entry], outfile: path.join(dist, file) })),
  );
}

const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  fail(`no part is called ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`);
}
const names = wanted.length > 0 ? wanted : Object.keys(parts);
const missing = names
  .flatMap((name) => Object.entries(parts[name].bundles))
  .filter(([, entry]) => !existsSync(path.join(root, entry)));
if (missing.length > 0) {
  fail(`missing entry: ${missing.map(([file, entry]) => `${entry} (for dist/${file})`).join(', ')}`);
}

mkdirSync(dist, { recursive: true });
copyGrammars();
copyFileSync(path.join(root, configSchema), path.join(dist, path.basename(configSchema)));
try {
  const inputs = (await Promise.all(names.map(make))).flat();
  const wasm = grammars.map((file) => path.relative(root, require.resolve(file)));
  // A part of the product tells only a part of what ships.
  if (wanted.length === 0) writeNotices(root, [...inputs, ...wasm], path.join(dist, 'ThirdPartyNotices.txt'));
} catch (error) {
  // esbuild has already said what is wrong with a source.
  fail(error.errors ? 'bundling failed, see above' : error.message);
}
