/** The callback's prototype for a function that has another one, in its definition and where it is declared. */
import type { FunctionDecl, Stmt } from '../../syntax/ast';
import { parts } from '../../syntax/walk';
import type { FunctionEntity } from '../../flow/program';
import type { WskCallback } from '../../model';
import { wrongParameters, type SignatureMistake } from '../signature';
import type { EditReport, FixReport, RuleContext, SourceView } from '../rule';
import { edit, insertBefore, statementAt } from '../statements';
import { styleOf } from '../text';

export function prototypeFix(
  fn: FunctionEntity,
  callback: WskCallback,
  mistake: SignatureMistake,
  { facts, files }: RuleContext,
): readonly FixReport[] {
  if (fn.decl.scope.length > 0 || (mistake.id === 'result' && !isPlainVoid(fn.decl))) return [];
  const edits: EditReport[] = [];
  const positions = wrongParameters(fn, callback, facts.program);
  for (const [file, source] of files) {
    for (const decl of source.syntax.functions) {
      if (decl.name !== fn.name || decl.scope.length > 0) continue;
      if (file !== fn.file && (decl.isStatic || fn.decl.isStatic)) continue;
      const own = headEdits(file, decl, callback, mistake, positions, files);
      if (!own) return [];
      edits.push(...own);
    }
  }
  return [
    {
      title: { id: 'prototype', args: { callback: callback.name } },
      safe: mistake.id === 'parameter',
      edits,
    },
  ];
}

function headEdits(
  file: string,
  decl: FunctionDecl,
  callback: WskCallback,
  mistake: SignatureMistake,
  positions: readonly number[],
  files: RuleContext['files'],
): readonly EditReport[] | undefined {
  const source = files.get(file);
  if (mistake.id === 'result') return source && resultEdit(file, source, decl, callback);
  const params = decl.params ?? [];
  if (mistake.id === 'parameter') {
    return positions.flatMap((i) => {
      const [param, wanted] = [params[i], callback.params[i]];
      if (!param || !wanted) return [];
      const end = param.name === '' ? param.end : param.nameSpan.start;
      return [edit(file, param.type.start, end, declared(wanted.type, param.name))];
    });
  }
  const [first, last] = [params[0], params[params.length - 1]];
  if (!first || !last || params.some((param) => param.name === '' && decl.body)) return undefined;
  // What the body uses keeps its name; what it had and WSK does not pass is gone with the rest.
  const names = matched(
    params.map(({ type, name }) => ({ base: type.base, name })),
    callback,
  );
  const list = callback.params.map(
    (param, i) => declared(param.type, names[i] ?? param.name) + (names[i] ?? param.name),
  );
  const added = callback.params.flatMap((param, i) => (names[i] === undefined ? [param.name] : []));
  return [edit(file, first.start, last.end, list.join(', ')), ...unused(file, decl, added, files)];
}

/** The compiler is told of parameters that the body does not know. */
function unused(
  file: string,
  decl: FunctionDecl,
  names: readonly string[],
  files: RuleContext['files'],
): readonly EditReport[] {
  const first = decl.body?.body.find((stmt) => stmt.kind !== 'decl');
  const at = first && statementAt({ file, decl }, { file, ...first }, files);
  return (at && insertBefore(at, names.map((name) => `UNREFERENCED_PARAMETER(${name});\n`).join(''))) ?? [];
}

/** Each parameter of the callback takes the name of the function's next parameter of its type. */
function matched(
  own: readonly { readonly base: string; readonly name: string }[],
  callback: WskCallback,
): readonly (string | undefined)[] {
  let next = 0;
  return callback.params.map(({ type }) => {
    const base = type.replace(/\bconst\b|[\s*]/g, '');
    const at = own.findIndex((one, i) => i >= next && (one.base === base || `P${one.base}` === base));
    if (at < 0) return undefined;
    next = at + 1;
    return own[at]?.name;
  });
}

function declared(type: string, name: string): string {
  return name === '' || type.endsWith('*') ? type : `${type} `;
}

function isPlainVoid(decl: FunctionDecl): boolean {
  const { returnType, body } = decl;
  return returnType.pointers === 0 && /^void$/i.test(returnType.base) && (!body || !hasReturn(body));
}

function hasReturn(stmt: Stmt): boolean {
  return stmt.kind === 'return' || parts(stmt).statements.some(hasReturn);
}

/** The type of the result, and a return at the end of the body. */
function resultEdit(file: string, source: SourceView, decl: FunctionDecl, callback: WskCallback): EditReport[] {
  const { returnType, body } = decl;
  const edits = [edit(file, returnType.start, returnType.end, callback.returnType)];
  if (!body) return edits;
  const close = body.end - 1;
  const lineStart = source.text.lastIndexOf('\n', close - 1) + 1;
  const style = styleOf(source);
  const isOwnLine = /^\s*$/.test(source.text.slice(lineStart, close));
  const line = `return ${callback.returns[0]?.name ?? 'STATUS_SUCCESS'};`;
  return [
    ...edits,
    isOwnLine
      ? edit(file, lineStart, lineStart, `${style.step}${line}${style.lineEnd}`)
      : edit(file, close, close, `${line} `),
  ];
}
