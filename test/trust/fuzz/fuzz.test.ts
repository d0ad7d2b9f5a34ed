/** Texts that nobody meant to write: no failure, no hang, no wrong place. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Finding } from '../../../server/src/core';
import { decodeSource } from '../../../server/src/text/decode';
import { Random } from '../../drivers/random';
import { isLong, repeatWith, seed, size } from '../size';
import { analyseAndCheck } from '../wellFormed';
import { allCases, exampleDriver, type NamedCase, type Texts } from '../workspaces';
import { endless, extremes, manyLines, mistake } from './extremes';
import { mutate, mutateBytes } from './mutations';

/** A machine that does other work too may take longer than the five seconds of processor time that count. */
const budget = 5000;

function damaged(random: Random, { texts }: NamedCase): Map<string, string> {
  const files = [...texts.keys()];
  const chosen = random.pick(files) ?? '';
  return new Map([...texts].map(([file, text]) => [file, file === chosen ? mutate(random, text) : text]));
}

/** A comment before everything, which belongs to nothing below it, moves every place by its length and does nothing else. */
const before = '// 🙂 中文\r\n\r\n';

function moved(texts: Texts): Map<string, string> {
  return new Map([...texts].map(([file, text]) => [file, before + text]));
}

function placesOf(findings: readonly Finding[], shift: number): string[] {
  return findings.map(({ rule, location: { file, start, end }, related, fixes }) =>
    JSON.stringify([
      rule,
      [file, start + shift, end + shift],
      related.map(({ location }) => [location.file, location.start + shift, location.end + shift]),
      fixes.map(({ edits }) =>
        edits.map(({ location }) => [location.file, location.start + shift, location.end + shift]),
      ),
    ]),
  );
}

describe('fuzz', () => {
  it('damaged cases are read without a failure, in time, with places that exist and move with the text', async function () {
    this.timeout(0);
    const random = new Random(seed);
    const cases = [...allCases(), { name: 'the example driver', texts: exampleDriver() }];
    const rounds = size(150, 30_000);
    let withFindings = 0;
    let slowest = 0;
    for (let round = 0; round < rounds; round++) {
      const one = isLong ? cases[round % cases.length] : random.pick(cases.filter(({ texts }) => texts.size < 5));
      if (!one) continue;
      const texts = damaged(random, one);
      try {
        const { result, milliseconds } = await analyseAndCheck(texts);
        assert.ok(milliseconds < budget, `${milliseconds.toFixed(0)} ms`);
        slowest = Math.max(slowest, milliseconds);
        if (result.findings.length > 0) withFindings++;
        // A mark at the beginning is one only there.
        if ([...texts.values()].some((text) => text.startsWith('\ufeff'))) continue;
        const shifted = await analyseAndCheck(moved(texts));
        assert.deepEqual(placesOf(shifted.result.findings, 0), placesOf(result.findings, before.length));
      } catch (error) {
        const folder = mkdtempSync(path.join(tmpdir(), 'wsk-fuzz-'));
        for (const [file, text] of texts) writeFileSync(path.join(folder, path.basename(file)), text);
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        assert.fail(`round ${round}, ${one.name}, texts in ${folder}: ${why}\n${repeatWith('damaged cases')}`);
      }
    }
    console.log(
      `      ${rounds} damaged cases, ${withFindings} with findings, the slowest took ${slowest.toFixed(0)} ms`,
    );
    assert.ok(withFindings > rounds / 4, 'most have nothing to find: the suite proves little');
  });

  it('damaged bytes become some text that can be read', async function () {
    this.timeout(0);
    const random = new Random(seed + 1);
    const cases = allCases();
    for (let round = 0; round < size(60, 5000); round++) {
      const one = random.pick(cases);
      const texts = new Map(
        [...(one?.texts ?? [])].map(([file, text]) => {
          const wide = Buffer.from(`\ufeff${text}`, random.chance(0.2) ? 'utf16le' : 'utf8');
          return [file, decodeSource(mutateBytes(random, wide)).text];
        }),
      );
      await analyseAndCheck(texts);
    }
  });

  describe('of an extreme shape', () => {
    for (const [name, text] of extremes(isLong ? 1 : 0.02)) {
      it(name, async function () {
        this.timeout(0);
        const texts = new Map([[name, text()]]);
        const { result, milliseconds } = await analyseAndCheck(texts);
        assert.ok(milliseconds < budget, `${milliseconds.toFixed(0)} ms`);
        const found = result.findings.filter(({ rule }) => rule === 'disable-one-event').length;
        assert.ok(found <= 1);
      });
    }
  });

  describe('by the command line', () => {
    let folder: string;

    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'wsk-fuzz-'));
      writeFileSync(path.join(folder, 'small.c'), `#include <wsk.h>\n${mistake('Small')}`);
    });

    afterEach(() => rmSync(folder, { recursive: true, force: true }));

    function run(): { status: number | null; stdout: string; stderr: string; seconds: number } {
      const start = performance.now();
      const program = path.resolve('dist/cli.js');
      const options = { cwd: folder, encoding: 'utf8', maxBuffer: 1e9 } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, [program, '.', '--lang', 'en'], options);
      return { status, stdout, stderr, seconds: (performance.now() - start) / 1000 };
    }

    it('bytes that are no UTF-8 are read', () => {
      const bytes = Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0xf8, 0x0a]);
      writeFileSync(
        path.join(folder, 'bytes.c'),
        Buffer.concat([Buffer.from('// '), bytes, Buffer.from(mistake('B'))]),
      );
      const { status, stdout, stderr } = run();
      assert.equal(stderr, '');
      assert.equal(status, 1);
      assert.match(stdout, /2 errors/);
    });

    const huge: readonly (readonly [string, () => string])[] = [
      ['a file of 50 MB', () => endless(50)],
      ['a file of a million lines', () => manyLines(1_000_000)],
    ];
    // Each takes some seconds of a short run.
    for (const [name, text] of isLong ? huge : []) {
      it(`${name} is skipped, which is said, and costs no other file`, function () {
        this.timeout(0);
        writeFileSync(path.join(folder, 'huge.c'), text());
        const { status, stdout, stderr, seconds } = run();
        assert.equal(stderr, 'wsk-lint: huge.c: skipped: it takes longer than 5 s\n');
        assert.equal(status, 2);
        assert.match(stdout, /small\.c\n.*disable-one-event/);
        console.log(`      ${seconds.toFixed(1)} s`);
      });
    }
  });
});
