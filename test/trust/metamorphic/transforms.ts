/** Changes that leave the meaning of a driver: each gives edits, so that it is known where every place has moved to. */
import { model } from '../../../server/src/model';
import type { FileSyntax, Stmt } from '../../../server/src/syntax/ast';
import { parts } from '../../../server/src/syntax/walk';

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface Source {
  readonly text: string;
  readonly syntax: FileSyntax;
}

export type Transform = (source: Source) => readonly Edit[];

interface Token {
  readonly kind: 'directive' | 'comment' | 'string' | 'word' | 'space' | 'other';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const tokenPattern =
  /(?<directive>(?<=^|\n)[ \t]*#(?:\\\r?\n|[^\n])*)|(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>L?"(?:\\.|[^"\\\n])*"|L?'(?:\\.|[^'\\\n])*')|(?<word>[A-Za-z_]\w*)|(?<space>\s+)|(?<other>\d[\w.]*|->|[\s\S])/g;

export function tokensOf(text: string): Token[] {
  return [...text.matchAll(tokenPattern)].map((match) => {
    const groups: Readonly<Record<string, string | undefined>> = match.groups ?? {};
    const [kind = 'other'] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
    return { kind: kind as Token['kind'], start: match.index, end: match.index + match[0].length, text: match[0] };
  });
}

export function applied(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, newText } of sorted(edits)) {
    result += text.slice(at, start) + newText;
    at = end;
  }
  return result + text.slice(at);
}

function sorted(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Where an offset may be now: before or behind what was put in there. */
export function mapped(offset: number, edits: readonly Edit[]): readonly [low: number, high: number] {
  let [low, high] = [offset, offset];
  for (const { start, end, newText } of edits) {
    const grown = newText.length - (end - start);
    if (end <= offset && start < offset) {
      low += grown;
      high += grown;
    } else if (start === offset && end === offset) high += newText.length;
  }
  return [low, high];
}

function statements(stmt: Stmt): Stmt[] {
  return [stmt, ...parts(stmt).statements.flatMap(statements)];
}

/** Names that only functions declare, so that they can be renamed by name. */
function localNames({ syntax, text }: Source): Set<string> {
  const names = new Set<string>();
  for (const fn of syntax.functions) {
    if (!fn.body) continue;
    for (const { name } of fn.params ?? []) names.add(name);
    for (const stmt of statements(fn.body))
      if (stmt.kind === 'decl') for (const { name } of stmt.declarators) names.add(name);
  }
  const others = [
    ...syntax.variables,
    ...syntax.functions,
    ...syntax.typedefs,
    ...syntax.macros,
    ...syntax.records.flatMap(({ fields }) => fields),
    ...syntax.functions.filter(({ body }) => !body).flatMap(({ params }) => params ?? []),
  ];
  for (const { name } of others) names.delete(name);
  names.delete('');
  for (const token of tokensOf(text)) {
    if (token.kind === 'directive') for (const [word] of token.text.matchAll(/[A-Za-z_]\w*/g)) names.delete(word);
  }
  return names;
}

export const renameLocals: Transform = (source) => {
  const names = localNames(source);
  const tokens = tokensOf(source.text).filter(({ kind }) => kind !== 'space' && kind !== 'comment');
  const members = new Set(
    tokens.filter((_token, i) => /^(?:\.|->|::)$/.test(tokens[i - 1]?.text ?? '')).map(({ text }) => text),
  );
  return tokens
    .filter(({ kind, text }) => kind === 'word' && names.has(text) && !members.has(text))
    .map(({ end }) => ({ start: end, end, newText: 'Renamed' }));
};

/** Other white space, and comments, between the tokens. Suppressions and the marks of the cases are comments and stay. */
export const reformat: Transform = ({ text }) =>
  tokensOf(text)
    .filter(
      (token, i, all) => token.kind === 'space' && !/^(?:directive|comment)$/.test(all[i + 1]?.kind ?? 'directive'),
    )
    .map(({ start, end, text: space }, i) => {
      if (space.includes('\n')) return { start: end, end, newText: i % 3 === 0 ? '/* remark */ ' : '' };
      return { start, end, newText: ['  ', '\t', '\n        ', ' /* remark */ '][i % 4] ?? ' ' };
    })
    .filter(({ newText }) => newText !== '');

/** Each function's opening brace on the line of its head. */
export const otherBraces: Transform = ({ text }) => {
  const tokens = tokensOf(text);
  return tokens.flatMap((token, i) =>
    token.kind === 'space' && tokens[i - 1]?.text === ')' && tokens[i + 1]?.text === '{' && token.text.includes('\n')
      ? [{ start: token.start, end: token.end, newText: ' ' }]
      : [],
  );
};

export const addSal: Transform = ({ syntax }) =>
  syntax.functions.flatMap((fn) => [
    ...(fn.body ? [{ start: fn.start, end: fn.start, newText: '_Use_decl_annotations_\n' }] : []),
    ...(fn.params ?? [])
      .filter(({ name }) => name !== '')
      .map(({ start, type }) => ({ start, end: start, newText: type.pointers > 0 ? '_Inout_opt_ ' : '_In_ ' })),
  ]);

const constantName = /^(?:WSK_EVENT|SO_WSK|WSK_FLAG|SIO_WSK)_(?!\w*_CONTROL$)[A-Z_]+$/;

/** `WSK_EVENT_RECEIVE` becomes a macro of the driver's own. */
export const constantsAsMacros: Transform = ({ text }) => {
  const uses = tokensOf(text).filter(
    ({ kind, text: word }) => kind === 'word' && constantName.test(word) && model.lookup(word) !== undefined,
  );
  const names = [...new Set(uses.map((use) => use.text))];
  const definitions = names.map((name) => `#define OWN_${name} ${name}\n`).join('');
  return [
    { start: 0, end: 0, newText: definitions },
    ...uses.map(({ start }) => ({ start, end: start, newText: 'OWN_' })),
  ];
};

/** The same as enumerators: they have no text that a preprocessor could put in. */
export const constantsAsEnumerators: Transform = ({ text }) => {
  const uses = tokensOf(text).filter(
    ({ kind, text: word }) => kind === 'word' && constantName.test(word) && (model.constants.get(word) ?? -1) > 0,
  );
  const small = uses.filter((use) => (model.constants.get(use.text) ?? 0) <= 0x7fffffff);
  const names = [...new Set(small.map((use) => use.text))];
  if (names.length === 0) return [];
  return [
    { start: 0, end: 0, newText: `enum { ${names.map((name) => `OWN_${name} = ${name}`).join(', ')} };\n` },
    ...small.map(({ start }) => ({ start, end: start, newText: 'OWN_' })),
  ];
};

/** A statement becomes a loop that runs once. */
export const statementsInLoops: Transform = ({ syntax }) =>
  syntax.functions
    .flatMap(({ body }) => (body ? statements(body) : []))
    .filter((stmt) => stmt.kind === 'expr' && stmt.end === stmt.expr.end + 1)
    .flatMap(({ start, end }) => [
      { start, end: start, newText: 'do { ' },
      { start: end, end, newText: ' } while (0);' },
    ]);

/** `{ A, B }` becomes `{ .First = A, .Second = B }`, for tables and for the structures that name events. */
export const designatedMembers: Transform = ({ syntax }) => {
  const declarators = [
    ...syntax.variables,
    ...syntax.functions
      .flatMap(({ body }) => (body ? statements(body) : []))
      .flatMap((stmt) => (stmt.kind === 'decl' ? stmt.declarators : [])),
  ];
  return declarators.flatMap(({ type, init }) => {
    const members = membersOf.get(type.base);
    if (!members || type.pointers > 0 || type.arrays.length > 0 || init?.kind !== 'initList') return [];
    // The zero idiom names no member.
    if (init.items.length === 1 && init.items[0]?.value.kind === 'number') return [];
    if (init.items.length > members.length || init.items.some(({ designators }) => designators.length > 0)) return [];
    return init.items.map(({ span: { start } }, i) => ({ start, end: start, newText: `.${members[i] ?? ''} = ` }));
  });
};

const membersOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['WSK_EVENT_CALLBACK_CONTROL', ['NpiId', 'EventMask']],
  ['WSK_CLIENT_NPI', ['ClientContext', 'Dispatch']],
  ['WSK_CLIENT_DISPATCH', ['Version', 'Reserved', 'WskClientEvent']],
  ['WSK_CLIENT_LISTEN_DISPATCH', ['WskAcceptEvent', 'WskInspectEvent', 'WskAbortEvent']],
  ['WSK_CLIENT_DATAGRAM_DISPATCH', ['WskReceiveFromEvent']],
  ['WSK_CLIENT_CONNECTION_DISPATCH', ['WskReceiveEvent', 'WskDisconnectEvent', 'WskSendBacklogEvent']],
]);

