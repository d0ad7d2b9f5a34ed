import { children, inEachDeclaration, walkExpression } from '../../syntax/walk';
import type { Expr, FileSyntax } from '../../syntax/ast';
import type { Program } from '../../flow/program';
import { alternatives, type Origin } from '../../flow/values';
import { model } from '../../model';
import { inDefinition, macroAt, wrongMacro } from '../definitions';
import { eventCalls, staticCalls } from '../mask';
import { holds } from '../statements';
import type { WskFacts } from '../../wsk/facts';
import { blame, leaves, placeOf, type Place } from '../../wsk/place';
import type { EditReport, FixReport, Rule, RuleContext } from '../rule';

/** Event flags are bits: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'event-mask-operator', section: 'events', severity: 'error', statements: ['A4'], fixable: true },
  check(context) {
    const written = reportWritten(context);
    reportComputed(context, written);
  },
};

type Logical = Extract<Expr, { kind: 'binary' }>;
type Comma = Extract<Expr, { kind: 'comma' }>;

interface Candidate {
  readonly expr: Logical | Comma;
  /** All that it names. */
  readonly names: ReadonlySet<string>;
}

const candidates = inEachDeclaration((walk): readonly Candidate[] => {
  const found: Candidate[] = [];
  walk((expr) => {
    if (!isLogical(expr) && expr.kind !== 'comma') return;
    const names = new Set<string>();
    walkExpression(expr, (one) => {
      if (one.kind === 'ident') names.add(one.name);
    });
    found.push({ expr, names });
  });
  return found;
});

/** Names of macros and enumerators that may stand for flags; which of them a file sees is another question. */
function namesOfFlags({ program }: WskFacts): ReadonlySet<string> {
  const names = new Set(model.eventFlags.keys());
  for (const { name, file, decl } of program.allMacros())
    if (decl.params === undefined && decl.expr && isFlags(decl.expr, program, file)) names.add(name);
  for (const [file, { enums }] of program.files)
    for (const { members } of enums)
      for (const { name, value } of members) if (value && isFlags(value, program, file)) names.add(name);
  return names;
}

/** Where flags are joined by the wrong operator in the text, be it in a mask or in a test. */
function reportWritten({ facts, files, report }: RuleContext): readonly Place[] {
  const places: Place[] = [];
  const flagNames = namesOfFlags(facts);
  for (const [file, view] of files) {
    const { syntax } = view;
    const flags = (expr: Expr): boolean => isFlags(expr, facts.program, file);
    const nested = new Set<Expr>();
    for (const { expr, names } of candidates(syntax).flat()) {
      if (!overlaps(names, flagNames)) continue;
      const found = expr.kind === 'comma' ? comma(expr, flags) : (logical(expr, flags) ?? besideFlag(expr, syntax));
      // Only the outermost of a chain is reported.
      if (!found || nested.has(expr)) continue;
      for (const child of children(expr)) nested.add(child);
      const place = { file, start: found.start, end: expr.end };
      places.push(place);
      report({
        place,
        message: { id: found.id, args: { operator: expr.kind === 'comma' ? ',' : expr.op } },
        fixes: () => (found.fixable ? joinedByOr(expr, file, view.text) : []),
      });
    }
  }
  return places;
}

function overlaps(names: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const name of names) if (others.has(name)) return true;
  return false;
}

interface Found {
  readonly id: 'logical' | 'test' | 'comma';
  readonly start: number;
  readonly fixable: boolean;
}

/** `A || B`, and `Mask == A || B` or `Mask & A || B`, where B is taken for a part of the test. */
function logical(expr: Logical, flags: (expr: Expr) => boolean): Found | undefined {
  const left = flags(expr.left);
  const right = flags(expr.right);
  if (left && right) return { id: 'logical', start: expr.start, fixable: true };
  const other = left ? expr.right : right ? expr.left : undefined;
  return other && mentions(other, flags) ? { id: 'test', start: expr.start, fixable: false } : undefined;
}

/** `Mask && WSK_EVENT_RECEIVE`. A macro's parameter may stand for another flag: there the use tells. */
function besideFlag(expr: Logical, { macros }: FileSyntax): Found | undefined {
  const isFlag = (one: Expr): boolean => one.kind === 'ident' && model.eventFlags.has(one.name);
  if (!isFlag(expr.left) && !isFlag(expr.right)) return undefined;
  const macro = macros.find(({ start, end }) => start <= expr.start && expr.end <= end);
  const isOpen = mentions(expr, (one) => one.kind === 'ident' && macro?.params?.includes(one.name) === true);
  return isOpen ? undefined : { id: 'test', start: expr.start, fixable: false };
}

