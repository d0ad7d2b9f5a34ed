/** Every rule on its own cases, and every fix that it offers there. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createWorkspace, type AnalysisResult, type Finding, type Fix, type Workspace } from '../../server/src/core';
import { rules } from '../../server/src/rules/registry.generated';
import { applyEdits } from '../../server/src/features/applyFixes';
import { ruleFolders, type Case } from './caseFiles';
import { complaints, counts, described, place } from './judge';
import { titlesOf } from './fixTitles';
import { openCases } from './openCases';

const locate = createRequire(__filename);
const folders = ruleFolders();
const fixable: ReadonlySet<string> = new Set(rules.filter((rule) => rule.meta.fixable).map((rule) => rule.meta.id));
const implemented: ReadonlySet<string> = new Set(folders.filter((one) => one.implemented).map((one) => one.rule));

async function create(): Promise<Workspace> {
  const read = (module: string): Promise<Uint8Array> => readFile(locate.resolve(module));
  const [runtime, c] = await Promise.all([
    read('web-tree-sitter/web-tree-sitter.wasm'),
    read('tree-sitter-c/tree-sitter-c.wasm'),
  ]);
  return createWorkspace({ runtime, c, cpp: () => read('tree-sitter-cpp/tree-sitter-cpp.wasm') });
}

/** No name: those of WSK and of the kernel have capitals. */
const ENGLISH_WORD = /(?<![\w./>-])[a-z]{3,}(?![\w(.])/g;

interface Checked {
  readonly findings: readonly Finding[];
  /** Stretches of text that did not parse. */
  readonly unreadable: number;
}

describe('rules', () => {
  let workspace: Workspace;
  const first = new Map<Case, Checked>();

  before(async () => {
    workspace = await create();
  });

  async function check(texts: ReadonlyMap<string, string>): Promise<Checked> {
    for (const [file, text] of texts) workspace.setFile(file, text);
    try {
      const { findings, errors }: AnalysisResult = await workspace.analyze();
      assert.deepEqual(errors, []);
      const unreadable = [...texts.keys()].reduce(
        (count, file) => count + (workspace.syntax(file)?.unreadable.length ?? 0),
        0,
      );
      return { findings, unreadable };
    } finally {
      for (const file of texts.keys()) workspace.deleteFile(file);
    }
  }

  /** The findings of the case as it stands; asked for by several tests, worked out once. */
  async function original(one: Case): Promise<Checked> {
    const known = first.get(one);
    if (known) return known;
    const checked = await check(one.texts);
    first.set(one, checked);
    return checked;
  }

  for (const { rule, implemented: exists, cases } of folders) {
    describe(rule, () => {
      if (cases.length === 0) return;
      if (!exists) {
        it.skip(`${cases.length} cases wait for the rule`);
        return;
      }
      for (const one of cases) {
        const open = openCases.get(one.name);
        it(one.name.slice(rule.length + 1), async function () {
          const { findings } = await original(one);
          const wrong = complaints(one, findings, implemented);
          if (open === undefined) assert.deepEqual(wrong, []);
          else {
            assert.notDeepEqual(wrong, [], `${one.name} is right now: take it off the list of open cases`);
            this.skip();
          }
        });
        const { fixed } = one;
        if (fixed !== undefined && !fixable.has(rule))
          it.skip(`${one.name.slice(rule.length + 1)}: fixes wait for the rule's fix`);
        else if (fixed !== undefined && open === undefined) {
          it(`${one.name.slice(rule.length + 1)}: fixes`, async () => {
            const before = await original(one);
            const chosen = before.findings.flatMap((finding) =>
              finding.rule === rule && finding.fixes[0] ? [finding.fixes[0]] : [],
            );
            const after = applied(one, chosen);
            assert.deepEqual([...after.values()], [...fixed.values()]);
            await holds(one, before, after, true);
          });
        }
        it(`${one.name.slice(rule.length + 1)}: every fix applies`, async () => {
          const before = await original(one);
          for (const finding of before.findings) {
            if (isUnfixable(finding, one)) assert.deepEqual(finding.fixes, [], described(place(finding, one.texts)));
            for (const fix of finding.fixes) {
              const after = applied(one, [fix]);
              assert.notDeepEqual(after, one.texts, `${described(place(finding, one.texts))}: the fix changes nothing`);
              const fixed = await holds(one, before, after, false);
              const said = (findings: readonly Finding[]): number =>
                findings.filter((other) => other.rule === finding.rule).length;
              assert.ok(
                said(fixed) < said(before.findings),
                `${described(place(finding, one.texts))} stands after its fix:\n${[...after.values()].join('\n')}`,
              );
            }
          }
        });
      }
      it('every title of its fixes is offered in a case', async () => {
        const offered = new Set<string>();
        for (const one of cases)
          for (const { fixes } of (await original(one)).findings) for (const { title } of fixes) offered.add(title.key);
        const missing = [...titlesOf(rule).keys()].filter((id) => !offered.has(`${rule}/${id}`));
        assert.deepEqual(missing, []);
      });
    });
  }

  it('say nothing in English to a reader of Chinese but what stands in the code', () => {
    const wrong = new Set<string>();
    for (const [one, { findings }] of first) {
      const code = [...one.texts.values()].join('\n');
      for (const { message, related, fixes } of findings) {
        for (const each of [message, ...related.map((place) => place.message), ...fixes.map(({ title }) => title)]) {
          const sentence = workspace.format(each, 'zh-cn');
          const english = sentence.match(ENGLISH_WORD)?.filter((word) => !code.includes(word)) ?? [];
          if (english.length > 0) wrong.add(`${each.key}: ${english.join(', ')}: ${sentence}`);
        }
      }
    }
    assert.deepEqual([...wrong], []);
  });

  /** The fixed text parses as well as the old one, brings no new error or warning; `all`: nothing of the rule is left. */
  async function holds(
    one: Case,
    before: Checked,
    after: ReadonlyMap<string, string>,
    all: boolean,
  ): Promise<readonly Finding[]> {
    const result = await check(after);
    const shown = [...after.values()].join('\n');
    assert.ok(result.unreadable <= before.unreadable, `the result does not parse:\n${shown}`);
    const old = tally(before.findings, one.complete);
    for (const [key, count] of tally(result.findings, one.complete)) {
      assert.ok(count <= (old.get(key) ?? 0), `new: ${key} in\n${shown}`);
    }
    if (all)
      assert.deepEqual(
        result.findings
          .filter((finding) => finding.rule === one.rule)
          .map((finding) => described(place(finding, after))),
        [],
      );
    return result.findings;
  }
});

/** `NOFIX(rule)` stands on the finding's line: no fix could be right there. */
function isUnfixable({ location, rule }: Finding, { texts }: Case): boolean {
  const text = texts.get(location.file) ?? '';
  const end = text.indexOf('\n', location.start);
  const line = text.slice(text.lastIndexOf('\n', location.start) + 1, end < 0 ? undefined : end);
  return line.includes(`NOFIX(${rule})`);
}

/** Errors and warnings by rule: lines move, rules do not. */
function tally(findings: readonly Finding[], complete: boolean): Map<string, number> {
  const found = new Map<string, number>();
  for (const finding of findings)
    if (counts(finding, complete)) found.set(finding.rule, (found.get(finding.rule) ?? 0) + 1);
  return found;
}

/** The texts after these fixes; an edit that two of them share is made once. */
function applied(one: Case, fixes: readonly Fix[]): Map<string, string> {
  const edits = new Map(
    fixes
      .flatMap((fix) => fix.edits)
      .map((edit) => [`${edit.location.file}:${edit.location.start}:${edit.location.end}:${edit.newText}`, edit]),
  );
  return new Map(
    [...one.texts].map(([file, text]) => [
      file,
      applyEdits(
        text,
        [...edits.values()].filter((edit) => edit.location.file === file),
      ),
    ]),
  );
}
