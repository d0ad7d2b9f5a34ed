/** `--fix` and `--fix-dry-run`: safe fixes, round after round, until there is none left. */
import { writeFile } from 'node:fs/promises';
import { createTwoFilesPatch } from 'diff';
import type { AnalysisResult, FileFailure } from '../core';
import { applyEdits, chooseSafeEdits } from '../features/applyFixes';
import { sentence } from '../text/sentence';
import { encodeSource } from './encode';
import { reasonOf } from './failure';
import type { Project } from './project';

/** Fixes that collide wait for the next round; fixes that undo each other must not go on for ever. */
const maxRounds = 10;

export interface FixOutcome {
  /** What is found after the fixes. */
  readonly result: AnalysisResult;
  /** Files whose text changed, with the text before. */
  readonly originals: ReadonlyMap<string, string>;
  /** Files that have fixes, but cannot be written back without loss. */
  readonly refused: readonly FileFailure[];
}

function mayWrite(project: Project, file: string): boolean {
  return project.encodingOf(file)?.faithful ?? false;
}

export async function fixAll(project: Project): Promise<FixOutcome> {
  const originals = new Map<string, string>();
  const refused = new Set<string>();
  let result = await project.analyze();
  for (let round = 0; round < maxRounds; round++) {
    const edits = chooseSafeEdits(result.findings, (fix) => {
      const locked = fix.edits.map((edit) => edit.location.file).filter((file) => !mayWrite(project, file));
      for (const file of locked) refused.add(file);
      return locked.length === 0;
    });
    if (edits.length === 0) break;
    for (const file of new Set(edits.map((edit) => edit.location.file))) {
      const text = project.contents.get(file) ?? '';
      if (!originals.has(file)) originals.set(file, text);
      project.change(
        file,
        applyEdits(
          text,
          edits.filter((edit) => edit.location.file === file),
        ),
      );
    }
    result = await project.analyze();
  }
  const message = sentence('fix.bytes');
  return { result, originals, refused: [...refused].sort().map((file) => ({ file, message })) };
}

export async function writeFixes(project: Project, outcome: FixOutcome): Promise<FileFailure[]> {
  const errors: FileFailure[] = [];
  for (const file of [...outcome.originals.keys()].sort()) {
    const encoding = project.encodingOf(file);
    const bytes = encoding && encodeSource(project.contents.get(file) ?? '', encoding);
    if (!bytes) {
      errors.push({ file, message: sentence('fix.encoding') });
      continue;
    }
    try {
      await writeFile(file, bytes);
    } catch (error) {
      errors.push({ file, message: sentence('fix.notWritten', { reason: reasonOf(error) }) });
    }
  }
  return errors;
}

/** The changes of one file. */
export interface FileDiff {
  readonly text: string;
  /** In the encoding of the file. */
  readonly bytes: Uint8Array;
}

/** A file that begins with a mark has it in its first line; UTF-16, which no diff is written in, becomes UTF-8. */
function asDiff(project: Project, file: string, before: string): FileDiff {
  const name = file.replace(/\\/g, '/').replace(/^\.\//, '');
  const { encoding = 'utf-8', byteOrderMark = false } = project.encodingOf(file) ?? {};
  const mark = byteOrderMark && encoding === 'utf-8' ? '\ufeff' : '';
  const [old, now] = [mark + before, mark + (project.contents.get(file) ?? '')];
  const options = { headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true } };
  const text = createTwoFilesPatch(`a/${name}`, `b/${name}`, old, now, undefined, undefined, options);
  const body = text.indexOf('@@');
  const encoded =
    encoding === 'latin1' ? encodeSource(text.slice(body), { encoding, byteOrderMark: false }) : undefined;
  const utf8 = Buffer.from(text);
  return { text, bytes: encoded ? Buffer.concat([Buffer.from(text.slice(0, body)), encoded]) : utf8 };
}

/** What `git apply` and `patch -p1` take. */
export function fixesAsDiff(project: Project, outcome: FixOutcome): readonly FileDiff[] {
  return [...outcome.originals.keys()]
    .sort()
    .filter((file) => outcome.originals.get(file) !== project.contents.get(file))
    .map((file) => asDiff(project, file, outcome.originals.get(file) ?? ''));
}
