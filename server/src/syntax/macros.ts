/** `#define` bodies, parsed once: as an expression if that is what they are, else as statements. */
import { macroEffect, maskSource, type MacroEffect, type MaskedSource } from '../text/mask';
import { withoutCommentsAndSplices, type MacroDefinition } from '../text/directives';
import { scan, TokenKind, type Tokens } from '../text/scan';
import { parenthesisEnd } from '../text/structure';
import { PASTE, type Expr, type MacroDecl, type Param, type Stmt } from './ast';
import type { Cst } from './cst';
import { numberValue } from './lower/literals';
import { parameters } from './lower/types';
import type { FileContext } from './lower/session';
import type { Macro, Memory } from './fileMemory';
import type { Pieces } from './pieces';
import type { TypeNames } from './typeNames';

export interface MacroOptions {
  readonly language: 'c' | 'cpp';
  readonly emptyMacros: ReadonlyMap<string, MacroEffect>;
  readonly types: TypeNames;
  readonly before: Memory<Macro>;
  readonly now: Memory<Macro>;
}

export function lowerMacros(source: string, masked: MaskedSource, pieces: Pieces, options: MacroOptions): MacroDecl[] {
  const { types, before, now } = options;
  return masked.directives.macros.map((macro) => {
    const text = source.slice(macro.start, macro.end) + (macro.doubtful ? '?' : '');
    const known = before.moveTo(now, text, macro.start, ({ asked }) => types.stillHolds(asked));
    if (known) return known.decl;
    const { value: decl, asked } = types.noting(() => new MacroReader(source, macro, pieces, options).read());
    now.add(text, macro.start, { decl, asked });
    return decl;
  });
}

type BodyKind = 'expression' | 'initializer' | 'statements';

const MAX_BODY = 20_000;

class MacroReader {
  private readonly text: string;
  private readonly raw: string;

  constructor(
    source: string,
    private readonly macro: MacroDefinition,
    private readonly pieces: Pieces,
    private readonly options: MacroOptions,
  ) {
    this.raw = source.slice(macro.body.start, macro.body.end);
    this.text = withoutCommentsAndSplices(this.raw);
  }

  read(): MacroDecl {
    const { start, end, name, nameSpan, params, variadic } = this.macro;
    const common = { start, end, name, nameSpan, params, variadic, text: this.text };
    const blank = macroEffect(this.raw, this.options) !== undefined;
    if (blank) return { ...common, blank, opaque: false, pastes: false };
    if (this.macro.doubtful) return { ...common, opaque: true, pastes: false };
    const simple = this.simple();
    if (simple) return { ...common, expr: simple, opaque: false, pastes: false };
    const tokens = scan(this.raw, { language: this.options.language, insideDirective: true });
    const pastes = hasPaste(tokens);
    const stringises = params !== undefined && hasToken(tokens, '#');
    const balanced = isBalanced(tokens);
    if ((pastes && !pastesNames(tokens)) || !balanced || this.raw.length > MAX_BODY)
      return { ...common, opaque: true, pastes: pastes || stringises };
    return { ...common, ...this.parsed(tokens), pastes: pastes || stringises };
  }

  /** Most macros are one number or one name: no parser needed. */
  private simple(): Expr | undefined {
    const at = this.raw.indexOf(this.text);
    if (at < 0) return undefined;
    const start = this.macro.body.start + at;
    const span = { start, end: start + this.text.length };
    if (/^[0-9][0-9a-zA-Z]*$/.test(this.text))
      return { kind: 'number', ...span, text: this.text, value: numberValue(this.text) };
    if (/^[A-Za-z_]\w*$/.test(this.text)) return { kind: 'ident', ...span, name: this.text };
    const parenthesized = /^\(\s*([0-9][0-9a-zA-Z]*)\s*\)$/.exec(this.text)?.[1];
    if (parenthesized === undefined) return undefined;
    const inner = start + this.text.indexOf(parenthesized);
    return {
      kind: 'number',
      start: inner,
      end: inner + parenthesized.length,
      text: parenthesized,
      value: numberValue(parenthesized),
    };
  }

