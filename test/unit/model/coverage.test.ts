import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { coverageRows, renderCoverage } from '../../../scripts/generate/coverage/page';
import { Describer } from '../../../server/src/features/describe';
import { message, model } from '../../../server/src/model';
import { coverage } from '../../../server/src/model/coverage';
import { statements } from '../../../server/src/model/statements';
import { rules } from '../../../server/src/rules/registry.generated';

const carried = rules.map(({ meta }) => ({ id: meta.id, statements: meta.statements }));

/** Every hover that the name, or a field of it, has. */
function hovers(name: string): string {
  const describer = new Describer('en');
  const entry = model.lookup(name);
  assert.ok(entry, `${name} is in the model`);
  const fields =
    entry.kind === 'structure' ? entry.fields.map((field) => describer.member({ structure: entry, field })) : [];
  return [describer.entry(entry), ...fields].join('\n');
}

describe('the coverage of the statements', () => {
  it('is as the page has it', () => {
    assert.equal(readFileSync('docs/coverage.md', 'utf8'), renderCoverage(carried), 'out of date: npm run generate');
  });

  it('has something, or a reason, for every statement', () => {
    const rows = coverageRows(carried);
    assert.equal(rows.length, statements.size);
    assert.deepEqual(
      rows.filter(({ carrier }) => carrier === 'nothing').map(({ statement }) => statement.id),
      [],
    );
  });

  it('names statements that exist', () => {
    const ids = [...carried.flatMap((rule) => rule.statements), ...coverage.keys()];
    assert.deepEqual(
      ids.filter((id) => !statements.has(id)),
      [],
    );
  });

  it('keeps no reason for a statement that a rule has as its own', () => {
    const own = new Set(carried.flatMap((rule) => rule.statements));
    const stale = [...coverage].filter(([id, { how }]) => own.has(id) && how !== 'planned').map(([id]) => id);
    assert.deepEqual(stale, []);
  });

  it('promises no statement of a rule that is built and does not have it', () => {
    const broken = [...coverage].filter(
      ([id, entry]) =>
        entry.how === 'planned' &&
        entry.rules.every((rule) => carried.some((built) => built.id === rule)) &&
        !carried.some((built) => built.statements.includes(id)),
    );
    assert.deepEqual(
      broken.map(([id]) => id),
      [],
    );
  });

  it('links to pages of rules that exist', () => {
    for (const { id } of carried) {
      assert.ok(existsSync(`server/src/rules/${id}/page.md`), id);
    }
  });

  for (const [id, entry] of coverage) {
    if (entry.how === 'hover') {
      it(`${id} stands in the hover of ${entry.name}`, () => {
        assert.ok(
          hovers(entry.name).includes(message(entry.message, 'en')),
          `${entry.name}: ${message(entry.message, 'en')}`,
        );
      });
    }
  }
});
