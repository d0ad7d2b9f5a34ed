import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { hasMessage, message, model } from '../../../server/src/model';
import en from '../../../server/src/model/messages/en.json';
import statementsEn from '../../../server/src/model/messages/statements.en.json';
import { groupTitle, statements, statementText } from '../../../server/src/model/statements';

const dataFolder = 'server/src/model/data';
const keyPattern = /^[A-Za-z]+(\.[A-Za-z0-9_-]+)+$/;

/** Every string of the data that looks like a key of a group that the messages have. */
function usedKeys(): Set<string> {
  const groups = new Set(Object.keys(en).map((key) => key.split('.')[0] ?? ''));
  const keys = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string' && keyPattern.test(value) && groups.has(value.split('.')[0] ?? '')) {
      keys.add(value);
    } else if (typeof value === 'object' && value !== null) {
      Object.values(value).forEach(visit);
    }
  };
  for (const file of readdirSync(dataFolder)) {
    visit(JSON.parse(readFileSync(path.join(dataFolder, file), 'utf8')));
  }
  return keys;
}

describe('the sentences of the model', () => {
  const used = usedKeys();

  it('stand behind every key of the data', () => {
    assert.ok(used.size > 500);
    assert.deepEqual(
      [...used].filter((key) => !hasMessage(key)),
      [],
    );
  });

  it('are all used', () => {
    const unused = Object.keys(en).filter((key) => !used.has(key) && !/^(windows|sockets)\./.test(key));
    assert.deepEqual(unused, []);
  });

  it('are sentences', () => {
    const wrong = Object.entries(en).filter(
      ([key, text]) =>
        text.trim() !== text || text === '' || (!/[.?]$/.test(text) && !/^(windows|sockets)\.|\.topic$/.test(key)),
    );
    assert.deepEqual(wrong, []);
  });

  it('name every Windows version that the data has', () => {
    for (const { minWindows } of model.functions.values()) {
      assert.ok(hasMessage(`windows.${minWindows}`));
    }
  });

  it('show a key that has none', () => {
    assert.equal(message('no.such.key', 'en'), 'no.such.key');
  });

  it('stand behind every statement and group', () => {
    for (const statement of statements.values()) {
      assert.notEqual(statementText(statement), statement.id);
      assert.notEqual(groupTitle(statement.group), statement.group);
    }
    assert.equal(
      Object.keys(statementsEn).length,
      statements.size + new Set([...statements.values()].map(({ group }) => group)).size,
    );
  });
});
