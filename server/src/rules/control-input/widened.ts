/** A variable that is too small for its option gets the option's type; a parameter hands its value to a local that has it. */
import type { LocalVariable } from '../../flow/graph';
import { rootOf } from '../../flow/regions';
import type { DeclStmt, Declarator, Expr, FunctionDecl, Stmt } from '../../syntax/ast';
import { parts, walkStatement, withoutCasts } from '../../syntax/walk';
import { argumentPlace, type Place } from '../../wsk/place';
import { freeName } from '../../wsk/source';
import type { Argument } from '../../wsk/facts';
import { argument, type ControlCall } from '../control';
import type { EditReport, FixReport, RuleContext, SourceView } from '../rule';
import { declaration, edit, holds, statementAt } from '../statements';
import { textOf } from '../text';

export function widened(
  { files }: Pick<RuleContext, 'files'>,
  call: ControlCall,
  buffer: Argument,
  type: string,
): FixReport[] {
  const region = buffer.value.k === 'pointer' ? buffer.value.region : undefined;
  const size = argument(call, 'inputSize');
  if (region?.r !== 'local' || rootOf(region) !== region || region.type?.t !== 'scalar' || !size) return [];
  const { local } = region;
  const source = files.get(local.owner.file);
  const used = { buffer: argumentPlace(call.fact, buffer), size: argumentPlace(call.fact, size) };
  const { decl, file } = local.owner;
  if (!source || used.buffer.file !== file || !decl.body || !holds(decl.body, used.buffer)) return [];
  if (!isReadAlone(local, decl, used.buffer)) return [];
  const edits =
    local.parameter === undefined
      ? ofLocal(local, decl, source, used, files, type)
      : ofParameter(local, used, files, type);
  return edits ? [{ title: { id: 'widen', args: { variable: local.name, type } }, safe: false, edits }] : [];
}

interface Used {
  readonly buffer: Place;
  readonly size: Place;
}

/** Its address goes to this call alone: nobody else counts on the size that it has. */
function isReadAlone({ name }: LocalVariable, { body }: FunctionDecl, buffer: Place): boolean {
  let alone = true;
  if (body)
    walkStatement(body, (expr) => {
      const isOther = expr.kind === 'lambda' || (isAddress(expr, name) && !holds(buffer, expr));
      if (isOther) alone = false;
    });
  return alone;
}

function isAddress(expr: Expr, name: string): boolean {
  return expr.kind === 'unary' && expr.op === '&' && isNamed(expr.operand, name);
}

function isNamed(expr: Expr, name: string): boolean {
  return expr.kind === 'ident' && expr.name === name;
}

function ofLocal(
  { name }: LocalVariable,
  { body }: FunctionDecl,
  source: SourceView,
  { size, buffer }: Used,
  files: RuleContext['files'],
  type: string,
): EditReport[] | undefined {
  const [only, ...others] = body ? declarationsOf(body, name) : [];
  if (!only || others.length > 0) return undefined;
  const { stmt, declarator } = only;
  const { base, start, end, pointers, arrays } = declarator.type;
  if (stmt.declarators.length > 1 || pointers > 0 || arrays.length > 0) return undefined;
  if (source.text.slice(start, end) !== base) return undefined;
  const measured = measure(size, name, files);
  if (measured === undefined) return undefined;
  const init = withoutCasts(declarator.init);
  const word = init?.kind === 'keyword' && /^(?:true|false)$/.test(init.name) ? init : undefined;
  return [
    edit(buffer.file, start, end, type),
    ...(word ? [edit(buffer.file, word.start, word.end, word.name.toUpperCase())] : []),
    ...(measured === 'type' ? [edit(size.file, size.start, size.end, `sizeof(${type})`)] : []),
  ];
}

function declarationsOf(stmt: Stmt, name: string): { readonly stmt: DeclStmt; readonly declarator: Declarator }[] {
  const own =
    stmt.kind === 'decl'
      ? stmt.declarators.flatMap((declarator) => (declarator.name === name ? [{ stmt, declarator }] : []))
      : [];
  return [...own, ...parts(stmt).statements.flatMap((inner) => declarationsOf(inner, name))];
}

function ofParameter(
  { name, owner }: LocalVariable,
  { buffer, size }: Used,
  files: RuleContext['files'],
  type: string,
): EditReport[] | undefined {
  const at = statementAt(owner, buffer, files);
  const address = at && /^(&\s*)\w+$/.exec(textOf(at.source, buffer));
  if (!at || !address || !owner.decl.body || isWritten(owner.decl.body, name)) return undefined;
  const measured = measure(size, name, files);
  if (measured === undefined || (measured === 'variable' && !holds(owner.decl.body, size))) return undefined;
  const value = freeName('Value', textOf(at.source, owner.decl));
  const declared = declaration(at, `${type} ${value} = ${name};`);
  return (
    declared && [
      ...declared,
      edit(buffer.file, buffer.start, buffer.end, `${address[1] ?? ''}${value}`),
      ...(measured === 'variable' ? [edit(size.file, size.start, size.end, `sizeof(${value})`)] : []),
      ...(measured === 'type' ? [edit(size.file, size.start, size.end, `sizeof(${type})`)] : []),
    ]
  );
}

function isWritten(body: Stmt, name: string): boolean {
  let written = false;
  walkStatement(body, (expr) => {
    if (expr.kind === 'assign' && isNamed(expr.target, name)) written = true;
    if (expr.kind === 'update' && isNamed(expr.operand, name)) written = true;
  });
  return written;
}

/** What the size is made from: the variable, its type or a number that has to follow, or the option's own type already. */
function measure(size: Place, name: string, files: RuleContext['files']): 'variable' | 'type' | 'right' | undefined {
  const text = textOf(files.get(size.file), size);
  if (new RegExp(`^sizeof\\s*(?:\\(\\s*${name}\\s*\\)|\\s${name})$`).test(text)) return 'variable';
  if (/^sizeof\s*\(\s*(?:BOOLEAN|bool|UCHAR|USHORT|CHAR|BYTE|unsigned char|char)\s*\)$/.test(text)) return 'type';
  if (/^\d+$/.test(text)) return text === '4' ? 'right' : 'type';
  return /^sizeof\s*\(\s*(?:ULONG|DWORD|LONG|INT|int|UINT|UINT32)\s*\)$/.test(text) ? 'right' : undefined;
}
