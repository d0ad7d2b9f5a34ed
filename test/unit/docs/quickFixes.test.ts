/** The pages of a rule name its quick fixes, all of them and no other, in both languages. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../../../server/src/rules/registry.generated';
import { titlesOf } from '../../rules/fixTitles';

const home = path.join(process.cwd(), 'server', 'src', 'rules');

const languages = [
  { messages: 'messages.en.json', page: 'page.md', heading: '## Quick fixes' },
  { messages: 'messages.zh-cn.json', page: 'page.zh-cn.md', heading: '## 快速修复' },
] as const;

function listed(rule: string, page: string, heading: string): string[] {
  const text = readFileSync(path.join(home, rule, page), 'utf8').replace(/\r/g, '');
  const section = text.split(/^(?=## )/m).find((one) => one.startsWith(`${heading}\n`));
  return (section ?? '').split('\n').flatMap((line) => (line.startsWith('- ') ? [line.slice(2)] : []));
}

describe('quick fixes on the pages', () => {
  for (const { meta } of rules) {
    it(meta.id, () => {
      for (const { messages, page, heading } of languages) {
        const titles = [...titlesOf(meta.id, messages)];
        assert.equal(titles.length > 0, meta.fixable);
        const expected = titles.map(([, title]) => title.replace(/\{\w+\}/g, '…'));
        assert.deepEqual(listed(meta.id, page, heading).sort(), expected.sort());
      }
    });
  }
});
