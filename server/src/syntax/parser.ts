/** The way in: text of one file to its typed syntax. Never throws, whatever the text. */
import { Language as Grammar, Parser } from 'web-tree-sitter';
import { failureSentence } from '../text/budget';
import type { Sentence } from '../text/sentence';
import { maskSource, type MacroEffect, type MaskedSource } from '../text/mask';
import { TokenKind } from '../text/scan';
import { NON_CALL_KEYWORDS } from '../text/structure';
import type { Comment, FileSyntax, FunctionDecl, Language, Span } from './ast';
import { grammarNames } from './cst';
import { superfluousWords } from './declutter';
import { isKnownFunctionTypedef } from './functionTypedefs';
import { FileMemory, type Piece } from './fileMemory';
import { languageOf } from './language';
import { headMacros, plainHead, type HeadMacros, type PlainHead } from './heads';
import { lowerTopLevel, type Level } from './lower/declarations';
import { emptyDeclarations, type Declarations, type FileContext } from './lower/session';
import { lowerMacros } from './macros';
import { Pieces, type GrammarParser } from './pieces';
import { takePlaces } from './places';
import { allocTextPragmas, segmentLookup } from './pragmas';
import { recoverFunction } from './recover';
import { recoverRecord } from './recoverRecord';
import { macroInvocation, splitTopLevel, type MacroInvocation, type TopLevelItem } from './split';
import { TypeNames } from './typeNames';

/** The compiled grammars; the core's own `Grammars` is of this shape. */
export interface GrammarSource {
  readonly runtime: Uint8Array;
  readonly c: Uint8Array;
  readonly cpp: () => Promise<Uint8Array>;
}

export interface ParseInput {
  readonly path: string;
  readonly text: string;
  readonly language?: Language;
  /** Preprocessor definitions from outside the file. */
  readonly defines?: ReadonlyMap<string, string>;
  /** Macros of the workspace that a parser does not need (`MacroDecl.blank`). */
  readonly emptyMacros?: ReadonlyMap<string, MacroEffect>;
  /** Macros of the workspace whose body is statements: they may be used without a semicolon. */
  readonly statementMacros?: ReadonlySet<string>;
  /** Macros of the workspace with which functions' heads are written. */
  readonly headMacros?: HeadMacros;
  /** Names that the workspace typedefs as function types. */
  readonly typedefFunctions?: ReadonlySet<string>;
  /** Called between pieces; what it throws ends the reading of the file. */
  readonly checkpoint?: () => void;
}

export interface SyntaxParser {
  /** Loads the language's grammar if it is not there yet. A file whose grammar is missing is unreadable as a whole. */
  ensureLanguage(language: Language): Promise<void>;
  grammar(language: Language): GrammarParser | undefined;
}

/**
 * The runtime is one for the process, and it places one grammar at a time: of two that load at once, one ends up with the
 * other's memory. So they take turns, whoever asks.
 */
let placing: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = placing.then(work);
  placing = result.catch(() => undefined);
  return result;
}

export async function createSyntaxParser(grammars: GrammarSource): Promise<SyntaxParser> {
  // The runtime keeps one instance for the process; a second call finds it there.
  await inTurn(() => Parser.init({ wasmBinary: grammars.runtime }));
  const loaded = new Map<Language, GrammarParser>();
  const pending = new Map<Language, Promise<void>>();
  const load = async (language: Language): Promise<void> => {
    const bytes = language === 'c' ? grammars.c : await grammars.cpp();
    const grammar = await inTurn(() => Grammar.load(bytes));
    const parser = new Parser();
    parser.setLanguage(grammar);
    loaded.set(language, { parser, names: grammarNames(grammar) });
  };
  const ensureLanguage = (language: Language): Promise<void> => {
    const running = pending.get(language) ?? load(language);
    pending.set(language, running);
    running.catch(() => pending.delete(language));
    return running;
  };
  await ensureLanguage('c');
  return { ensureLanguage, grammar: (language) => loaded.get(language) };
}

