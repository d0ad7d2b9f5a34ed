/** The pages of a rule name its quick fixes, all of them and no other, in both languages. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../../server/src/rules/registry.generated';

const home = path.join(process.cwd(), 'server', 'src', 'rules');

const languages = [
  { messages: 'messages.en.json', page: 'page.md', heading: '## Quick fixes' },
  { messages: 'messages.zh-cn.json', page: 'page.zh-cn.md', heading: '## 快速修复' },
] as const;

/** The sources that a rule's fixes come from: its own, and what it takes from beside the rules' folders. */
function sourcesOf(rule: string): string[] {
  const folder = path.join(home, rule);
  const own = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const shared = new Set(
    own.flatMap((text) => [...text.matchAll(/from '\.\.\/(\w+)'/g)].map(([, name]) => `${name ?? ''}.ts`)),
  );
  return [
    ...own,
    ...[...shared]
      .map((name) => path.join(home, name))
      .filter(existsSync)
      .map((file) => readFileSync(file, 'utf8')),
  ];
}

/** `title: { id: 'fix' }`, and both of `title: { id: one ? 'a' : 'b' }`. */
function titleIds(rule: string): Set<string> {
  const titles = sourcesOf(rule).flatMap((text) => [...text.matchAll(/title: \{ id: ([^{}]*?)(?:, args|\s*\})/g)]);
  return new Set(titles.flatMap(([, id = '']) => [...id.matchAll(/'(\w+)'/g)].map(([, one = '']) => one)));
}

function messagesOf(rule: string, file: string): Map<string, string> {
  const parsed: unknown = JSON.parse(readFileSync(path.join(home, rule, file), 'utf8'));
  assert.ok(typeof parsed === 'object' && parsed !== null);
  return new Map(Object.entries(parsed).map(([key, text]) => [key, String(text)]));
}

function listed(rule: string, page: string, heading: string): string[] {
  const text = readFileSync(path.join(home, rule, page), 'utf8').replace(/\r/g, '');
  const section = text.split(/^(?=## )/m).find((one) => one.startsWith(`${heading}\n`));
  return (section ?? '').split('\n').flatMap((line) => (line.startsWith('- ') ? [line.slice(2)] : []));
}

describe('quick fixes on the pages', () => {
  for (const { meta } of rules) {
    it(meta.id, () => {
      const ids = titleIds(meta.id);
      for (const { messages, page, heading } of languages) {
        const titles = [...messagesOf(meta.id, messages)].filter(([key]) => ids.has(key));
        assert.equal(titles.length > 0, meta.fixable);
        const expected = titles.map(([, title]) => title.replace(/\{\w+\}/g, '…'));
        assert.deepEqual(listed(meta.id, page, heading).sort(), expected.sort());
      }
    });
  }
});
