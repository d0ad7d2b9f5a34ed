/** What the lowering of one parsed piece of text shares. */
import type {
  Block, EnumDecl, Expr, FunctionDecl, Language, MacroCall, RecordDecl, Span, Stmt, TemplateParam, TypedefDecl, VariableDecl,
} from '../ast'; // prettier-ignore
import type { Cst, NodeIndex } from '../cst';
import type { TypeKnowledge } from '../typeNames';
import type { BaseType } from './types';

/** The declarations of a file while they are collected. */
export interface Declarations {
  readonly functions: FunctionDecl[];
  readonly variables: VariableDecl[];
  readonly records: RecordDecl[];
  readonly enums: EnumDecl[];
  readonly typedefs: TypedefDecl[];
  readonly macroCalls: MacroCall[];
  readonly unreadable: Span[];
}

export function emptyDeclarations(): Declarations {
  return { functions: [], variables: [], records: [], enums: [], typedefs: [], macroCalls: [], unreadable: [] };
}

/** Segment in force for a function whose declaration spans these offsets. */
export type SegmentAt = (span: Span) => string | undefined;

/** Facts of the file that every piece of it is lowered with. */
export interface FileContext {
  readonly language: Language;
  readonly types: TypeKnowledge;
  readonly segmentAt: SegmentAt;
  /** The name is that of a function type: `IO_COMPLETION_ROUTINE`. */
  isFunctionTypedef(name: string): boolean;
  /** Statements that stand as `;` in the masked text but were something else: start offset to span. */
  readonly placeholders: ReadonlyMap<number, Span>;
}

/** Deeper than this nothing is read: no analysis downstream needs to guard its own recursion. */
export const MAX_DEPTH = 300;

/** Where a definition went: the index in `records` or `enums`. */
export interface DefinedAt {
  readonly record?: number;
  readonly enumeration?: number;
}

export interface LoweringSession {
  readonly cst: Cst;
  readonly file: FileContext;
  readonly out: Declarations;
  /** Casts written `(T)(x)`, which tree-sitter reads as calls: what follows them belongs to the operand. */
  readonly callCasts: WeakSet<Expr>;
  /** Specifiers already read: several declarators share one, and its record must not be lowered twice. */
  readonly specifiers: Map<NodeIndex, BaseType>;
  depth: number;
  expression(node: NodeIndex): Expr;
  /** Lowers the body of a struct, union, class or enum specifier, if it has one. */
  recordOrEnum(node: NodeIndex, scope?: readonly string[], typeParams?: readonly TemplateParam[]): DefinedAt;
  block(node: NodeIndex): Block;
  statements(node: NodeIndex, out: Stmt[]): void;
}

export function unreadable(session: LoweringSession, span: Span): void {
  session.out.unreadable.push(span.end > span.start ? span : { start: span.start, end: span.start + 1 });
}
