/**
 * What one long-lived workspace says after any edits is what a fresh one says of the same texts, byte for byte.
 * A difference is narrowed down to the edits that make it, and the texts before and after each are written to a folder.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Workspace } from '../../../server/src/core';
import { generateDriver } from '../../drivers/generate';
import { Random } from '../../drivers/random';
import { isLong, repeatWith, seed, size } from '../size';
import { allCases, exampleDriver, freshWorkspace, visible, type Texts } from '../workspaces';
import { EditedFiles, nextStep, repairStep } from './randomEdits';

/** Edits between two comparisons. */
const batch = isLong ? 100 : 10;

/** How often the long-lived workspace analyses before the next edit. */
const analysedShare = isLong ? 0.15 : 0.5;

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

/** Cases of many rules in one workspace: every kind of finding, and names that several files define. */
function manyCases(random: Random): Map<string, string> {
  const cases = allCases().filter(({ texts }) => texts.size === 1);
  const chosen = Array.from({ length: 7 }, () => random.pick(cases));
  const texts = new Map<string, string>(
    chosen.flatMap((one, i) => [...(one?.texts ?? [])].map(([file, text]) => [`cases/${i}-${file}`, text] as const)),
  );
  // A real-sized file of them, too.
  const inC = [...texts].filter(([file]) => file.endsWith('.c')).map(([, text]) => text);
  return texts.set('cases/all.c', inC.join('\n'));
}

interface Change {
  /** What the person did. */
  readonly name: string;
  readonly file: string;
  readonly text: string | undefined;
  /** Whether an analysis comes before the next change. */
  readonly analysed: boolean;
}

function applyTo(texts: Texts, changes: readonly Change[]): Map<string, string> {
  const result = new Map(texts);
  for (const { file, text } of changes) {
    if (text === undefined) result.delete(file);
    else result.set(file, text);
  }
  return result;
}

async function take(workspace: Workspace, { file, text, analysed }: Change): Promise<void> {
  if (text === undefined) workspace.deleteFile(file);
  else workspace.setFile(file, text);
  if (analysed) await workspace.analyze();
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

function storeTexts(folder: string, texts: Texts): void {
  for (const [file, text] of texts) {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

/** What differs when a workspace that has analysed `texts` takes the changes; undefined if nothing does. */
async function difference(texts: Texts, changes: readonly Change[]): Promise<string | undefined> {
  const workspace = await freshWorkspace(texts);
  await workspace.analyze();
  for (const change of changes) await take(workspace, change);
  const after = applyTo(texts, changes);
  const [actual, wanted] = [await visible(workspace, after), await expected(after)];
  return actual === wanted ? undefined : firstDifference(actual, wanted);
}

/** The last changes alone, as few of them as still make a difference, are what a reader needs; undefined if not even all do. */
async function shortest(texts: Texts, changes: readonly Change[]): Promise<string | undefined> {
  const differs = (from: number, to: number): Promise<string | undefined> =>
    difference(applyTo(texts, changes.slice(0, from)), changes.slice(from, to));
  if ((await differs(0, changes.length)) === undefined) return undefined;
  let [first, last] = [0, changes.length];
  for (let step = last; step >= 1; step = Math.floor(step / 2)) {
    while (first + step < last && (await differs(first + step, last)) !== undefined) first += step;
    while (first < last - step && (await differs(first, last - step)) !== undefined) last -= step;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'wsk-edits-'));
  for (let i = first; i <= last; i++)
    storeTexts(path.join(folder, String(i - first)), applyTo(texts, changes.slice(0, i)));
  const names = changes.slice(first, last).map(({ name, analysed }) => (analysed ? name : `${name} (not analysed)`));
  return `enough: ${names.join('; ')}\ntexts in ${folder}\n${await differs(first, last)}`;
}

interface Tally {
  edits: number;
  comparisons: number;
  /** How many different results were compared, and in how many something was found. */
  readonly results: Set<string>;
  withFindings: number;
}

async function run(originals: Texts, edits: number, random: Random, tally: Tally): Promise<void> {
  const files = new EditedFiles(originals);
  const workspace = await freshWorkspace(files.texts);
  await workspace.analyze();
  for (let done = 0; done < edits;) {
    const before = new Map(files.texts);
    const changes: Change[] = [];
    while (changes.length < batch) {
      const { name, changes: made } = random.chance(0.04) ? repairStep(files) : nextStep(random, files);
      for (const [file, text] of made) {
        const change = { name, file, text, analysed: random.chance(analysedShare) };
        changes.push(change);
        await take(workspace, change);
      }
    }
    done += changes.length;
    tally.edits += changes.length;
    tally.comparisons++;
    const actual = await visible(workspace, files.texts);
    const wanted = await expected(files.texts);
    if (actual !== wanted) {
      const why = (await shortest(before, changes)) ?? `it takes a longer history\n${firstDifference(actual, wanted)}`;
      assert.fail(`after ${tally.edits} edits: ${why}\n${repeatWith('edits')}`);
    }
    tally.results.add(createHash('sha1').update(wanted).digest('hex'));
    if (wanted.includes('"rule"')) tally.withFindings++;
    if (tally.comparisons % 50 === 0) console.log(`      ${tally.edits} edits ...`);
  }
}

describe('edits', () => {
  const workspaces: readonly {
    readonly name: string;
    readonly texts: (random: Random) => Texts;
    readonly edits: number;
    /** After so many edits, other texts. */
    readonly chapter?: number;
  }[] = [
    { name: 'the example driver', texts: exampleDriver, edits: size(10, 3000) },
    { name: 'a generated driver', texts: generated, edits: size(200, 37_000) },
    { name: 'cases of many rules', texts: manyCases, edits: size(100, 60_000), chapter: isLong ? 1000 : 100 },
  ];
  for (const [index, { name, texts, edits, chapter = edits }] of workspaces.entries()) {
    it(`leave the same findings as a fresh analysis: ${name}`, async function () {
      this.timeout(0);
      const random = new Random(seed * 1000 + index);
      const tally: Tally = { edits: 0, comparisons: 0, results: new Set(), withFindings: 0 };
      const start = performance.now();
      while (tally.edits < edits) await run(texts(random), Math.min(chapter, edits - tally.edits), random, tally);
      const { comparisons, results, withFindings } = tally;
      console.log(
        `      ${tally.edits} edits, ${comparisons} comparisons, ${results.size} different results, ` +
          `${withFindings} with findings, ${((performance.now() - start) / 1000).toFixed(0)} s`,
      );
      assert.ok(withFindings > comparisons / 4, 'most of the texts have nothing to find: the suite proves little');
      assert.ok(comparisons === 1 || results.size > 1, 'every result is the same');
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
