// What a user installs: small, nothing but the product, and packed without a complaint.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { vsix } from '../../scripts/vsix.mjs';

const require = createRequire(import.meta.url);
const MEBIBYTE = 1024 * 1024;

/** The names and contents in a zip file; yauzl comes with vsce. */
function readZip(file) {
  const yauzl = createRequire(require.resolve('@vscode/vsce')).call(undefined, 'yauzl');
  return new Promise((resolve, reject) => {
    const contents = new Map();
    yauzl.open(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.once('end', () => resolve(contents));
      zip.once('error', reject);
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure);
          const chunks = [];
          for await (const chunk of stream) chunks.push(chunk);
          contents.set(entry.fileName, Buffer.concat(chunks));
          zip.readEntry();
        });
      });
      zip.readEntry();
    });
  });
}

describe('the packaged extension', () => {
  let output;
  let files;

  before(async function () {
    this.timeout(300_000);
    const result = spawnSync(process.execPath, ['scripts/package.mjs'], { encoding: 'utf8' });
    output = result.stdout + result.stderr;
    assert.equal(result.status, 0, output);
    files = await readZip(vsix);
  });

  const names = () => [...files.keys()].filter((name) => name.startsWith('extension/')).map((name) => name.slice(10));
  const text = (name) => files.get(`extension/${name}`).toString('utf8');

  it('is packed without a warning', () => {
    assert.doesNotMatch(output, /warn/i);
  });

  it('is smaller than 1 MB', () => {
    assert.ok(statSync(vsix).size < 1_000_000, `${(statSync(vsix).size / MEBIBYTE).toFixed(2)} MiB`);
  });

  it('holds what it needs', () => {
    for (const name of ['client.js', 'client.web.js', 'server.js', 'server.web.js', 'ThirdPartyNotices.txt']) {
      assert.ok(names().includes(`dist/${name}`), name);
    }
    for (const name of ['web-tree-sitter', 'tree-sitter-c', 'tree-sitter-cpp']) {
      assert.ok(names().includes(`dist/${name}.wasm`), name);
    }
    assert.ok(
      ['readme.md', 'changelog.md', 'LICENSE.txt'].every((name) => names().includes(name)),
      names().join(' '),
    );
  });

  it('holds every file that its manifest names, in every language', () => {
    for (const language of ['', '.zh-cn']) {
      const translations = JSON.parse(text(`package.nls${language}.json`));
      const manifest = JSON.parse(text('package.json'), (_key, value) =>
        typeof value === 'string' ? value.replace(/^%(.+)%$/, (whole, key) => translations[key] ?? whole) : value,
      );
      const { snippets, grammars, jsonValidation = [], viewsContainers, walkthroughs } = manifest.contributes;
      const named = [
        manifest.main,
        manifest.browser,
        manifest.icon,
        ...snippets.map((each) => each.path),
        ...grammars.map((each) => each.path),
        ...jsonValidation.map((each) => each.url),
        ...viewsContainers.activitybar.map((each) => each.icon),
        ...walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg)),
        'dist/map.js',
        'dist/map.css',
      ];
      for (const name of named) assert.ok(names().includes(name.replace(/^\.\//, '')), name);
    }
  });

  it('holds the whole example driver', () => {
    const example = readdirSync('examples/echo-driver').filter((name) => /\.[ch]$/.test(name));
    assert.deepEqual(
      names()
        .filter((name) => name.startsWith('examples/'))
        .sort(),
      example.map((name) => `examples/echo-driver/${name}`).sort(),
    );
    // The extension reads them one by one: in the browser there is no folder to list.
    const client = text('dist/client.web.js');
    for (const name of example) assert.ok(client.includes(`"${name}"`), name);
  });

  it('holds no tests, maps or sources', () => {
    const strangers = names().filter(
      (name) =>
        !name.startsWith('examples/') &&
        /(^|\/)(test|src|node_modules|scripts|docs)\/|\.(map|ts|c|h|vsix)$|^dist\/cli\.js$/.test(name),
    );
    assert.deepEqual(strangers, []);
    for (const name of names().filter((each) => each.endsWith('.js'))) {
      assert.doesNotMatch(text(name), /sourceMappingURL=/, name);
    }
  });

  it('explains every text of its manifest', () => {
    const translations = JSON.parse(text('package.nls.json'));
    const placeholders = [...text('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    assert.ok(placeholders.length > 0);
    assert.deepEqual(
      placeholders.filter((key) => !translations[key]),
      [],
    );
    assert.deepEqual(
      Object.keys(translations).filter((key) => !placeholders.includes(key)),
      [],
    );
  });

  it('names the licence of every package in it', () => {
    const notices = text('dist/ThirdPartyNotices.txt');
    for (const name of ['web-tree-sitter', 'tree-sitter-c', 'tree-sitter-cpp', 'vscode-languageclient']) {
      const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
      assert.ok(notices.includes(`\n${name} ${version} (MIT)\n`), name);
    }
  });
});

describe('npm pack', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'wsk-pack-'));
  after(() => rmSync(directory, { recursive: true, force: true }));

  it('holds the command line and no more', function () {
    this.timeout(60_000);
    const result = spawnSync('npm', ['pack', '--json', '--dry-run'], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    assert.equal(result.status, 0, result.stderr);
    const [{ files: packed }] = JSON.parse(result.stdout);
    const paths = packed.map((file) => file.path);
    assert.ok(paths.includes('dist/cli.js'), paths.join(' '));
    assert.deepEqual(
      paths.filter((name) => /\.(ts|map|c)$|^(test|server|client|node_modules)\//.test(name)),
      [],
    );
  });

  it('installs in an empty folder, without the network, and runs there', function () {
    this.timeout(120_000);
    const shell = process.platform === 'win32';
    const run = (command, args, cwd, input) => spawnSync(command, args, { encoding: 'utf8', shell, cwd, input });
    const packed = run('npm', ['pack', '--json', '--pack-destination', directory]);
    assert.equal(packed.status, 0, packed.stderr);
    const [{ filename }] = JSON.parse(packed.stdout);
    const home = path.join(directory, 'empty folder');
    mkdirSync(home);
    writeFileSync(path.join(home, 'package.json'), '{"private": true}');
    const installed = run('npm', ['install', '--offline', path.join(directory, filename)], home);
    assert.equal(installed.status, 0, installed.stderr);
    const bin = path.join(home, 'node_modules', '.bin', 'wsk-lint');
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.equal(run(bin, ['--version'], home).stdout, `${version}\n`);
    writeFileSync(path.join(home, 'a.c'), '#include <wsk.h>\nint wsk;\n');
    writeFileSync(path.join(home, 'b.cpp'), '#include <wsk.h>\nclass Wsk {};\n');
    assert.equal(run(bin, ['.', '--lang', 'en'], home).stdout, 'No findings in 2 files\n');
    const wrong = 'void f(void) { PIRP i = IoAllocateIrp(0, FALSE); WskSend(i); }';
    const found = run(bin, ['--stdin-filename', 'x.c', '--lang', 'en'], home, wrong);
    assert.equal(found.status, 1, found.stdout + found.stderr);
    assert.match(found.stdout, /irp-stack-size/);
  });
});
