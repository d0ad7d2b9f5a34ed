/**
 * Which WSK structure a member belongs to, by what the document itself says: the declaration of what stands before the dot, or
 * of what a braced initialiser initialises. Nothing is concluded from declarations that are not there.
 */
import { model, type StructureField, type WskStructure } from '../model';
import { TokenKind, type Tokens } from '../text/scan';
import { enclosingFunction } from './enclosingFunction';
import { enclosingBracket, type NameAt } from './sourceTokens';

export interface MemberOf {
  readonly structure: WskStructure;
  readonly field: StructureField;
}

/** `struct NAME {`, `union {`, `class NAME : public BASE {`: what is declared in the braces are members. */
function isTypeBody(tokens: Tokens, brace: number): boolean {
  for (let at = brace - 1; at >= 0 && brace - at < 12; at--) {
    if (tokens.is(at, 'struct') || tokens.is(at, 'union') || tokens.is(at, 'class')) return true;
    if (tokens.kind(at) === TokenKind.Punct && !/^(?:::?|,)$/.test(tokens.textOf(at))) return false;
  }
  return false;
}

/** A declaration reaches a use in its own function, and one outside of all functions reaches every use; members are used as such. */
function reaches(tokens: Tokens, declaration: number, use: number): boolean {
  const isMember = tokens.is(use - 1, '.') || tokens.is(use - 1, '->');
  const around = enclosingBracket(tokens, declaration);
  if (tokens.is(around, '{') && isTypeBody(tokens, around)) return true;
  if (isMember) return false;
  const user = enclosingFunction(tokens, use);
  const owner = enclosingFunction(tokens, declaration);
  if (owner) return owner.brace === user?.brace;
  return !tokens.is(around, '(') || around === user?.open;
}

/** Names of structures in the order of the text: `WSK_SOCKET *Socket`, `PWSK_BUF buffer`, also as a field or parameter. */
function declaredType(tokens: Tokens, use: number): WskStructure | undefined {
  const name = tokens.textOf(use);
  let best: WskStructure | undefined;
  for (let at = 1; at < tokens.count; at++) {
    if (best && at > use) break;
    if (tokens.kind(at) !== TokenKind.Ident || !tokens.is(at, name)) continue;
    let type = at - 1;
    while (
      type > 0 &&
      (tokens.is(type, '*') || tokens.is(type, '&') || tokens.is(type, 'const') || tokens.is(type, 'CONST'))
    )
      type--;
    // `a, b` declares b too, but a list of arguments looks the same: only the first of a declaration counts.
    const found = model.types.get(tokens.textOf(type));
    if (found && reaches(tokens, at, use)) best = found;
  }
  return best;
}

/** The last name of the object: `Socket` in `Context->Sockets[i].Socket->Dispatch`. */
function objectName(tokens: Tokens, accessor: number): number | undefined {
  let at = accessor - 1;
  while (at > 0 && tokens.is(at, ']')) at = enclosingBracket(tokens, at) - 1;
  return tokens.kind(at) === TokenKind.Ident ? at : undefined;
}

/** `TYPE name = {` or `(TYPE) {` before the braces that hold a designator. */
function initialisedType(tokens: Tokens, brace: number): WskStructure | undefined {
  if (tokens.is(brace - 1, ')')) return model.types.get(tokens.textOf(brace - 2));
  for (let at = brace - 1; at >= 0 && brace - at < 12; at--) {
    const text = tokens.textOf(at);
    if (text === ';' || text === '{' || text === '}') return undefined;
    const structure = model.types.get(text);
    if (structure) return structure;
  }
  return undefined;
}

function structureBefore({ tokens, index }: NameAt): WskStructure | undefined {
  const accessor = tokens.textOf(index - 1);
  if (accessor === '->') {
    const name = objectName(tokens, index - 1);
    return name === undefined ? undefined : declaredType(tokens, name);
  }
  if (accessor !== '.') return undefined;
  const name = objectName(tokens, index - 1);
  if (name !== undefined) return declaredType(tokens, name);
  const brace = enclosingBracket(tokens, index - 1);
  return tokens.is(brace, '{') ? initialisedType(tokens, brace) : undefined;
}

/** Members of these names belong to no other structure of a driver. */
const unmistakable = new Set(['EventMask', 'NpiId', 'WskClientEvent']);

export function memberAt(name: NameAt): MemberOf | undefined {
  const accessor = name.tokens.textOf(name.index - 1);
  if (accessor !== '.' && accessor !== '->') return undefined;
  const known = structureBefore(name);
  const structure =
    known ??
    (unmistakable.has(name.name)
      ? [...model.structures.values()].find((candidate) => candidate.fields.some((field) => field.name === name.name))
      : undefined);
  const field = structure?.fields.find((candidate) => candidate.name === name.name);
  return structure && field && { structure, field };
}
