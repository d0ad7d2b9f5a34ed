import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { referencePages } from '../../../scripts/generate/reference/pages';
import { model } from '../../../server/src/model';

const folder = 'docs/reference';

describe('the reference pages', () => {
  const pages = referencePages();

  it('are those that the generator makes', () => {
    assert.deepEqual(readdirSync(folder).sort(), [...pages.keys()].sort());
  });

  for (const [file, text] of pages) {
    it(`are as the model has them: ${file}`, () => {
      assert.equal(readFileSync(path.join(folder, file), 'utf8'), text, 'out of date: npm run generate');
    });
  }

  it('have every name', () => {
    const everything = [...pages.values()].join('\n');
    const names = [
      model.functions,
      model.callbacks,
      model.eventFlags,
      model.flags,
      model.controlCodes,
      model.structures,
      model.statuses,
      model.enumValues,
      model.namedConstants,
      model.kernelRoutines,
    ].flatMap((entries) => [...entries.keys()]);
    const missing = names.filter((name) => !new RegExp(`(## |\`)${name}(\`|\\n)`).test(everything));
    assert.deepEqual(missing, []);
  });

  it('hold sentences, not their keys', () => {
    for (const [file, text] of pages) {
      assert.doesNotMatch(text, /\b(functions|callbacks|structures|controlCodes|shared)\.[A-Za-z_-]+\.[A-Za-z]/, file);
    }
  });
});
