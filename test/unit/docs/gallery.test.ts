/**
 * The README's gallery of mistakes: each example has the one finding that it is tagged with, and the quotation under it is
 * the checker's message. `UPDATE_GALLERY=1` writes the messages into the README.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { check, listed } from '../checker';
import { compile, missingCompiler } from '../driverCompiler';

interface Example {
  readonly rule: string;
  readonly code: string;
  /** What the quotation under the example says, and where it stands in the README. */
  readonly quotation: string;
  readonly quotationAt: { readonly start: number; readonly end: number };
}

const readme = readFileSync('README.md', 'utf8');
const helper = /^```c\n\/\/ wsk: helper\n(.*?)^```\n/ms.exec(readme)?.[1] ?? '';

const examples: readonly Example[] = [
  ...readme.matchAll(/^```c\n\/\/ wsk: (?!helper\n)([a-z-]+)\n(.*?)^```\n\n(>[^\n]*(?:\n>[^\n]*)*)/gms),
].map(({ 0: whole, 1: rule = '', 2: code = '', 3: quotation = '', index }) => {
  const end = index + whole.length;
  return {
    rule,
    code,
    quotation: quotation.replace(/^> ?/gm, '').replaceAll('\n', ' '),
    quotationAt: { start: end - quotation.length, end },
  };
});

/** A quotation in Markdown, wrapped like the text around it. */
function quoted(message: string): string {
  const lines = [''];
  for (const word of message.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > 118) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines.map((line) => `> ${line}`).join('\n');
}

/** The example with the beginning that all share. */
function whole({ code }: Example): string {
  return `${helper}\n${code}`;
}

describe('gallery of mistakes in README.md', () => {
  let folder = '';
  const messages = new Map<Example, string>();

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'wsk-gallery-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
    if (process.env.UPDATE_GALLERY !== '1') return;
    const updated = [...messages].reverse().reduce((text, [{ quotationAt }, message]) => {
      return text.slice(0, quotationAt.start) + quoted(message) + text.slice(quotationAt.end);
    }, readme);
    writeFileSync('README.md', updated);
  });

  function write(example: Example): string {
    const file = path.join(folder, `${example.rule}.c`);
    writeFileSync(file, whole(example));
    return file;
  }

  it('has a dozen examples of different rules', () => {
    assert.equal(new Set(examples.map(({ rule }) => rule)).size, 12);
    assert.equal((readme.match(/^\/\/ wsk: /gm) ?? []).length, examples.length + 1);
  });

  it('has a beginning without a finding', async () => {
    assert.equal(listed(await check(new Map([['helper.c', helper]]))), '');
  });

  for (const example of examples) {
    it(`${example.rule} compiles`, function () {
      if (missingCompiler('c') !== undefined) this.skip();
      assert.equal(compile(write(example), 'c'), '');
    });

    it(`${example.rule} is the one finding, and says what the README quotes`, async () => {
      const found = await check(new Map([[`${example.rule}.c`, whole(example)]]));
      assert.deepEqual(
        found.map(({ rule }) => rule),
        [example.rule],
        listed(found),
      );
      const message = found[0]?.message ?? '';
      messages.set(example, message);
      if (process.env.UPDATE_GALLERY !== '1') assert.equal(example.quotation, message);
    });
  }
});
