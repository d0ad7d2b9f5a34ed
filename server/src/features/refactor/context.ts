/** What a refactoring knows of the place at which it is asked for. */
import type { FunctionEntity } from '../../flow/program';
import type { EditReport, SourceView } from '../../rules/rule';
import { statementAt, type StatementPlace } from '../../rules/statements';
import type { Call } from '../../syntax/ast';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { codeStyle, type CodeStyle } from '../../wsk/source';
import type { Translate } from '../messages';

export interface Refactoring {
  /** Below `refactor.rewrite.wsk` or `refactor.generate.wsk`. */
  readonly kind: `refactor.${string}`;
  readonly title: string;
  readonly edits: readonly EditReport[];
}

export interface RefactorContext {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly facts: WskFacts;
  readonly files: ReadonlyMap<string, SourceView>;
  readonly source: SourceView;
  readonly style: CodeStyle;
  readonly translate: Translate;
  /** The function around the place. */
  readonly fn: FunctionEntity | undefined;
  /** The innermost WSK call around the place, once for each path; none when no call is there. */
  readonly calls: readonly CallFact[];
  /** The innermost statement around the place, or around the call. */
  readonly at: StatementPlace | undefined;
}

function functionAt(facts: WskFacts, source: SourceView, start: number, end: number): FunctionEntity | undefined {
  const decl = source.syntax.functions.find((one) => one.body && one.start <= start && end <= one.end);
  return decl && facts.program.functionsNamed(decl.name).find((fn) => fn.decl === decl);
}

function callsAt(facts: WskFacts, path: string, start: number, end: number): readonly CallFact[] {
  const around = facts.calls.filter(
    ({ fn, frame, call }) => fn && frame.fn.file === path && call.start <= start && end <= call.end,
  );
  const size = ({ start: from, end: to }: Call): number => to - from;
  const innermost = Math.min(...around.map(({ call }) => size(call)));
  return around.filter(({ call }) => size(call) === innermost);
}

export function contextAt(
  place: { readonly path: string; readonly start: number; readonly end: number },
  facts: WskFacts,
  files: ReadonlyMap<string, SourceView>,
  translate: Translate,
): RefactorContext | undefined {
  const { path, start, end } = place;
  const source = files.get(path);
  if (!source) return undefined;
  const fn = functionAt(facts, source, start, end);
  const calls = callsAt(facts, path, start, end);
  const span = calls[0]?.call ?? { start, end };
  return {
    path,
    start,
    end,
    facts,
    files,
    source,
    style: codeStyle(source.text),
    translate,
    fn,
    calls,
    at: statementAt(fn, { file: path, start: span.start, end: span.end }, files),
  };
}