/** One file, read again and again: what an edit did not touch stays the same objects, moved to where they stand now. */
export class FileReader {
  private memory = new FileMemory();
  /** What the memory was read with, besides the text. */
  private readonly basis: { language: Language | undefined; hints: readonly unknown[] } = {
    language: undefined,
    hints: [],
  };

  /** Never throws, whatever the text. */
  read(input: ParseInput, parser: SyntaxParser): FileSyntax {
    const { typedefFunctions, emptyMacros, statementMacros, headMacros: heads } = input;
    const hints = [typedefFunctions, emptyMacros, statementMacros, heads];
    const same = this.basis.language === input.language && hints.every((one, i) => one === this.basis.hints[i]);
    const before = same ? this.memory : new FileMemory();
    this.memory = new FileMemory();
    this.basis.language = input.language;
    this.basis.hints = hints;
    return guarded(input, parser, before, this.memory);
  }
}

export function parseFile(input: ParseInput, parser: SyntaxParser): FileSyntax {
  return guarded(input, parser, new FileMemory(), new FileMemory());
}

function guarded(input: ParseInput, parser: SyntaxParser, before: FileMemory, now: FileMemory): FileSyntax {
  const language = input.language ?? languageOf(input.path, input.text);
  const grammar = parser.grammar(language);
  if (!grammar)
    return unreadableFile(input, language, failureSentence(new Error(`the grammar of ${language} is missing`)));
  try {
    return parseUnguarded(input, language, grammar, before, now);
  } catch (error) {
    // A parser that was interrupted half-way must not leave its state to the next file.
    grammar.parser.reset();
    return unreadableFile(input, language, failureSentence(error));
  }
}

/** Without the safety net: a failure in here is a defect, which the tests want to see. */
export function parseUnguarded(
  input: ParseInput,
  language: Language,
  grammar: GrammarParser,
  before = new FileMemory(),
  now = new FileMemory(),
): FileSyntax {
  return new FileParser(input, language, grammar, before, now).run();
}

function unreadableFile(input: ParseInput, language: Language, failure: Sentence): FileSyntax {
  return {
    path: input.path, language, functions: [], variables: [], records: [], enums: [], typedefs: [], macros: [], macroCalls: [], includes: [],
    allocText: [], suppressionComments: [], inactive: [], failure,
    unreadable: input.text.length > 0 ? [{ start: 0, end: input.text.length }] : [],
  }; // prettier-ignore
}

/** Small declarations are parsed together: fewer calls, and still little to do again when one of them is edited. */
const BATCH_LENGTH = 4_000;
/** In characters. Longer items are tables that a program has written; to read them takes seconds and tells nothing. */
const MAX_ITEM_LENGTH = 400_000;

/** Of one file. More of them are tables that a program has written. */
const MAX_MACRO_CALLS = 200;

const NO_MACROS: ReadonlyMap<string, MacroEffect> = new Map();

class FileParser {
  private readonly masked: MaskedSource;
  private readonly out: Declarations = emptyDeclarations();
  private readonly pieces: Pieces;
  private readonly types = new TypeNames();
  private askedTypedefs: Map<string, boolean> | undefined;
  private readonly heads: HeadMacros;

  constructor(
    private readonly input: ParseInput,
    private readonly language: Language,
    grammar: GrammarParser,
    private readonly before: FileMemory,
    private readonly now: FileMemory,
  ) {
    this.masked = maskSource(input.text, { ...input, language });
    const context: FileContext = {
      language,
      types: this.types,
      segmentAt: segmentLookup(input.text, this.masked),
      isFunctionTypedef: (name) => this.isFunctionTypedef(name),
      placeholders: new Map(this.masked.placeholders.map((span) => [span.start, span])),
    };
    const { macros } = this.masked.directives;
    this.heads = new Map([...(input.headMacros ?? []), ...headMacros(input.text, macros)]);
    this.pieces = new Pieces(this.masked.text, grammar, context, this.out);
  }

