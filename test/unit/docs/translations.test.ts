// Everything a person reads exists in both languages: a key, a placeholder or a page that one of them lacks is found here.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

type Catalog = Readonly<Record<string, string>>;

function catalog(file: string): Catalog {
  return JSON.parse(readFileSync(file, 'utf8')) as Catalog;
}

/** `{0}`, `{name}`, and what must stand in every language as it is: code, commands, links' targets. */
function fixedParts(text: string): string[] {
  return [...text.matchAll(/\{\w+\}|`[^`]+`|\]\([^)]+\)/g)].map(([part]) => part).sort();
}

function assertTranslated(english: Catalog, chinese: Catalog, what: string): void {
  // Chinese has no plural.
  const keys = Object.keys(english).filter((key) => !key.endsWith('.one'));
  assert.deepEqual(Object.keys(chinese).sort(), keys.sort(), what);
  for (const key of keys) {
    const text = chinese[key] ?? '';
    assert.ok(text.trim() !== '', `${what}: ${key} is empty`);
    assert.deepEqual(fixedParts(text), fixedParts(english[key] ?? ''), `${what}: ${key}`);
  }
}

const rules = readdirSync('server/src/rules', { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(path.join('server/src/rules', entry.name, 'rule.ts')))
  .map(({ name }) => name);

const chineseCharacter = /\p{Script=Han}/u;
/** Half-width punctuation between Chinese characters reads like a slip. */
const slip = /\p{Script=Han}[,;:!?]\p{Script=Han}/u;

describe('简体中文', () => {
  it('has every text of the manifest', () => {
    const chinese = catalog('package.nls.zh-cn.json');
    const english = catalog('package.nls.json');
    assert.deepEqual(Object.keys(chinese).sort(), Object.keys(english).sort());
    for (const [key, text] of Object.entries(chinese)) {
      if (key.startsWith('snippets.')) continue;
      assert.match(text, chineseCharacter, key);
      assert.doesNotMatch(text, slip, key);
      const links = (of: string): string[] => [...of.matchAll(/\]\([^)]+\)/g)].map(([link]) => link);
      assert.deepEqual(links(text), links(english[key] ?? ''), key);
    }
  });

  it('has every sentence of the extension', () => {
    assertTranslated(catalog('l10n/bundle.l10n.json'), catalog('l10n/bundle.l10n.zh-cn.json'), 'l10n');
  });

  it('has every message of every rule', () => {
    assert.ok(rules.length > 80, `${rules.length} rules`);
    for (const rule of rules) {
      const folder = path.join('server/src/rules', rule);
      const english = catalog(path.join(folder, 'messages.en.json'));
      const chinese = catalog(path.join(folder, 'messages.zh-cn.json'));
      assertTranslated(english, chinese, rule);
      for (const [key, text] of Object.entries(chinese)) {
        assert.doesNotMatch(text, slip, `${rule}: ${key}`);
      }
    }
  });

  it('has every page of every rule, with the same examples', () => {
    const examples = (page: string): string[] => [...page.matchAll(/^```c\w*$/gm)].map(([line]) => line);
    for (const rule of rules) {
      const folder = path.join('server/src/rules', rule);
      const english = readFileSync(path.join(folder, 'page.md'), 'utf8');
      const chinese = readFileSync(path.join(folder, 'page.zh-cn.md'), 'utf8');
      assert.match(chinese, chineseCharacter, rule);
      assert.deepEqual(examples(chinese), examples(english), rule);
      const headings = (page: string): number => page.split('\n').filter((line) => /^#+ /.test(line)).length;
      assert.equal(headings(chinese), headings(english), `${rule}: headings`);
    }
  });

  it('has every snippet, with the same code', () => {
    for (const language of ['c', 'cpp']) {
      type Snippets = Readonly<Record<string, { prefix: string; body: unknown; description: string }>>;
      const read = (file: string): Snippets => JSON.parse(readFileSync(file, 'utf8')) as Snippets;
      const english = Object.values(read(`snippets/${language}.json`));
      const chinese = Object.entries(read(`snippets/${language}.zh-cn.json`));
      assert.deepEqual(
        chinese.map(([, { prefix, body }]) => ({ prefix, body })),
        english.map(({ prefix, body }) => ({ prefix, body })),
      );
      for (const [name, { description }] of chinese) {
        assert.match(name, chineseCharacter);
        assert.match(description, chineseCharacter);
      }
    }
  });
});
