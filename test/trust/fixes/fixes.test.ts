/**
 * Every fix, over every case and over the same code in other styles and with a line lost: it applies, the result parses and
 * compiles as well as before, nothing new is found, line ends stay what they are, and fixing comes to an end.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Finding, TextEdit, Workspace } from '../../../server/src/core';
import { applyEdits, chooseSafeEdits } from '../../../server/src/features/applyFixes';
import { suppressions } from '../../../server/src/features/codeActions';
import { featureTexts } from '../../../server/src/features/language';
import { rules } from '../../../server/src/rules/registry.generated';
import { LineIndex } from '../../../server/src/text/source';
import { Random } from '../../drivers/random';
import { counts } from '../../rules/judge';
import { compile, missingCompiler } from '../../unit/driverCompiler';
import { repeatWith, isLong, seed, size } from '../size';
import { allCases, freshWorkspace, type NamedCase, type Texts } from '../workspaces';
import { varied, variants } from './variants';

const fixable: ReadonlySet<string> = new Set(rules.filter(({ meta }) => meta.fixable).map(({ meta }) => meta.id));

/** A long run takes every case, a short one some of those that are likely to have a fix. */
function chosenCases(): NamedCase[] {
  return allCases().filter(({ name, texts }) => isLong || (texts.size < 4 && fixable.has(name.split('/')[0] ?? '')));
}

/** As in the command line: what is not done by then goes round in circles. */
const maxRounds = 10;

function applied(texts: Texts, edits: readonly TextEdit[]): Map<string, string> {
  return new Map(
    [...texts].map(([file, text]) => [
      file,
      applyEdits(
        text,
        edits.filter(({ location }) => location.file === file),
      ),
    ]),
  );
}

interface Checked {
  readonly findings: readonly Finding[];
  readonly unreadable: number;
}

async function check(texts: Texts): Promise<Checked> {
  const workspace: Workspace = await freshWorkspace(texts);
  const { findings, errors } = await workspace.analyze();
  assert.deepEqual(errors, []);
  const unreadable = [...texts.keys()].reduce(
    (count, file) => count + (workspace.syntax(file)?.unreadable.length ?? 0),
    0,
  );
  return { findings, unreadable };
}

/** Errors and warnings by rule; what is about the whole workspace has no place that a fix could move. */
function tally(findings: readonly Finding[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const finding of findings)
    if (counts(finding, false)) found.set(finding.rule, (found.get(finding.rule) ?? 0) + 1);
  return found;
}

function fresh(before: Checked, after: Checked): string[] {
  const old = tally(before.findings);
  return [...tally(after.findings)].filter(([rule, count]) => count > (old.get(rule) ?? 0)).map(([rule]) => rule);
}

function lineEndsOf(text: string): string {
  const kinds = new Set([...text.matchAll(/\r\n|\n|\r/g)].map(([one]) => JSON.stringify(one)));
  return [...kinds].sort().join(' ');
}

/** What is wrong with the texts after a fix. */
async function complaint(before: Checked, texts: Texts, after: Texts): Promise<string | undefined> {
  for (const [file, text] of after) {
    const ends = lineEndsOf(texts.get(file) ?? '');
    if (ends !== '' && lineEndsOf(text) !== ends) return `line ends ${ends} became ${lineEndsOf(text)} in ${file}`;
  }
  const result = await check(after);
  if (result.unreadable > before.unreadable) return 'the result does not parse';
  const added = fresh(before, result);
  return added.length > 0 ? `new: ${added.join(', ')}` : undefined;
}

function show(texts: Texts): string {
  return [...texts].map(([file, text]) => `--- ${file}\n${text}`).join('\n');
}

/** The texts after round upon round of safe fixes, and how many rounds changed something. */
async function fixedPoint(texts: Texts): Promise<{ after: Texts; rounds: number }> {
  let after = texts;
  for (let rounds = 0; rounds <= maxRounds; rounds++) {
    const { findings } = await check(after);
    const edits = chooseSafeEdits(findings);
    if (edits.length === 0) return { after, rounds };
    const next = applied(after, edits);
    assert.notDeepEqual(next, after, `a safe fix changes nothing:\n${show(after)}`);
    after = next;
  }
  assert.fail(`safe fixes come to no end:\n${show(after)}`);
}

