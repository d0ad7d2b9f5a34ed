import assert from 'node:assert/strict';
import cliEn from '../../../server/src/cli/messages/en.json';
import cliZhCn from '../../../server/src/cli/messages/zh-cn.json';
import { featureTexts } from '../../../server/src/features/language';
import { translator } from '../../../server/src/features/messages';
import en from '../../../server/src/features/messages/en.json';
import zhCn from '../../../server/src/features/messages/zh-cn.json';

import { spoken } from '../../../server/src/rules/messages';

type Catalog = Readonly<Record<string, string>>;

function placeholders(sentence: string): string[] {
  return [...sentence.matchAll(/\{\w+\}/g)].map(([placeholder]) => placeholder).sort();
}

describe('messages', () => {
  for (const [name, english, chinese] of [
    ['editor features', en, zhCn],
    ['the command line', cliEn, cliZhCn],
  ] as const satisfies readonly (readonly [string, Catalog, Catalog])[]) {
    it(`of ${name} exist in every language, with the same arguments`, () => {
      const translated: Catalog = chinese;
      // Chinese has no plural, so `.one` is not asked for.
      const keys = Object.keys(english).filter((key) => !key.endsWith('.one'));
      assert.deepEqual(Object.keys(translated).sort(), keys.sort());
      for (const [key, sentence] of Object.entries<string>(english)) {
        const other = translated[key];
        if (other !== undefined) assert.deepEqual(placeholders(other), placeholders(sentence), key);
      }
    });
  }

  it('choose the singular, fall back, and keep an unknown key visible', () => {
    const translate = translator({ 'a.one': 'one', a: '{count} of {what}' }, { b: 'second' });
    assert.equal(translate('a', { count: 1 }), 'one');
    assert.equal(translate('a', { count: 2, what: 'x' }), '2 of x');
    assert.equal(translate('b'), 'second');
    assert.equal(translate('c'), 'c');
    assert.equal(translator({ a: 'viele' }, { 'a.one': 'one' })('a', { count: 1 }), 'viele');
  });

  it('enumerate names as the language does', () => {
    const args = { callbacks: '`WskReceiveEvent`, `WskDisconnectEvent`' };
    assert.equal(featureTexts('en')('here.enables', args), 'Enables `WskReceiveEvent`, `WskDisconnectEvent`');
    assert.equal(featureTexts('zh-cn')('here.enables', args), '启用 `WskReceiveEvent`、`WskDisconnectEvent`');
    assert.equal(spoken('F(a, b)', 'zh-cn'), 'F(a, b)');
    assert.equal(spoken('a.c:1, b.c:2', 'zh-cn'), 'a.c:1、b.c:2');
  });
});
