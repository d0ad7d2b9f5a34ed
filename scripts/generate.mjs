// Runs every generator in scripts/generate/ (*.mjs or *.ts), in the order of their names.
//   node scripts/generate.mjs           writes what is generated
//   node scripts/generate.mjs --check   fails when that changes a file: something generated is out of date
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bootstrap.mjs';

const directory = path.join(root, 'scripts', 'generate');

function hashes() {
  const listing = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (listing.status !== 0) throw new Error('generate: --check needs git');
  const files = listing.stdout.split('\0').filter((file) => file && existsSync(path.join(root, file)));
  return new Map(
    files.map((file) => [
      file,
      createHash('sha1')
        .update(readFileSync(path.join(root, file)))
        .digest('hex'),
    ]),
  );
}

const check = process.argv.includes('--check');
const before = check ? hashes() : new Map();

for (const name of readdirSync(directory).sort()) {
  if (!/\.(mjs|ts)$/.test(name)) continue;
  const result = spawnSync(process.execPath, ['--import=tsx', path.join(directory, name)], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (result.status !== 0) {
    console.error(`generate: ${name} failed`);
    process.exit(1);
  }
}

if (check) {
  const after = hashes();
  const changed = [...after].filter(([file, hash]) => before.get(file) !== hash).map(([file]) => file);
  if (changed.length > 0) {
    console.error(`Out of date, run \`npm run generate\`:\n  ${changed.join('\n  ')}`);
    process.exit(1);
  }
}
