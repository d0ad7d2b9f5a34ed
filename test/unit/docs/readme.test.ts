/** What the README lists is what the extension has. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import manifest from '../../../package.json';

const readme = readFileSync('README.md', 'utf8');

/** The first column of the table under a heading: every name in backticks. */
function listedUnder(heading: string): string[] {
  const section = new RegExp(`^## ${heading}\\n(.*?)(?=^## |$(?![^]))`, 'ms').exec(readme)?.[1] ?? '';
  return [...section.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
}

function prefixes(file: string): string[] {
  const snippets: unknown = JSON.parse(readFileSync(file, 'utf8'));
  assert.ok(typeof snippets === 'object' && snippets !== null);
  return Object.values(snippets).map((snippet: unknown) =>
    typeof snippet === 'object' && snippet !== null && 'prefix' in snippet ? String(snippet.prefix) : '',
  );
}

describe('README.md', () => {
  it('lists every setting', () => {
    assert.deepEqual(listedUnder('Settings').sort(), Object.keys(manifest.contributes.configuration.properties).sort());
  });

  it('lists every snippet', () => {
    assert.deepEqual(listedUnder('Snippets').sort(), prefixes('snippets/c.json').sort());
  });

  const guides = readdirSync('docs').filter((name) => name.endsWith('.md'));
  for (const file of [
    'README.md',
    'CONTRIBUTING.md',
    'examples/echo-driver/README.md',
    ...guides.map((g) => `docs/${g}`),
  ]) {
    it(`${file} links only to what exists`, () => {
      const links = [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)];
      const broken = links.map(([, to = '']) => to).filter((to) => !existsSync(path.join(path.dirname(file), to)));
      assert.deepEqual(broken, []);
    });
  }
});
