import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ModelDataError, Reader } from '../../../server/src/model/reader';

describe('reading model data', () => {
  const reader = new Reader(
    { name: 'A', level: 'high', value: '0x80000000', wrong: '0xZZ', list: [{ name: 1 }] },
    'file',
  );

  it('reads numbers as unsigned', () => {
    assert.equal(reader.hex('value'), 0x80000000);
  });

  it('names the place and what it expected there', () => {
    assert.throws(() => reader.number('name'), new ModelDataError('file.name', 'a number'));
    assert.throws(() => reader.hex('wrong'), /file\.wrong: expected a hexadecimal number/);
    assert.throws(() => reader.oneOf('level', ['low']), /file\.level: expected one of low/);
    assert.throws(() => reader.list('list', (item) => item.string('name')), /file\.list\[0\]\.name: expected a string/);
    assert.throws(() => new Reader([], 'file'), /file: expected an object/);
  });

  it('tells a list that may be absent from one that may not', () => {
    assert.deepEqual(reader.strings('absent'), []);
    assert.throws(() => reader.entries('absent', () => 1), /file\.absent: expected a list/);
  });
});
