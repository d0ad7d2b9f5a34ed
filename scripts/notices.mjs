// The licences of what the bundles contain, read from the packages themselves.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PERMISSIVE = new Set(['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', '0BSD']);

/** The folder of the package that a bundled file belongs to; undefined for a file of our own. */
function packageFolder(input) {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input.split(path.sep).join('/'));
  return match?.[1];
}

function describe(root, folder) {
  const directory = path.join(root, folder);
  const { name, version, license } = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8'));
  if (!PERMISSIVE.has(license)) throw new Error(`${name} is licensed ${license}: may it be shipped?`);
  const file = readdirSync(directory).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  if (!file || !existsSync(path.join(directory, file))) throw new Error(`${name} carries no licence text`);
  return { name, version, license, text: readFileSync(path.join(directory, file), 'utf8').trim() };
}

export function writeNotices(root, inputs, target) {
  const folders = [...new Set(inputs.map(packageFolder).filter(Boolean))];
  const packages = folders
    .map((folder) => describe(root, folder))
    .sort((a, b) => (a.name === b.name ? a.version.localeCompare(b.version) : a.name < b.name ? -1 : 1));
  const sections = packages.map(({ name, version, license, text }) => `${name} ${version} (${license})\n\n${text}\n`);
  const rule = `\n${'-'.repeat(78)}\n\n`;
  writeFileSync(target, ['This product contains the following packages.\n', ...sections].join(rule));
}
