import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { Log, Result } from 'sarif';
import { fixable, waitingCallback, wrong } from './drivers';
import { DriverFolder } from './commandLine';

/** The public schema, as an npm package carries it. */
function sarifSchema(): ValidateFunction {
  const require = createRequire(import.meta.url);
  const home = path.dirname(require.resolve('@microsoft/jest-sarif/package.json'));
  const text = readFileSync(path.join(home, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
  // Draft 04 says `id` where later drafts say `$id`; nothing else of it differs here.
  const { properties, definitions, required } = JSON.parse(text) as Record<string, unknown>;
  const schema = { type: 'object', additionalProperties: false, properties, definitions, required };
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  return ajv.compile(schema);
}

describe('--format sarif', () => {
  let folder: DriverFolder;
  let validate: ValidateFunction;

  before(() => {
    validate = sarifSchema();
  });

  beforeEach(() => {
    folder = new DriverFolder({
      'my driver/wrong.c': wrong,
      'my driver/fixable.c': fixable.replace('SwitchEvents', 'Other'),
      'my driver/known.c': wrong.replace(
        /^( *)(EventControl\.EventMask)/m,
        '$1// wsk-ignore disable-one-event: both are stopped\n$1$2',
      ),
    });
  });

  afterEach(() => folder.dispose());

  function sarif(args: readonly string[]): { log: Log; results: Result[] } {
    const log = JSON.parse(folder.run([...args, '--format', 'sarif']).stdout) as Log;
    assert.ok(validate(log), JSON.stringify(validate.errors, null, 1));
    return { log, results: log.runs[0]?.results ?? [] };
  }

  it('fits the public schema', () => {
    sarif(['.', 'missing.c']);
    sarif(['my driver/known.c']);
  });

  it('describes every rule, and ties results to them', () => {
    const { log, results } = sarif(['.']);
    const rules = log.runs[0]?.tool.driver.rules ?? [];
    for (const { ruleId, ruleIndex } of results) assert.equal(rules[ruleIndex ?? -1]?.id, ruleId);
    for (const rule of rules) {
      assert.ok(rule.shortDescription?.text && rule.help?.text, rule.id);
      assert.ok(rule.defaultConfiguration?.level, rule.id);
    }
  });

  it('has levels, relative places, related places, fixes and fingerprints', () => {
    const { results } = sarif(['.']);
    const result = results.find(({ ruleId }) => ruleId === 'disable-one-event');
    assert.equal(result?.level, 'error');
    const location = result.locations?.[0]?.physicalLocation;
    assert.equal(location?.artifactLocation?.uri, 'my%20driver/wrong.c');
    assert.deepEqual(location.region, { startLine: 9, startColumn: 30, endLine: 9, endColumn: 90 });
    assert.ok((result.relatedLocations?.length ?? 0) > 0);
    const fix = results.find(({ ruleId }) => ruleId === 'event-mask-operator')?.fixes?.[0];
    assert.equal(fix?.artifactChanges[0]?.artifactLocation.uri, 'my%20driver/fixable.c');
    const fingerprints = results.map((each) => each.partialFingerprints?.['wskLintLine/v1']);
    assert.ok(fingerprints.every((each) => /^[0-9a-f]{32}$/.test(each ?? '')));
  });

  it('keeps a fingerprint when lines move, and tells equal lines apart', () => {
    const fingerprints = (): (string | undefined)[] =>
      sarif(['a.c']).results.map((each) => each.partialFingerprints?.['wskLintLine/v1']);
    folder.write('a.c', wrong);
    const before = fingerprints();
    folder.write(
      'a.c',
      `\n\n// moved\n${wrong.replace('    EventControl.EventMask =', '  EventControl.EventMask  =')}`,
    );
    assert.deepEqual(fingerprints(), before);
    folder.write('a.c', wrong + wrong.replace('SwitchEvents', 'Again'));
    const both = fingerprints();
    assert.equal(new Set(both).size, 2);
    assert.equal(both[0], before[0]);
  });

  it('lists what comments and the baseline take out, as suppressions', () => {
    assert.equal(folder.run(['my driver/wrong.c', '--baseline', 'b.json', '--update-baseline']).status, 0);
    const { results } = sarif(['.', '--baseline', 'b.json']);
    const suppressions = new Map(
      results.map((each) => [each.locations?.[0]?.physicalLocation?.artifactLocation?.uri, each.suppressions]),
    );
    assert.deepEqual(suppressions.get('my%20driver/known.c'), [
      { kind: 'inSource', justification: 'both are stopped' },
    ]);
    assert.deepEqual(suppressions.get('my%20driver/wrong.c'), [{ kind: 'external' }]);
    assert.equal(suppressions.get('my%20driver/fixable.c'), undefined);
  });

  it('has the path from a callback to its wait as a code flow', () => {
    folder.write('net/callback.c', waitingCallback.callback);
    folder.write('net/stop.c', waitingCallback.helpers);
    const { results } = sarif(['net']);
    const [result, ...more] = results.filter(({ ruleId }) => ruleId === 'wait-in-callback');
    assert.equal(more.length, 0);
    const steps = result?.codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => {
      const at = location?.physicalLocation;
      return `${at?.artifactLocation?.uri ?? ''}:${at?.region?.startLine ?? 0} ${location?.message?.text ?? ''}`;
    });
    assert.equal(steps?.[0], `net/callback.c:7 ${result?.message.text ?? ''}`);
    assert.deepEqual(steps.slice(1), [
      'net/stop.c:8 StopPeer calls Drain',
      'net/stop.c:5 KeWaitForSingleObject waits here',
    ]);
    assert.equal(result?.relatedLocations?.length, 2);
  });

  it('says what could not be read', () => {
    const { log } = sarif(['my driver/known.c', 'missing.c']);
    const invocation = log.runs[0]?.invocations?.[0];
    assert.equal(invocation?.executionSuccessful, false);
    assert.match(invocation.toolExecutionNotifications?.[0]?.message.text ?? '', /missing\.c: no such file/);
  });
});