  run(): FileSyntax {
    const { input, masked, out } = this;
    this.noteTypes();
    this.parseItems();
    const macros = lowerMacros(input.text, masked, this.pieces, {
      language: this.language,
      emptyMacros: input.emptyMacros ?? NO_MACROS,
      types: this.types,
      before: this.before.macros,
      now: this.now.macros,
    });
    return {
      path: input.path,
      language: this.language,
      functions: withStaticMethods(out.functions),
      variables: out.variables,
      records: out.records,
      enums: out.enums,
      typedefs: out.typedefs,
      macros,
      macroCalls: out.macroCalls,
      includes: masked.directives.includes,
      allocText: allocTextPragmas(input.text, masked),
      suppressionComments: this.suppressionComments(),
      unreadable: merged([...out.unreadable, ...masked.lost]),
      inactive: masked.inactive,
    };
  }

  /** Two names in a row: the first is a type. Object-like macros with a value are none. */
  private noteTypes(): void {
    const { tokens, directives } = this.masked;
    for (let i = 0; i + 1 < tokens.count; i++) {
      if (tokens.kind(i) !== TokenKind.Ident) continue;
      const pointer = tokens.is(i - 1, '(') && tokens.is(i + 1, '*') && tokens.is(i + 2, ')');
      // Of three in a row nobody knows which one is the type.
      const pair = tokens.kind(i - 1) !== TokenKind.Ident && tokens.kind(i + 2) !== TokenKind.Ident;
      if (!pointer && (!pair || tokens.kind(i + 1) !== TokenKind.Ident)) continue;
      const name = tokens.textOf(i);
      if (!NON_CALL_KEYWORDS.has(name) && !NON_CALL_KEYWORDS.has(tokens.textOf(i + 1))) this.types.addEvidence(name);
    }
    for (const macro of directives.macros) {
      const body = this.input.text.slice(macro.body.start, macro.body.end);
      if (!macro.params && !/^[A-Za-z_][\w\s]*\**$/.test(body.trim())) this.types.addMacro(macro.name);
    }
  }

  private level(scope: readonly string[]): Level {
    return { scope, isTemplate: false };
  }

  private isFunctionTypedef(name: string): boolean {
    const is =
      isKnownFunctionTypedef(name) ||
      this.input.typedefFunctions?.has(name) === true ||
      [this.out, this.pieces.out].some(({ typedefs }) =>
        typedefs.some((typedef) => typedef.name === name && typedef.functionType !== undefined),
      );
    this.askedTypedefs?.set(name, is);
    return is;
  }

  private parseItems(): void {
    const { tokens } = this.masked;
    let batch: TopLevelItem[] = [];
    let macroCalls = 0;
    for (const item of splitTopLevel(tokens)) {
      const call = macroInvocation(tokens, item);
      if (call) {
        this.parseBatch(batch);
        batch = [];
        if (++macroCalls <= MAX_MACRO_CALLS) this.parseBatch([item]);
        continue;
      }
      const first = batch[0];
      const tooLong = first && tokens.end(item.to - 1) - tokens.start(first.from) > BATCH_LENGTH;
      if (
        first &&
        (tooLong ||
          item.body >= 0 ||
          first.body >= 0 ||
          item.broken ||
          first.broken ||
          !sameScope(first.scope, item.scope) ||
          !adjacent(batch, item))
      ) {
        this.parseBatch(batch);
        batch = [];
      }
      batch.push(item);
    }
    this.parseBatch(batch);
  }

  private parseBatch(batch: readonly TopLevelItem[]): void {
    const first = batch[0];
    const last = batch.at(-1);
    if (!first || !last) return;
    this.input.checkpoint?.();
    const { tokens } = this.masked;
    const span = { start: tokens.start(first.from), end: tokens.end(last.to - 1) };
    const text = this.identity(batch, span);
    const known = this.before.pieces.moveTo(this.now.pieces, text, span.start, (...one) => this.isGood(...one));
    const piece = known ?? this.settled(this.lowered(batch, first, span));
    if (known) this.recall(known);
    else this.now.pieces.add(text, span.start, piece);
    append(this.out, piece.declarations);
    if (piece.isSplit) for (const item of batch) this.parseBatch([item]);
  }

