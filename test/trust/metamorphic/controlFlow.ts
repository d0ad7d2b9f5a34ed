/** The same paths through other control flow: early returns and jumps in place of nesting, and the other way round. */
import type { FunctionDecl, If, Stmt } from '../../../server/src/syntax/ast';
import { parts } from '../../../server/src/syntax/walk';
import type { Edit, Source, Transform } from './transforms';

function insertion(at: number, newText: string): Edit {
  return { start: at, end: at, newText };
}

function bodies({ syntax }: Source): readonly (FunctionDecl & { readonly body: NonNullable<FunctionDecl['body']> })[] {
  return syntax.unreadable.length > 0
    ? []
    : syntax.functions.flatMap((fn) => (fn.body && !fn.isTemplate ? [{ ...fn, body: fn.body }] : []));
}

/** Directives may leave out a part of it. */
function isWhole(text: string, { start, end }: Stmt): boolean {
  return !/^[ \t]*#/m.test(text.slice(start, end));
}

function returns(stmt: Stmt): boolean {
  const last = stmt.kind === 'block' ? stmt.body[stmt.body.length - 1] : stmt;
  return last?.kind === 'return';
}

/** `if (a) return b; rest` becomes `if (a) return b; else { rest }`. */
const nestedInPlaceOfEarlyReturns: Transform = (source) =>
  bodies(source).flatMap(({ body }) => {
    if (!isWhole(source.text, body)) return [];
    const early = body.body.filter(
      (stmt, i) => stmt.kind === 'if' && !stmt.otherwise && returns(stmt.then) && i < body.body.length - 1,
    );
    return [...early.map(({ end }) => insertion(end, ' else {')), ...early.map(() => insertion(body.end - 1, '}'))];
  });

/** In a function without a result, `if (a) { b }` at its end becomes `if (!(a)) return; { b }`. */
const earlyReturnsInPlaceOfNesting: Transform = (source) =>
  bodies(source).flatMap(({ body, returnType }) => {
    const last = body.body[body.body.length - 1];
    const isVoid = /^(?:void|VOID)$/.test(returnType.base) && returnType.pointers === 0;
    if (!isVoid || last?.kind !== 'if' || last.otherwise || last.then.kind !== 'block') return [];
    return isWhole(source.text, last) ? negated(last, 'return;') : [];
  });

function negated({ test, then }: If, jump: string): Edit[] {
  return [insertion(test.start, '!('), insertion(test.end, ')'), insertion(then.start, `${jump} `)];
}

/** `if (a) { b }` becomes `if (!(a)) goto Past; { b } Past:;`. C++ has rules about jumps. */
const jumpsInPlaceOfNesting: Transform = (source) => {
  let count = 0;
  const jumps = (stmt: Stmt, inBlock: boolean): Edit[] => {
    const inner = parts(stmt).statements.flatMap((one) => jumps(one, stmt.kind === 'block'));
    if (!inBlock || stmt.kind !== 'if' || stmt.otherwise || stmt.then.kind !== 'block' || !isWhole(source.text, stmt))
      return inner;
    const label = `OwnPast${count++}`;
    return [...negated(stmt, `goto ${label};`), ...inner, insertion(stmt.end, ` ${label}:;`)];
  };
  return source.syntax.language === 'c' ? bodies(source).flatMap(({ body }) => jumps(body, false)) : [];
};

export const controlFlow: Readonly<Record<string, Transform>> = {
  'nesting in place of early returns': nestedInPlaceOfEarlyReturns,
  'early returns in place of nesting': earlyReturnsInPlaceOfNesting,
  'jumps in place of nesting': jumpsInPlaceOfNesting,
};