/** Statements inside a macro that only carries them out. */
export const statementsInMacros: Transform = ({ syntax }) => {
  const calls = syntax.functions
    .flatMap(({ body }) => (body ? statements(body) : []))
    .filter((stmt) => stmt.kind === 'expr' && (stmt.expr.kind === 'call' || stmt.expr.kind === 'assign'));
  const edits = calls.flatMap((stmt) =>
    stmt.kind === 'expr' && stmt.end === stmt.expr.end + 1
      ? [
          { start: stmt.start, end: stmt.start, newText: 'OWN_DO(' },
          { start: stmt.expr.end, end: stmt.expr.end, newText: ')' },
        ]
      : [],
  );
  return edits.length === 0 ? [] : [{ start: 0, end: 0, newText: '#define OWN_DO(x) do { x; } while (0)\n' }, ...edits];
};

/** A value goes through a function that gives it back. */
export const valuesThroughHelpers: Transform = ({ syntax }) => {
  const masks = syntax.functions
    .flatMap(({ body }) => (body ? statements(body) : []))
    .flatMap((stmt) =>
      stmt.kind === 'expr' &&
      stmt.expr.kind === 'assign' &&
      stmt.expr.op === '=' &&
      stmt.expr.target.kind === 'member' &&
      stmt.expr.target.name === 'EventMask'
        ? [stmt.expr.value]
        : [],
    );
  const helper = 'static unsigned long OwnValue(unsigned long Value)\n{\n    return Value;\n}\n';
  const first = syntax.functions.find(({ body }) => body);
  if (masks.length === 0 || !first || syntax.language !== 'c') return [];
  return [
    { start: 0, end: 0, newText: helper },
    ...masks.flatMap(({ start, end }) => [
      { start, end: start, newText: 'OwnValue(' },
      { start: end, end, newText: ')' },
    ]),
  ];
};

export const transforms: Readonly<Record<string, Transform>> = {
  'renaming locals': renameLocals,
  reformatting: reformat,
  'braces on the line of their head': otherBraces,
  'adding SAL': addSal,
  'constants as macros': constantsAsMacros,
  'constants as enumerators': constantsAsEnumerators,
  'statements in loops that run once': statementsInLoops,
  'designated members': designatedMembers,
  'statements in a macro': statementsInMacros,
  'values through a helper': valuesThroughHelpers,
};