  /** A piece of which only the layout is new keeps its syntax. */
  private settled(piece: Piece): Piece {
    const old = this.before.pieces.takePredecessor(({ declarations }) => takePlaces(declarations, piece.declarations));
    return old ? { ...piece, declarations: old.declarations } : piece;
  }

  /** All that the reading of a piece depends on but names: its text, how it was cut, and what the mask put into it. */
  private identity(batch: readonly TopLevelItem[], { start, end }: Span): string {
    const cut = batch.map(({ from, to, body, broken }) => `${to - from},${body < 0 ? body : body - from},${broken}`);
    const put = this.masked.placeholders.filter((span) => start <= span.start && span.start < end);
    const marks = put.map((span) => `${span.start - start}-${span.end - start}`);
    const scope = batch[0]?.scope.join('::') ?? '';
    const head = batch.length === 1 && batch[0] ? (this.headOf(batch[0])?.text ?? '') : '';
    return `${scope} ${cut.join(' ')} ${marks.join(' ')} ${head}\n${this.masked.text.slice(start, end)}`;
  }

  private headOf(item: TopLevelItem): PlainHead | undefined {
    return plainHead(this.masked.tokens, item, this.heads, this.language);
  }

  private isGood({ asked, askedTypedefs, declarations }: Piece, distance: number): boolean {
    for (const [name, is] of askedTypedefs) if (this.isFunctionTypedef(name) !== is) return false;
    const { segmentAt } = this.pieces.file;
    return (
      this.types.stillHolds(asked) &&
      declarations.functions.every(
        ({ start, end, segment }) => segmentAt({ start: start + distance, end: end + distance }) === segment,
      )
    );
  }

  private recall({ found, cost }: Piece): void {
    for (const name of found) this.types.addEvidence(name);
    this.pieces.charge(cost);
  }

  private lowered(batch: readonly TopLevelItem[], first: TopLevelItem, span: Span): Piece {
    const declarations = (this.pieces.out = emptyDeclarations());
    const askedTypedefs = (this.askedTypedefs = new Map<string, boolean>());
    const { left } = this.pieces;
    const { value: isSplit, asked, found } = this.types.noting(() => this.lower(batch, first, span));
    this.askedTypedefs = undefined;
    return { declarations, asked, askedTypedefs, found, cost: left - this.pieces.left, isSplit };
  }

  /** Answers whether the items have to be read one by one. */
  private lower(batch: readonly TopLevelItem[], first: TopLevelItem, span: Span): boolean {
    if (batch.length === 1 && span.end - span.start > MAX_ITEM_LENGTH) {
      this.pieces.out.unreadable.push(span);
      return false;
    }
    const call = batch.length === 1 ? macroInvocation(this.masked.tokens, first) : undefined;
    if (call) {
      this.lowerMacroCall(call, span, first.scope);
      return false;
    }
    const head = batch.length === 1 ? this.headOf(first) : undefined;
    if (head && this.lowerWithHead(first, head)) return false;
    const cst = this.pieces.parse(span.start, span.end);
    if (cst && !cst.hasError) this.lowerAll(cst, first.scope);
    else if (batch.length > 1) return true;
    else this.recover(first, this.decluttered(first) ?? cst);
    return false;
  }

  private lowerWithHead(item: TopLevelItem, head: PlainHead): boolean {
    const { text } = maskSource(`${head.text}{}`, { ...this.input, language: this.language });
    const around = { ...this.level(item.scope), inClass: false };
    const fn = recoverFunction(this.pieces, this.masked.tokens, item, around, { ...head, text });
    if (fn) this.pieces.out.functions.push(fn);
    return fn !== undefined;
  }

