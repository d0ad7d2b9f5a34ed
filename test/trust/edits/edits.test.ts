/**
 * What one long-lived workspace says after any edits is what a fresh one says of the same texts, byte for byte.
 * A difference is narrowed down to the edit that made it, and the texts before and after it are written to a folder.
 */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Workspace } from '../../../server/src/core';
import { generateDriver } from '../../drivers/generate';
import { Random } from '../../drivers/random';
import { repeatWith, seed, size } from '../size';
import { exampleDriver, freshWorkspace, visible, type Texts } from '../workspaces';
import { EditedFiles, nextStep, repairStep, type Step } from './randomEdits';

/** Edits between two comparisons; the long-lived workspace analyses after each. */
const batch = 10;

function generated(): Map<string, string> {
  const plan = { seed, lines: size(250, 1400), wskShare: 0.6, mistakes: 0.5 };
  const header = '#define GEN_MASK (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)\n#define GEN_RETURN(s) return (s)\n';
  const stop = `#include <wsk.h>
#include "gen.h"
NTSTATUS GenStop(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL control = { &NPI_WSK_INTERFACE_ID, GEN_MASK | WSK_EVENT_DISABLE };
    GEN_RETURN(Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(control), &control, 0, NULL, NULL, NULL));
}
`;
  return new Map([
    ['gen/gen.h', header],
    ['gen/stop.c', stop],
    ['gen/one.c', generateDriver({ ...plan, prefix: 'One' })],
    ['gen/plain.c', generateDriver({ ...plan, wskShare: 0, lines: 200, prefix: 'Plain' })],
    ['gen/two.cpp', generateDriver({ ...plan, lines: 150, seed: seed + 1, prefix: 'Two' })],
  ]);
}

function take(workspace: Workspace, [file, text]: Step['changes'][number]): void {
  if (text === undefined) workspace.deleteFile(file);
  else workspace.setFile(file, text);
}

async function expected(texts: Texts): Promise<string> {
  return visible(await freshWorkspace(texts), texts);
}

function firstDifference(actual: string, wanted: string): string {
  const [a, b] = [actual.split('\n'), wanted.split('\n')];
  const line = a.findIndex((text, i) => text !== b[i]);
  const at = line < 0 ? a.length : line;
  const near = (all: readonly string[]): string => all.slice(Math.max(0, at - 6), at + 8).join('\n');
  return `long-lived:\n${near(a)}\n\nfresh:\n${near(b)}`;
}

function store(before: Texts, after: Texts): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'wsk-edits-'));
  for (const [name, texts] of Object.entries({ before, after })) {
    for (const [file, text] of texts) {
      const target = path.join(folder, name, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  }
  return folder;
}

/** Whether two texts in turn are enough to make the difference. */
async function oneEditDiffers(before: Texts, after: Texts): Promise<boolean> {
  const workspace = await freshWorkspace(before);
  await workspace.analyze();
  for (const [file, text] of after) workspace.setFile(file, text);
  for (const file of before.keys()) if (!after.has(file)) workspace.deleteFile(file);
  return (await visible(workspace, after)) !== (await expected(after));
}

async function explain(
  actual: string,
  wanted: string,
  states: readonly Texts[],
  steps: readonly Step[],
): Promise<string> {
  const said = firstDifference(actual, wanted);
  for (const [i, step] of steps.entries()) {
    const [before, after] = [states[i], states[i + 1]];
    if (!before || !after || !(await oneEditDiffers(before, after))) continue;
    return `one edit is enough: ${step.name}\ntexts in ${store(before, after)}\n${said}`;
  }
  const names = steps.map(({ name }) => name).join('; ');
  const [first, last] = [states[0], states.at(-1)];
  return `no single edit is enough: ${names}\n${first && last ? `texts in ${store(first, last)}` : ''}\n${said}`;
}

interface Tally {
  readonly edits: number;
  /** How many different results were compared, and in how many something was found. */
  readonly results: ReadonlySet<string>;
  readonly withFindings: number;
}

async function run(originals: Texts, batches: number, random: Random): Promise<Tally> {
  const files = new EditedFiles(originals);
  const workspace = await freshWorkspace(files.texts);
  await workspace.analyze();
  const results = new Set<string>();
  let edits = 0;
  let withFindings = 0;
  for (let number = 0; number < batches; number++) {
    const states: Texts[] = [new Map(files.texts)];
    const steps: Step[] = [];
    for (let i = 0; i < batch; i++) {
      const step = random.chance(0.04) ? repairStep(files) : nextStep(random, files);
      for (const change of step.changes) {
        take(workspace, change);
        edits++;
        // Half of the time several edits come before the next analysis.
        if (random.chance(0.5)) await workspace.analyze();
      }
      steps.push(step);
      states.push(new Map(files.texts));
    }
    const actual = await visible(workspace, files.texts);
    const wanted = await expected(files.texts);
    if (actual !== wanted) {
      const why = await explain(actual, wanted, states, steps);
      assert.fail(`batch ${number}: ${why}\n${repeatWith('edits')}`);
    }
    results.add(wanted);
    if (wanted.includes('"rule"')) withFindings++;
  }
  return { edits, results, withFindings };
}

describe('edits', () => {
  const workspaces = [
    { name: 'the example driver', texts: exampleDriver, batches: size(1, 5000) },
    { name: 'a generated driver', texts: generated, batches: size(20, 5000) },
  ];
  for (const [index, { name, texts, batches }] of workspaces.entries()) {
    it(`leave the same findings as a fresh analysis: ${name}`, async function () {
      this.timeout(0);
      const { edits, results, withFindings } = await run(texts(), batches, new Random(seed * 1000 + index));
      console.log(
        `      ${edits} edits, ${batches} comparisons, ${results.size} different results, ${withFindings} with findings`,
      );
      assert.ok(withFindings > batches / 4, 'most of the texts have nothing to find: the suite proves little');
      assert.ok(batches === 1 || results.size > 1, 'every result is the same');
    });
  }

  it('leave the same findings when settings change', async function () {
    this.timeout(0);
    const texts = new Map([
      [
        'a.c',
        '#include <wsk.h>\n#if TWO\n#define BOTH WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT\n#else\n#define BOTH 0\n#endif\n',
      ],
      [
        'b.c',
        '#include "a.c"\nNTSTATUS Stop(PWSK_SOCKET s, const WSK_PROVIDER_CONNECTION_DISPATCH *d)\n{\n    WSK_EVENT_CALLBACK_CONTROL c;\n    c.NpiId = &NPI_WSK_INTERFACE_ID;\n    c.EventMask = BOTH | WSK_EVENT_DISABLE;\n    return d->WskControlSocket(s, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof c, &c, 0, NULL, NULL, NULL);\n}\n',
      ],
    ]);
    const workspace = await freshWorkspace(texts);
    const all = [
      { levels: {}, defines: {} },
      { levels: {}, defines: { TWO: '1' } },
      { levels: { 'disable-one-event': 'off' }, defines: { TWO: '1' } },
      { levels: { 'disable-one-event': 'hint' }, defines: { TWO: '1' } },
      { levels: {}, defines: { TWO: '0' } },
      { levels: {}, defines: {} },
    ] as const;
    const said = new Set<string>();
    for (const settings of all) {
      workspace.setSettings(settings);
      const fresh = await freshWorkspace(texts);
      fresh.setSettings(settings);
      const actual = await visible(workspace, texts);
      assert.equal(actual, await visible(fresh, texts), JSON.stringify(settings));
      said.add(actual);
    }
    assert.ok(said.size >= 3, 'the settings change nothing');
  });
});