/** `(A, B)`, and `Mask = A, B`, which the compiler reads as two expressions. */
function comma(expr: Comma, flags: (expr: Expr) => boolean): Found | undefined {
  if (!flags(expr.right)) return undefined;
  const { left } = expr;
  if (flags(left)) return { id: 'comma', start: expr.start, fixable: true };
  return left.kind === 'assign' && flags(left.value)
    ? { id: 'comma', start: left.value.start, fixable: true }
    : undefined;
}

/** Masks that a logical operator made of values which are flags only once they are known: through locals and macros. */
function reportComputed({ facts, files, report }: RuleContext, written: readonly Place[]): void {
  const wrong: Place[] = [];
  for (const call of [...eventCalls(facts), ...staticCalls(facts)]) {
    const mask = call.control?.eventMask;
    for (const origin of mask ? alternatives(mask).flatMap((one) => logicalParts(one.origin)) : []) {
      const place = placeOf(blame(origin));
      if (!origin.parts.some(namesFlag) || written.some((one) => touches(one, place) || touches(one, origin.site)))
        continue;
      // The definition that the macro's name stands for has been reported itself.
      const macro = macroAt(place, { facts, files });
      if (macro && written.some((one) => one.file === macro.file && holds(macro.decl, one))) continue;
      wrong.push(place);
      report({
        place,
        message: { id: 'logical', args: { operator: origin.name ?? '||' } },
        fixes: () => {
          const definition = wrongMacro(place, wrong, { facts, files });
          const [only, ...others] = definition ? inDefinition(definition, isLogical) : [];
          return definition && only && others.length === 0
            ? joinedByOr(only, definition.file, definition.source.text)
            : [];
        },
      });
    }
  }
}

function logicalParts(origin: Origin): readonly Origin[] {
  return origin.kind === 'logical' ? [origin] : origin.parts.flatMap(logicalParts);
}

function namesFlag(origin: Origin): boolean {
  return leaves(origin).some(
    (leaf) =>
      (leaf.name !== undefined && model.eventFlags.has(leaf.name)) ||
      (leaf.kind === 'name' && leaf.parts.some(namesFlag)),
  );
}

function touches(a: Place, b: Place): boolean {
  return a.file === b.file && a.start < b.end && b.start < a.end;
}

function isLogical(expr: Expr): expr is Logical {
  return expr.kind === 'binary' && (expr.op === '&&' || expr.op === '||');
}

function mentions(expr: Expr, flags: (expr: Expr) => boolean): boolean {
  let found = false;
  walkExpression(expr, (one) => (found ||= one.kind === 'ident' && flags(one)));
  return found;
}

/** The expression is an event flag, or a combination of some: not a test of one. */
function isFlags(expr: Expr, program: Program, file: string, depth = 0): boolean {
  if (depth > 8) return false;
  const inner = (one: Expr): boolean => isFlags(one, program, file, depth + 1);
  switch (expr.kind) {
    case 'ident': {
      if (model.eventFlags.has(expr.name)) return true;
      const macro = program.resolveMacro(expr.name, file);
      if (macro?.decl.params === undefined && macro?.decl.expr)
        return isFlags(macro.decl.expr, program, macro.file, depth + 1);
      const enumerator = program.resolveEnumerator(expr.name, file);
      const value = enumerator?.declaration.members[enumerator.position]?.value;
      return value !== undefined && isFlags(value, program, enumerator?.file ?? file, depth + 1);
    }
    case 'binary':
      return (expr.op === '|' || isLogical(expr)) && inner(expr.left) && inner(expr.right);
    case 'conditional': {
      const none = (one: Expr): boolean => one.kind === 'number' && one.value === 0;
      const [then, otherwise] = [inner(expr.then), inner(expr.otherwise)];
      return (then || otherwise) && (then || none(expr.then)) && (otherwise || none(expr.otherwise));
    }
    case 'cast':
      return inner(expr.operand);
    case 'comma':
      return inner(expr.left) && inner(expr.right);
    default:
      return false;
  }
}

/** Every wrong operator of the chain becomes `|`. */
function joinedByOr(expr: Expr, file: string, text: string): FixReport[] {
  const edits = operators(expr, text).map((at): EditReport => ({
    place: { file, ...at },
    newText: text[at.start] === ',' ? ' |' : '|',
  }));
  const plain = edits.every(({ place }) => /^(\|\||&&|,)$/.test(text.slice(place.start, place.end)));
  return plain && edits.length > 0 ? [{ title: { id: 'fix' }, safe: true, edits }] : [];
}

function operators(expr: Expr, text: string): { readonly start: number; readonly end: number }[] {
  if (isLogical(expr))
    return [
      ...operators(expr.left, text),
      { start: expr.opSpan.start, end: expr.opSpan.end },
      ...operators(expr.right, text),
    ];
  if (expr.kind !== 'comma') return [];
  const comma = text.indexOf(',', expr.left.end);
  return comma < 0 || comma >= expr.right.start
    ? []
    : [...operators(expr.left, text), { start: comma, end: comma + 1 }, ...operators(expr.right, text)];
}