describe('fixes', () => {
  it('apply, parse, bring nothing new and come to an end, in every style', async function () {
    this.timeout(0);
    const random = new Random(seed);
    const cases = chosenCases();
    const rounds = size(60, cases.length * variants.length);
    const counts = { fixes: 0, comments: 0, cases: 0, fixable: 0, revealed: 0 };
    const failed: string[] = [];
    /** Said at once: a long run has much to do after the first. */
    const fail = (said: string): void => {
      // A lost line is a mistake of its own, and another one may have spoken in its place: then the fix brings it to light.
      if (/^[^\n]*, a line lost: [^\n]*: new: /.test(said)) counts.revealed++;
      else failed.push(said);
      console.log(`      ${said.split('\n', 1)[0] ?? ''}`);
    };
    for (let round = 0; round < rounds; round++) {
      const one = isLong ? cases[Math.floor(round / variants.length) % cases.length] : random.pick(cases);
      const [style, variant] = variants[round % variants.length] ?? variants[0];
      if (!one) continue;
      const texts = varied(one.texts, variant, random);
      const where = `${one.name}, ${style}`;
      const before = await check(texts);
      counts.cases++;
      for (const finding of before.findings) {
        for (const fix of finding.fixes) {
          counts.fixes++;
          const after = applied(texts, fix.edits);
          const wrong = await complaint(before, texts, after);
          if (wrong !== undefined) fail(`${where}: ${fix.title.key}: ${wrong}\n${show(after)}`);
        }
      }
      const { after, rounds: done } = await fixedPoint(texts);
      if (done > 0) {
        counts.fixable++;
        const wrong = await complaint(before, texts, after);
        if (wrong !== undefined) fail(`${where}: all safe fixes: ${wrong}\n${show(after)}`);
      }
      const silenced = await silence(before, texts);
      counts.comments += silenced.count;
      for (const wrong of silenced.failed) fail(`${where}: ${wrong}`);
    }
    console.log(
      `      ${counts.cases} texts, ${counts.fixes} fixes, ${counts.fixable} with safe fixes, ${counts.comments} comments`,
    );
    assert.equal(failed.length, 0, `${failed.join('\n\n')}\n${failed.length} failed; ${repeatWith('fixes')}`);
    assert.ok(counts.revealed <= 2 + counts.fixes / 100, `${counts.revealed} fixes bring something to light`);
    assert.ok(counts.fixes > counts.cases / 4, 'hardly anything is fixed: the suite proves little');
  });

  /** The comment that silences a finding does so, and brings nothing. */
  async function silence(
    before: Checked,
    texts: Texts,
  ): Promise<{ readonly count: number; readonly failed: string[] }> {
    const failed: string[] = [];
    const finding = before.findings[0];
    if (!finding) return { count: 0, failed };
    const { file } = finding.location;
    const text = texts.get(file) ?? '';
    const actions = suppressions([finding], { path: file, text, lines: new LineIndex(text) }, featureTexts('en'));
    const count = ({ findings }: Checked, rules: readonly string[]): number =>
      findings.filter(({ rule }) => rules.includes(rule)).length;
    for (const { edits, title } of actions) {
      const result = applied(texts, edits);
      const after = await check(result);
      const useless = count(after, ['unused-suppression', 'suppression-without-rule']) > 0;
      const silent = count(after, [finding.rule]) < count(before, [finding.rule]);
      if (fresh(before, after).length > 0 || useless || !silent) failed.push(`${title}\n${show(result)}`);
    }
    return { count: actions.length, failed };
  }

  it('leave code that compiled code that compiles', async function () {
    const missing = missingCompiler('c');
    if (missing !== undefined) {
      console.log(`      ${missing}`);
      this.skip();
    }
    this.timeout(0);
    const folder = mkdtempSync(path.join(tmpdir(), 'wsk-fixes-'));
    const compiles = (text: string): string => {
      const file = path.join(folder, 'fixed.c');
      writeFileSync(file, text);
      return compile(file, 'c');
    };
    try {
      const random = new Random(seed + 1);
      const cases = chosenCases().filter(({ texts }) => texts.size === 1 && [...texts.keys()][0]?.endsWith('.c'));
      let [compiled, tried] = [0, 0];
      const failed: string[] = [];
      while (tried < size(20, cases.length)) {
        const one = isLong ? cases[tried] : random.pick(cases);
        tried++;
        const [[file, text] = ['', '']] = one?.texts ?? [];
        const { findings } = await check(new Map([[file, text]]));
        const fixes = findings.flatMap((finding) => finding.fixes);
        if (fixes.length === 0 || compiles(text) !== '') continue;
        for (const fix of fixes) {
          compiled++;
          const after = applyEdits(text, fix.edits);
          const said = compiles(after);
          if (said !== '') failed.push(`${one?.name ?? ''}: ${fix.title.key}: ${said}\n${after}`);
        }
      }
      console.log(`      ${tried} cases, ${compiled} fixes compiled`);
      assert.equal(failed.length, 0, `${failed.join('\n\n')}\n${failed.length} failed`);
      assert.ok(compiled > 0, 'nothing was compiled');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
