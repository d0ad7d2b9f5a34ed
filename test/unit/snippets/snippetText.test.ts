import assert from 'node:assert/strict';
import { expand } from './snippetText';

describe('snippet text', () => {
  it('mirrors the default of a tab stop wherever the tab stop stands', () => {
    assert.equal(expand('${1}(x); ${1:Name}Complete; $1').text, 'Name(x); NameComplete; Name');
  });

  it('takes the first choice', () => {
    const { text, tabStops } = expand('A_${2|LISTEN,A\\,B,C\\|D|}_B');
    assert.equal(text, 'A_LISTEN_B');
    assert.deepEqual(tabStops, [{ number: 2, offsets: [2], choices: ['LISTEN', 'A,B', 'C|D'] }]);
  });

  it('expands nested placeholders and the defaults of variables', () => {
    assert.equal(expand('${1:a ${2:b} c} ${TM_SELECTED_TEXT:d}$TM_FILENAME$0').text, 'a b c d');
  });

  it('keeps what is escaped or not a tab stop', () => {
    assert.equal(expand('\\$1 \\} \\\\ $ ${ { } 5$').text, '$1 } \\ $ ${ { } 5$');
  });

  it('refuses what it cannot expand', () => {
    assert.throws(() => expand('${1:open'), /not closed/);
    assert.throws(() => expand('${1|a,b}'), /not closed/);
    assert.throws(() => expand('${1/a/b/}'), /not supported/);
  });
});