  private parsed(tokens: Tokens): Pick<MacroDecl, 'expr' | 'body' | 'opaque' | 'paramList'> {
    const kind = bodyKind(tokens);
    const body = this.blanked(tokens);
    if (kind !== 'statements') {
      const expr =
        kind === 'initializer'
          ? this.asInitializer(body)
          : (this.asExpression(body) ?? this.asBareExpression(body, tokens));
      if (expr) return { expr, opaque: false };
    }
    const statements = this.asStatements(body);
    if (statements) return { body: statements, opaque: false };
    const paramList = this.macro.params === undefined ? this.asParameters(body) : undefined;
    return { opaque: true, ...(paramList ? { paramList } : {}) };
  }

  /** Comments and line continuations blanked, stringised parameters as empty strings. */
  private blanked(tokens: Tokens): string {
    let text = this.raw.replace(/\\(?=\r?\n|\r)/g, ' ');
    for (let i = 0; i < tokens.count; i++) {
      const start = tokens.start(i);
      if (tokens.kind(i) === TokenKind.Comment)
        text = overwrite(text, start, blankOf(text.slice(start, tokens.end(i))));
      else if (tokens.is(i, '#') && tokens.kind(i + 1) === TokenKind.Ident) {
        text = overwrite(text, start, '""'.padEnd(tokens.end(i + 1) - start));
      } else if (tokens.is(i, '##') && pastesNamesAt(tokens, i)) {
        const first = tokens.start(i - 1);
        const joined = tokens.textOf(i - 1) + PASTE + tokens.textOf(i + 1);
        text = overwrite(text, first, joined.padEnd(tokens.end(i + 1) - first));
      } else if (tokens.is(i, '#') || tokens.is(i, '##')) text = overwrite(text, start, blankOf(tokens.textOf(i)));
    }
    return text;
  }

  private cst(prefix: string, body: string, suffix: string): Cst | undefined {
    const text = prefix + body + suffix;
    const masked = maskSource(text, this.options).text;
    const cst = this.pieces.parseText(masked, this.macro.body.start - prefix.length, this.macro.body);
    return cst && !cst.hasError ? cst : undefined;
  }

  private context(): FileContext {
    const { file } = this.pieces;
    return { ...file, types: file.types.without(this.macro.params ?? []), placeholders: new Map() };
  }

  private asExpression(body: string): Expr | undefined {
    const cst = this.cst('void f(){x=(', body, '\n);}');
    const value = cst && assignedValue(cst);
    if (cst === undefined || value === undefined) return undefined;
    return this.pieces.detachedSession(cst, this.context()).expression(value);
  }

  /** The C++ grammar takes `(a = b, c)` for the beginning of a fold; without the parentheses it reads the same. */
  private asBareExpression(body: string, tokens: Tokens): Expr | undefined {
    const last = tokens.count - 1;
    if (this.options.language !== 'cpp' || !tokens.is(0, '(') || parenthesisEnd(tokens, 0) !== tokens.count)
      return undefined;
    const bare = overwrite(overwrite(body, tokens.start(0), ' '), tokens.start(last), ' ');
    const cst = this.cst('void f(){', bare, '\n;}');
    const block = cst ? cst.childInField(cst.namedChildren(0)[0] ?? 0, 'body') : 0;
    const [statement = 0, ...others] = cst?.namedChildren(block) ?? [];
    if (!cst || others.length > 0 || cst.type(statement) !== 'expression_statement') return undefined;
    return this.pieces.detachedSession(cst, this.context()).expression(cst.namedChildren(statement)[0] ?? 0);
  }

  private asInitializer(body: string): Expr | undefined {
    const cst = this.cst('T x=', body, '\n;');
    if (!cst) return undefined;
    const declarator = cst.childInField(cst.namedChildren(0)[0] ?? 0, 'declarator');
    const value = cst.childInField(declarator, 'value');
    return value === 0 ? undefined : this.pieces.detachedSession(cst, this.context()).expression(value);
  }

