/** A crash of the analysis on one file costs that file only. The crashes are put in from outside: the analysis has none to offer. */
import assert from 'node:assert/strict';
import { Interpreter } from '../../../server/src/flow/interpreter';
import { isolate } from '../../../server/src/core/isolation';
import { rules } from '../../../server/src/rules/registry.generated';
import { TypeNames } from '../../../server/src/syntax/typeNames';
import { featureTexts } from '../../../server/src/features/language';
import { say } from '../../../server/src/features/messages';
import { analysisOf, type Texts } from '../workspaces';

function driver(name: string): string {
  return `#include <wsk.h>
NTSTATUS ${name}(PWSK_SOCKET s, const WSK_PROVIDER_CONNECTION_DISPATCH *d)
{
    WSK_EVENT_CALLBACK_CONTROL c;
    c.NpiId = &NPI_WSK_INTERFACE_ID;
    c.EventMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE;
    return d->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof c, &c, 0, NULL, NULL, NULL);
}
`;
}

const files: Texts = new Map(['one', 'two', 'crash', 'three', 'four'].map((name) => [`${name}.c`, driver(name)]));
const others = ['four.c', 'one.c', 'three.c', 'two.c'];

async function outcome(texts: Texts): Promise<{ found: string[]; failed: string[]; said: string }> {
  const { findings, errors } = await analysisOf(texts);
  return {
    found: findings.map(({ location }) => location.file),
    failed: errors.map(({ file }) => file),
    said: errors.map(({ message }) => say(featureTexts('en'), message)).join('\n'),
  };
}

describe('isolation', () => {
  it('has a finding in each file where nothing crashes', async () => {
    assert.deepEqual(await outcome(files), { found: ['crash.c', ...others], failed: [], said: '' });
  });

  it('of a crash while a function is interpreted', async () => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below
    const original = Interpreter.prototype.runRoot;
    Interpreter.prototype.runRoot = function (...parameters) {
      if (parameters[0].name === 'crash') throw new RangeError('Maximum call stack size exceeded');
      return original.apply(this, parameters);
    };
    try {
      const { found, failed, said } = await outcome(files);
      assert.deepEqual(found, others);
      assert.deepEqual(failed, ['crash.c']);
      assert.match(said, /^internal failure: Maximum call stack size exceeded$/);
    } finally {
      Interpreter.prototype.runRoot = original;
    }
    assert.equal((await outcome(files)).found.length, 5);
  });

  it('of a crash in a rule', async () => {
    const rule = rules.find(({ meta }) => meta.id === 'irp-leak');
    assert.ok(rule);
    const check = rule.check.bind(rule);
    rule.check = (context) => {
      if (context.facts.calls.some(({ site }) => site.file === 'crash.c')) throw new TypeError('no such property');
      check(context);
    };
    try {
      const { found, failed } = await outcome(files);
      assert.deepEqual(found, others);
      assert.deepEqual(failed, ['crash.c']);
    } finally {
      rule.check = check;
    }
  });

  it('of a crash while a file is parsed', async () => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below
    const original = TypeNames.prototype.addEvidence;
    TypeNames.prototype.addEvidence = function (name) {
      if (name.includes('crash')) throw new Error('no grammar for this');
      original.call(this, name);
    };
    try {
      const texts = new Map([
        ...files,
        ['crash.c', `typedef struct crash crash;\ncrash *made(crash *x);\n${driver('crash')}`],
      ]);
      const { found, failed } = await outcome(texts);
      assert.deepEqual(found, others);
      assert.deepEqual(failed, ['crash.c']);
    } finally {
      TypeNames.prototype.addEvidence = original;
    }
  });

  it('finds up to three files at fault, and gives up at more', () => {
    const names = Array.from({ length: 40 }, (_unused, i) => `f${i}.c`);
    const failing = (bad: readonly string[]) => {
      let runs = 0;
      const outcome = isolate(names, (some) => {
        runs++;
        const culprit = some.find((name) => bad.includes(name));
        if (culprit !== undefined) throw new Error(culprit);
        return some.length;
      });
      return { ...outcome, runs, faults: outcome.faults.map(({ file }) => file).sort() };
    };
    assert.deepEqual(failing([]), { result: 40, faults: [], runs: 1 });
    const one = failing(['f17.c']);
    assert.deepEqual([one.result, one.faults], [39, ['f17.c']]);
    assert.ok(one.runs <= 8, `${one.runs} runs`);
    assert.deepEqual(failing(['f0.c', 'f39.c']).faults, ['f0.c', 'f39.c']);
    assert.deepEqual(failing(['f3.c', 'f21.c', 'f22.c']).faults, ['f21.c', 'f22.c', 'f3.c']);
    assert.equal(failing(names).result, undefined);
  });
});