  private lowerMacroCall(call: MacroInvocation, span: Span, scope: readonly string[]): void {
    const { tokens } = this.masked;
    const start = tokens.start(call.name);
    const cst = this.pieces.parse(start, tokens.end(call.close), 'void f(){', ';}');
    const body = cst && !cst.hasError ? cst.childInField(cst.namedChildren(0)[0] ?? 0, 'body') : 0;
    const statement = cst && body !== 0 ? cst.namedChildren(body)[0] : undefined;
    const written = cst && statement !== undefined ? cst.namedChildren(statement)[0] : undefined;
    if (!cst || written === undefined) return;
    const expr = this.pieces.session(cst).expression(written);
    if (expr.kind === 'call') this.pieces.out.macroCalls.push({ ...span, call: expr, isStatic: call.isStatic, scope });
  }

  /** The piece without words that cannot belong to it; undefined when there are none. */
  private decluttered(item: TopLevelItem): ReturnType<Pieces['parse']> {
    const { tokens } = this.masked;
    const end = item.body >= 0 ? item.body : item.to;
    const superfluous = superfluousWords(tokens, item.from, end, this.types);
    if (superfluous.length === 0) return undefined;
    for (const word of superfluous) this.pieces.blank(tokens.start(word), tokens.end(word));
    return this.pieces.parse(tokens.start(item.from), tokens.end(item.to - 1));
  }

  private lowerAll(cst: NonNullable<ReturnType<Pieces['parse']>>, scope: readonly string[]): void {
    const session = this.pieces.session(cst);
    const level = this.level(scope);
    for (const node of cst.namedChildren(0)) lowerTopLevel(session, node, level);
  }

  private recover(item: TopLevelItem, cst: ReturnType<Pieces['parse']>): void {
    const { tokens } = this.masked;
    const span = { start: tokens.start(item.from), end: tokens.end(item.to - 1) };
    if (cst && !cst.hasError) this.lowerAll(cst, item.scope);
    else if (item.body >= 0) {
      const fn = recoverFunction(this.pieces, tokens, item, { ...this.level(item.scope), inClass: false });
      if (fn) this.pieces.out.functions.push(fn);
      else this.pieces.out.unreadable.push(span);
    } else if (recoverRecord(this.pieces, tokens, item)) return;
    else if (cst) this.lowerAll(cst, item.scope);
    else this.pieces.out.unreadable.push(span);
  }

  private suppressionComments(): Comment[] {
    const { text } = this.input;
    if (!text.includes('wsk-ignore')) return [];
    return this.masked.comments
      .map(({ start, end, ownLine }) => ({ start, end, text: text.slice(start, end), ownLine }))
      .filter((comment) => comment.text.includes('wsk-ignore'));
  }
}

/** `static` stands in the class only: a definition outside it is a plain function all the same. */
function withStaticMethods(functions: readonly FunctionDecl[]): readonly FunctionDecl[] {
  const key = (fn: FunctionDecl): string => `${fn.scope.at(-1) ?? ''}::${fn.name}`;
  const statics = new Set(functions.filter((fn) => fn.isStatic && fn.scope.length > 0).map(key));
  if (statics.size === 0) return functions;
  return functions.map((fn) => (fn.isMethod && statics.has(key(fn)) ? { ...fn, isMethod: false } : fn));
}

function append(to: Declarations, from: Declarations): void {
  to.functions.push(...from.functions);
  to.variables.push(...from.variables);
  to.records.push(...from.records);
  to.enums.push(...from.enums);
  to.typedefs.push(...from.typedefs);
  to.macroCalls.push(...from.macroCalls);
  to.unreadable.push(...from.unreadable);
}

function sameScope(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

/** Nothing stands between the batch and the item: no macro invocation, no brace of a namespace. */
function adjacent(batch: readonly TopLevelItem[], item: TopLevelItem): boolean {
  return batch.at(-1)?.to === item.from;
}

function merged(spans: readonly Span[]): Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
  const result: Span[] = [];
  for (const span of sorted) {
    const last = result.at(-1);
    if (last && span.start <= last.end) {
      if (span.end > last.end) result[result.length - 1] = { start: last.start, end: span.end };
    } else result.push({ start: span.start, end: span.end });
  }
  return result;
}