  private asParameters(body: string): readonly Param[] | undefined {
    const cst = this.cst('void f(', body, '\n);');
    if (!cst) return undefined;
    const declarator = cst.childInField(cst.namedChildren(0)[0] ?? 0, 'declarator');
    const list = cst.childInField(declarator, 'parameters');
    if (list === 0) return undefined;
    const { params } = parameters(this.pieces.detachedSession(cst, this.context()), list);
    return params.length > 1 && params.every(({ name }) => name !== '') ? params : undefined;
  }

  private asStatements(body: string): Stmt[] | undefined {
    const cst = this.cst('void f(){', body, '\n;}');
    if (!cst) return undefined;
    const definition = cst.namedChildren(0)[0] ?? 0;
    const block = cst.childInField(definition, 'body');
    if (block === 0) return undefined;
    const session = this.pieces.detachedSession(cst, this.context());
    const out: Stmt[] = [];
    for (const child of cst.namedChildren(block)) session.statements(child, out);
    // A type, a lone attribute: no statement, though the grammar lets it pass for one.
    if (out.some((statement) => statement.kind === 'expr' && statement.expr.kind === 'unknown')) return undefined;
    const last = out.at(-1);
    // The semicolon that the wrapper added after a body which had its own.
    if (last?.kind === 'empty' && last.start >= this.macro.body.end) out.pop();
    return out;
  }
}

/** The parenthesised right side of the wrapper's only statement. */
function assignedValue(cst: Cst): number | undefined {
  const body = cst.childInField(cst.namedChildren(0)[0] ?? 0, 'body');
  const statements = cst.namedChildren(body);
  const assignment = cst.namedChildren(statements[0] ?? 0)[0] ?? 0;
  if (statements.length !== 1 || cst.type(assignment) !== 'assignment_expression') return undefined;
  const value = cst.childInField(assignment, 'right');
  return cst.type(value) === 'parenthesized_expression' ? value : undefined;
}

/** `, ##__VA_ARGS__` pastes nothing: it is how a list that may be empty is written. */
function hasPaste(tokens: Tokens): boolean {
  for (let i = 0; i < tokens.count; i++) if (tokens.is(i, '##') && !tokens.is(i + 1, '__VA_ARGS__')) return true;
  return false;
}

/** Every paste joins two names. Three in a row are left alone. */
function pastesNames(tokens: Tokens): boolean {
  for (let i = 0; i < tokens.count; i++)
    if (tokens.is(i, '##') && !tokens.is(i + 1, '__VA_ARGS__') && !pastesNamesAt(tokens, i)) return false;
  return true;
}

function pastesNamesAt(tokens: Tokens, at: number): boolean {
  const isName = (i: number): boolean => tokens.kind(i) === TokenKind.Ident;
  return isName(at - 1) && isName(at + 1) && !tokens.is(at - 2, '##') && !tokens.is(at + 2, '##');
}

function hasToken(tokens: Tokens, text: string): boolean {
  for (let i = 0; i < tokens.count; i++) if (tokens.is(i, text)) return true;
  return false;
}

function isBalanced(tokens: Tokens): boolean {
  const stack: number[] = [];
  for (let i = 0; i < tokens.count; i++) {
    const c = tokens.punct(i);
    if (c === 40) stack.push(41);
    else if (c === 91) stack.push(93);
    else if (c === 123) stack.push(125);
    else if ((c === 41 || c === 93 || c === 125) && stack.pop() !== c) return false;
  }
  return stack.length === 0;
}

const STATEMENT_START = /^(?:do|if|while|for|switch|return|goto|break|continue|__try|__leave|case)$/;

function bodyKind(tokens: Tokens): BodyKind {
  let first = 0;
  while (tokens.kind(first) === TokenKind.Comment) first++;
  if (tokens.kind(first) === TokenKind.Ident && STATEMENT_START.test(tokens.textOf(first))) return 'statements';
  let semicolon = false;
  for (let i = first; i < tokens.count; i++) if (tokens.punct(i) === 59) semicolon = true;
  if (tokens.punct(first) === 123) return semicolon || tokens.punct(first + 1) === 125 ? 'statements' : 'initializer';
  return semicolon ? 'statements' : 'expression';
}

function overwrite(text: string, at: number, replacement: string): string {
  return text.slice(0, at) + replacement + text.slice(at + replacement.length);
}

function blankOf(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
