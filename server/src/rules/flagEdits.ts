/** A flag goes out of the mask that it is in. */
import type { Binary, Conditional, Expr, Span } from '../syntax/ast';
import { walkStatement } from '../syntax/walk';
import type { Place } from '../wsk/place';
import { inDefinition, wrongMacro } from './definitions';
import { enumeratorAt, standsFor } from './enumerators';
import { onlyLooks, withGovernor } from './irpEdits';
import type { EditReport, RuleContext } from './rule';
import { edit, holds, removal, statementAt, type StatementPlace } from './statements';
import { textOf, withoutFlag } from './text';
import { unusedLocals } from './unusedLocals';

/**
 * Where the flag is written: at the place, if need be under the name of an enumerator, or in the macro whose name stands there and that is
 * `wrong` wherever it is used.
 */
export function writtenFlag(
  place: Place,
  flag: string,
  wrong: readonly Place[],
  context: Pick<RuleContext, 'facts' | 'files'>,
): Place | undefined {
  if (textOf(context.files.get(place.file), place) === flag) return place;
  const enumerator = enumeratorAt(place, context);
  if (enumerator && standsFor(enumerator, flag)) return place;
  const macro = wrongMacro(place, wrong, context);
  const [only, ...others] = macro ? inDefinition(macro, (expr) => expr.kind === 'ident' && expr.name === flag) : [];
  return macro && only && others.length === 0 ? { file: macro.file, start: only.start, end: only.end } : undefined;
}

/** The mask without the flag that stands here; undefined where nothing would be left. */
export function withoutFlagAt(written: Place, files: RuleContext['files']): EditReport[] | undefined {
  const source = files.get(written.file);
  if (!source) return undefined;
  const part = withoutFlag(source, written);
  if (part) return [edit(written.file, part.start, part.end, '')];
  const decl = source.syntax.functions.find(({ body }) => body && holds(body, written));
  const at = decl && statementAt({ file: written.file, decl }, written, files);
  return at && (withoutAddition(at, written) ?? withoutArm(at, written));
}

/** `Mask |= FLAG;` goes, with the test that governs nothing else. */
function withoutAddition(at: StatementPlace, written: Place): EditReport[] | undefined {
  const { stmt } = at;
  if (stmt.kind !== 'expr' || stmt.expr.kind !== 'assign' || stmt.expr.op !== '|=' || !isAt(stmt.expr.value, written))
    return undefined;
  const whole = withGovernor(at);
  const edits = removal(whole);
  return edits && [...edits, ...unusedLocals(at.file, at.source, at.fn, [whole.stmt])];
}

/** `A | (Test ? FLAG : 0)` becomes `A`; where the other side adds a flag, this one adds nothing. */
function withoutArm(at: StatementPlace, written: Place): EditReport[] | undefined {
  let choice: Conditional | undefined;
  let sum: Binary | undefined;
  walkStatement(at.stmt, (expr) => {
    if (expr.kind === 'conditional' && (isAt(expr.then, written) || isAt(expr.otherwise, written))) choice = expr;
  });
  walkStatement(at.stmt, (expr) => {
    if (expr.kind === 'binary' && expr.op === '|' && (expr.left === choice || expr.right === choice)) sum = expr;
  });
  if (!choice || !sum) return undefined;
  const other = isAt(choice.then, written) ? choice.otherwise : choice.then;
  if (other.kind !== 'number' || other.value !== 0 || !onlyLooks(choice.test))
    return [edit(written.file, written.start, written.end, '0')];
  const gone = operandWithOperator(at.source.text, sum, choice);
  return gone && [edit(at.file, gone.start, gone.end, ''), ...unusedLocals(at.file, at.source, at.fn, [gone])];
}

/** The right operand of the sum with its parentheses, and the operator. */
function operandWithOperator(text: string, { opSpan, right }: Binary, operand: Expr): Span | undefined {
  const opened = /^[\s(]*$/.exec(text.slice(opSpan.end, operand.start))?.[0].replace(/\s/g, '').length;
  if (right !== operand || opened === undefined) return undefined;
  const closed = new RegExp(`^(?:\\s*\\)){${opened}}`).exec(text.slice(operand.end));
  const start = text.slice(0, opSpan.start).trimEnd().length;
  return closed ? { start, end: operand.end + closed[0].length } : undefined;
}

function isAt(expr: Expr, { start, end }: Place): boolean {
  return expr.start === start && expr.end === end;
}
