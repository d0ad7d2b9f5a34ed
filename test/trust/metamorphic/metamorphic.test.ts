/** What leaves the meaning of a driver leaves its findings, at the places that have moved with the text. */
import assert from 'node:assert/strict';
import type { Finding } from '../../../server/src/core';
import { isLong } from '../size';
import { allCases, freshWorkspace, type NamedCase, type Texts } from '../workspaces';
import { helpers } from './helpers';
import { placeIn, rearranged, rearrangements, type Rearrangement } from './rearrangements';
import { controlFlow } from './controlFlow';
import { applied, mapped, transforms, type Edit, type Transform } from './transforms';
import { split } from './split';

/** A short run takes every so-manieth case. */
const stride = isLong ? 1 : 20;

/** Of the cases that a change applies to, so many keep all their findings: measured, and never to fall. Else all of them. */
const floor: Readonly<Record<string, number>> = {
  // `Mask && OWN_EVENT`: a constant of the driver's own may be a switch.
  'constants as macros': 0.99,
  'constants as enumerators': 0.99,
  // An exception that a helper raises is not followed out of every macro.
  'statements in a macro': 0.99,
  // What is stored together is what one block stores.
  'statements in loops that run once': 0.99,
};

interface Place {
  readonly rule: string;
  readonly file: string;
  readonly low: number;
  readonly high: number;
}

async function findingsOf(texts: Texts): Promise<readonly Finding[]> {
  const { findings, errors } = await (await freshWorkspace(texts)).analyze();
  assert.deepEqual(errors, []);
  return findings;
}

/** What is there and should not be, and the other way round. */
function differences(expected: readonly Place[], found: readonly Finding[]): string[] {
  const rest = [...found];
  const missing = expected.filter(({ rule, file, low, high }) => {
    const at = rest.findIndex(
      (finding) =>
        finding.rule === rule &&
        finding.location.file === file &&
        finding.location.start >= low &&
        finding.location.start <= high,
    );
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
  return [
    ...missing.map(({ rule, file, low }) => `lost ${rule} at ${file}:${low}`),
    ...rest.map(({ rule, location: { file, start } }) => `new ${rule} at ${file}:${start}`),
  ];
}

/** Undefined where the change does not apply. */
async function changed({ texts }: NamedCase, transform: Transform): Promise<string[] | undefined> {
  const workspace = await freshWorkspace(texts);
  const { findings } = await workspace.analyze();
  const edits = new Map<string, readonly Edit[]>();
  for (const [file, text] of texts) {
    const syntax = workspace.syntax(file);
    if (syntax) edits.set(file, transform({ text, syntax }));
  }
  const after = new Map([...texts].map(([file, text]) => [file, applied(text, edits.get(file) ?? [])]));
  if ([...after].every(([file, text]) => text === texts.get(file))) return undefined;
  const expected = findings.map(({ rule, location: { file, start } }): Place => {
    const [low, high] = mapped(start, edits.get(file) ?? []);
    return { rule, file, low, high };
  });
  return differences(expected, await findingsOf(after));
}

async function divided({ texts }: NamedCase): Promise<string[] | undefined> {
  const workspace = await freshWorkspace(texts);
  const { findings } = await workspace.analyze();
  const parts = split(texts, (file) => workspace.syntax(file));
  if (!parts) return undefined;
  const expected = findings.map(({ rule, location }): Place => {
    const { file, offset } = parts.place(location.start);
    return { rule, file, low: offset, high: offset };
  });
  return differences(expected, await findingsOf(parts.texts));
}

/** Pieces of each file change their places. */
async function moved({ texts }: NamedCase, rearrange: Rearrangement): Promise<string[] | undefined> {
  const workspace = await freshWorkspace(texts);
  const { findings } = await workspace.analyze();
  const pieces = new Map(
    [...texts].flatMap(([file, text]) => {
      const syntax = workspace.syntax(file);
      const found = syntax && rearrange({ text, syntax });
      return found ? [[file, found] as const] : [];
    }),
  );
  if (pieces.size === 0) return undefined;
  const after = new Map([...texts].map(([file, text]) => [file, rearranged(text, pieces.get(file) ?? [text])]));
  const expected = findings.map(({ rule, location: { file, start } }): Place => {
    const [low, high] = placeIn(pieces.get(file) ?? [{ start: 0, end: Infinity }], start);
    return { rule, file, low, high };
  });
  return differences(expected, await findingsOf(after));
}

/** What C++ has other rules for. */
const cppOnly: ReadonlySet<string> = new Set(['basic-member-in-cpp']);
const cppWords =
  /\b(?:and|class|delete|namespace|new|not|operator|or|private|public|template|this|throw|try|typename|xor)\b/;

/** The file is C++, its functions are `extern "C"`. */
async function compiledAsCpp({ texts }: NamedCase): Promise<string[] | undefined> {
  const workspace = await freshWorkspace(texts);
  const { findings } = await workspace.analyze();
  const [[file, text] = ['', '']] = texts;
  const syntax = workspace.syntax(file);
  if (texts.size !== 1 || !file.endsWith('.c') || !syntax || syntax.unreadable.length > 0) return undefined;
  if (cppWords.test(text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, ''))) return undefined;
  const [first] = syntax.functions;
  if (!first || /^[ \t]*#[ \t]*(?:if|el|endif)/m.test(text)) return undefined;
  const start = text.lastIndexOf('\n', first.start) + 1;
  const edits = [
    { start, end: start, newText: 'extern "C" {\n' },
    { start: text.length, end: text.length, newText: '\n}\n' },
  ];
  const name = file.replace(/\.c$/, '.cpp');
  const expected = findings.map(({ rule, location }): Place => {
    const [low, high] = mapped(location.start, edits);
    return { rule, file: name, low, high };
  });
  const found = await findingsOf(new Map([[name, applied(text, edits)]]));
  return differences(
    expected,
    found.filter(({ rule }) => !cppOnly.has(rule)),
  );
}

describe('metamorphic', function () {
  this.timeout(0);
  const cases = allCases().filter((_case, i) => i % stride === 0);
  const changes: Readonly<Record<string, (one: NamedCase) => Promise<string[] | undefined>>> = {
    ...Object.fromEntries(
      Object.entries({ ...transforms, ...controlFlow }).map(([name, transform]) => [
        name,
        (one: NamedCase) => changed(one, transform),
      ]),
    ),
    ...Object.fromEntries(
      Object.entries({ ...rearrangements, ...helpers }).map(([name, rearrange]) => [
        name,
        (one: NamedCase) => moved(one, rearrange),
      ]),
    ),
    'splitting a file in two': divided,
    'compiling as C++': compiledAsCpp,
  };
  for (const [name, change] of Object.entries(changes)) {
    it(`${name} leaves the findings`, async () => {
      let tried = 0;
      const failed: string[] = [];
      for (const one of cases) {
        const wrong = await change(one);
        if (!wrong) continue;
        tried++;
        if (wrong.length > 0) failed.push(`${one.name}: ${wrong.join(', ')}`);
      }
      const kept = tried === 0 ? 1 : (tried - failed.length) / tried;
      console.log(
        `      ${tried} cases, ${(100 * kept).toFixed(1)} % the same${failed.map((line) => `\n        ${line}`).join('')}`,
      );
      assert.ok(tried > 0 || !isLong, 'no case was changed');
      // Of few cases one is many per cent.
      const least = floor[name];
      const most = least === undefined ? 0 : isLong ? tried * (1 - least) : Math.max(1, tried * (1 - least));
      assert.ok(failed.length <= most, `${failed.length} of ${tried} cases do not keep their findings`);
    });
  }
});
