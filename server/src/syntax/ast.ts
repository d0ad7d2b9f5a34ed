/**
 * The typed syntax that every later layer reads.
 *
 * Plain, immutable, serialisable objects: once a file is lowered to this form the tree-sitter tree is deleted. Every
 * node carries its span in the original text (the mask never moves an offset), so a span is a source position.
 */
import type { Sentence } from '../text/sentence';

/** Half-open range of UTF-16 offsets in the file's original text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span while text before it may still change; everywhere else it is only read. */
export interface MovableSpan {
  start: number;
  end: number;
}

/** A written type: `const struct _FOO *p[4]` has base `_FOO`, tag `struct`, pointers 1, arrays [4]. */
export interface TypeName extends Span {
  /** The type's name without tag keyword: `ULONG`, `WSK_EVENT_CALLBACK_CONTROL`, `unsigned int`; '' when it cannot be read. */
  readonly base: string;
  readonly tag?: 'struct' | 'union' | 'enum' | 'class';
  /** Stars after the base, of the whole declarator. */
  readonly pointers: number;
  /** Array dimensions from the outside in; undefined for `[]`. */
  readonly arrays: readonly (Expr | undefined)[];
  /** `const` before the outermost star: what is pointed to (or the object itself when pointers is 0) is const. */
  readonly isConst: boolean;
  /** C++ `&` or `&&`. */
  readonly reference?: boolean;
  /** C++ `&&`. */
  readonly rvalue?: boolean;
  /** The declarator is a pointer to function: parameters of that function. */
  readonly functionPointer?: { readonly params: readonly Param[]; readonly returnType: TypeName };
  /** C++ decltype, auto, a member of a template …: the type is not known from its name. */
  readonly opaque?: boolean;
  /** C++ `Owner<T, 3>`. */
  readonly args?: readonly TemplateArgument[];
}

/** C++: what stands for a parameter of a template: a type, or a value. A name alone can be either, until one knows what it names. */
export interface TemplateArgument {
  readonly type: TypeName;
  readonly value?: Expr;
}
/** A parameter of a template. */
export interface TemplateParam {
  readonly name: string;
  readonly default?: TemplateArgument;
}

/** `...` behind an operand is a C++ parameter pack as so many arguments. */
export type UnaryOperator = '!' | '~' | '-' | '+' | '*' | '&' | '...';
export type BinaryOperator =
  '|' | '&' | '^' | '<<' | '>>' | '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '&&' | '||';
export type AssignOperator = '=' | '|=' | '&=' | '^=' | '+=' | '-=' | '*=' | '/=' | '%=' | '<<=' | '>>=';

export interface Ident extends Span {
  readonly kind: 'ident';
  readonly name: string;
  /** C++: what stands before `::`, outermost first. */
  readonly scope?: readonly string[];
  /** C++ `Owner<T>::Make`: the arguments of the innermost class before `::`. */
  readonly scopeArgs?: readonly TemplateArgument[];
}
/** `value` is undefined when the literal cannot be represented exactly or is a floating point number. */
export interface NumberLit extends Span {
  readonly kind: 'number';
  readonly text: string;
  readonly value: number | undefined;
}
export interface StringLit extends Span {
  readonly kind: 'string';
  readonly text: string;
}
export interface CharLit extends Span {
  readonly kind: 'char';
  readonly text: string;
  readonly value: number | undefined;
}
/** NULL is an identifier in C; this is C++ `nullptr`, `true`, `false`, `this`. */
export interface KeywordLit extends Span {
  readonly kind: 'keyword';
  readonly name: 'nullptr' | 'true' | 'false' | 'this';
}
export interface Unary extends Span {
  readonly kind: 'unary';
  readonly op: UnaryOperator;
  readonly operand: Expr;
}
export interface Update extends Span {
  readonly kind: 'update';
  readonly op: '++' | '--';
  readonly prefix: boolean;
  readonly operand: Expr;
}
export interface Binary extends Span {
  readonly kind: 'binary';
  readonly op: BinaryOperator;
  readonly opSpan: Span;
  readonly left: Expr;
  readonly right: Expr;
}
export interface Assign extends Span {
  readonly kind: 'assign';
  readonly op: AssignOperator;
  readonly target: Expr;
  readonly value: Expr;
}
export interface Conditional extends Span {
  readonly kind: 'conditional';
  readonly test: Expr;
  readonly then: Expr;
  readonly otherwise: Expr;
}
export interface Comma extends Span {
  readonly kind: 'comma';
  readonly left: Expr;
  readonly right: Expr;
}
/** `argsSpan` is the text between the parentheses, without them. A macro use looks like a call too. */
export interface Call extends Span {
  readonly kind: 'call';
  readonly callee: Expr;
  readonly args: readonly Expr[];
  readonly argsSpan: Span;
  /** C++ `f<T>(…)`. */
  readonly typeArgs?: readonly TemplateArgument[];
}
export interface Member extends Span {
  readonly kind: 'member';
  readonly object: Expr;
  readonly name: string;
  readonly nameSpan: Span;
  readonly arrow: boolean;
  /** C++ `auto [a, b] = x`: it is the member in this place, whatever its name. */
  readonly position?: number;
  /** C++, where a constructor binds a member that is a reference: the reference itself, and not what it stands for. */
  readonly binds?: boolean;
}
export interface Index extends Span {
  readonly kind: 'index';
  readonly object: Expr;
  readonly index: Expr;
}
/** C cast, or C++ static_cast / reinterpret_cast / const_cast / functional cast. */
export interface Cast extends Span {
  readonly kind: 'cast';
  readonly type: TypeName;
  readonly operand: Expr;
}
export interface SizeofType extends Span {
  readonly kind: 'sizeofType';
  readonly type: TypeName;
}
export interface SizeofExpr extends Span {
  readonly kind: 'sizeofExpr';
  readonly operand: Expr;
}
/** `FIELD_OFFSET` is a call; this is `offsetof(type, member)`. */
export interface Offsetof extends Span {
  readonly kind: 'offsetof';
  readonly type: TypeName;
  readonly member: string;
}
export interface InitItem {
  readonly designators: readonly (string | Expr)[];
  readonly value: Expr;
  readonly span: Span;
}
/** Braced initialiser. A string designator is a field name, an expression designator an array index. */
export interface InitList extends Span {
  readonly kind: 'initList';
  readonly items: readonly InitItem[];
}
export interface CompoundLiteral extends Span {
  readonly kind: 'compoundLiteral';
  readonly type: TypeName;
  readonly init: InitList;
}
export interface Lambda extends Span {
  readonly kind: 'lambda';
  readonly params: readonly Param[];
  readonly body: Block;
  readonly captures: readonly string[];
}
export interface New extends Span {
  readonly kind: 'new';
  readonly type: TypeName;
  readonly args: readonly Expr[];
}
export interface Delete extends Span {
  readonly kind: 'delete';
  readonly operand: Expr;
}
/** Something readable only in part: its sub-expressions are evaluated for their effects, its value is unknown. */
export interface UnknownExpr extends Span {
  readonly kind: 'unknown';
  readonly parts: readonly Expr[];
}

export type Expr =
  | Ident
  | NumberLit
  | StringLit
  | CharLit
  | KeywordLit
  | Unary
  | Update
  | Binary
  | Assign
  | Conditional
  | Comma
  | Call
  | Member
  | Index
  | Cast
  | SizeofType
  | SizeofExpr
  | Offsetof
  | InitList
  | CompoundLiteral
  | Lambda
  | New
  | Delete
  | UnknownExpr;

export interface Declarator extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeName;
  /** C++: what stands before `::` in the name, outermost first. */
  readonly scope?: readonly string[];
  /** `= expr`, `= { … }`, C++ `{ … }` (initList) or `(…)` (a call-like `construct` list is lowered to an initList). */
  readonly init?: Expr;
}

export interface ExprStmt extends Span {
  readonly kind: 'expr';
  readonly expr: Expr;
}
export interface DeclStmt extends Span {
  readonly kind: 'decl';
  readonly storage: Storage;
  readonly isConst: boolean;
  readonly declarators: readonly Declarator[];
}
export interface Block extends Span {
  readonly kind: 'block';
  readonly body: readonly Stmt[];
}
export interface If extends Span {
  readonly kind: 'if';
  readonly test: Expr;
  readonly then: Stmt;
  readonly otherwise?: Stmt;
}
export interface While extends Span {
  readonly kind: 'while';
  readonly test: Expr;
  readonly body: Stmt;
}
export interface DoWhile extends Span {
  readonly kind: 'doWhile';
  readonly test: Expr;
  readonly body: Stmt;
}
export interface For extends Span {
  readonly kind: 'for';
  readonly init?: Stmt;
  readonly test?: Expr;
  readonly update?: Expr;
  readonly body: Stmt;
}
/** C++ `for (auto &x : range)`. */
export interface ForRange extends Span {
  readonly kind: 'forRange';
  readonly variable?: Declarator;
  readonly range: Expr;
  readonly body: Stmt;
}
export interface Switch extends Span {
  readonly kind: 'switch';
  readonly test: Expr;
  readonly body: Stmt;
}
/** `case test:`, or `default:` without a test; labels the statement that follows it in the block. */
export interface Case extends Span {
  readonly kind: 'case';
  readonly test?: Expr;
}
export interface Label extends Span {
  readonly kind: 'label';
  readonly name: string;
}
export interface Goto extends Span {
  readonly kind: 'goto';
  readonly label: string;
}
export interface Break extends Span {
  readonly kind: 'break';
}
export interface Continue extends Span {
  readonly kind: 'continue';
}
export interface Return extends Span {
  readonly kind: 'return';
  readonly value?: Expr;
}
/** SEH `__leave`. */
export interface Leave extends Span {
  readonly kind: 'leave';
}
/** SEH `__try {} __except (filter) {}` / `__finally {}` and C++ `try {} catch () {}`. */
export interface Try extends Span {
  readonly kind: 'try';
  readonly body: Block;
  readonly handlers: readonly { readonly filter?: Expr; readonly body: Block }[];
  readonly finalizer?: Block;
}
export interface Empty extends Span {
  readonly kind: 'empty';
}
/** C++ `: m_x(1), Base(y)` of a constructor: what stands in the parentheses or braces is a list. */
export interface MemberInit extends Span {
  readonly kind: 'memberInit';
  readonly name: string;
  readonly nameSpan: Span;
  readonly init: InitList;
}
/** Text that did not parse. Nothing is reported in it, and what it names (`names`) has an unknown value afterwards. */
export interface Opaque extends Span {
  readonly kind: 'opaque';
  readonly names: readonly string[];
}

export type Stmt =
  | ExprStmt
  | DeclStmt
  | Block
  | If
  | While
  | DoWhile
  | For
  | ForRange
  | Switch
  | Case
  | Label
  | Goto
  | Break
  | Continue
  | Return
  | Leave
  | Try
  | Empty
  | MemberInit
  | Opaque;

export type Storage = 'none' | 'static' | 'extern' | 'typedef';

export interface Param extends Span {
  /** '' when the parameter has no name. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeName;
  /** C++: what it gets where a call leaves it out. */
  readonly defaultValue?: Expr;
  /** C++ `Args... args`: it stands for all arguments from here on. */
  readonly isPack?: boolean;
}

export interface FunctionDecl extends Span {
  /** Unqualified name: `Receive` for `Listener::Receive`. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Enclosing class and namespaces, outermost first; empty in C. */
  readonly scope: readonly string[];
  readonly returnType: TypeName;
  /** Undefined when the declaration is through a function typedef (`IO_COMPLETION_ROUTINE Foo;`): see `typedefName`. */
  readonly params: readonly Param[] | undefined;
  readonly typedefName?: string;
  readonly variadic: boolean;
  readonly isStatic: boolean;
  /** Absent in a prototype. */
  readonly body?: Block;
  /** C++: template parameters are present; the function is followed where it is called, and is no beginning of its own. */
  readonly isTemplate: boolean;
  readonly typeParams?: readonly TemplateParam[];
  /** C++ `= default`, `= delete`: it does what the compiler makes of it. */
  readonly isDefaulted?: boolean;
  /** C++ non-static member function. */
  readonly isMethod: boolean;
  /** Code segment in force by `#pragma code_seg` or `__declspec(code_seg("PAGE"))`, if any. */
  readonly segment?: string;
}

export interface VariableDecl extends Declarator {
  readonly storage: Storage;
  readonly scope: readonly string[];
}

export interface FieldDecl extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  readonly type: TypeName;
  /** Member of a record that is defined with it: how many places behind the owner that record stands in `FileSyntax.records`. */
  readonly record?: number;
  readonly bits?: Expr;
  /** C++: the member has its first value from here. */
  readonly init?: Expr;
  readonly isStatic: boolean;
}

export interface RecordDecl extends Span {
  readonly kind: 'struct' | 'union' | 'class';
  /** Tag name, '' when anonymous. */
  readonly name: string;
  /** typedef names of this record itself (`FOO`), and those that point to it (`PFOO`). */
  readonly typedefs: readonly string[];
  readonly pointerTypedefs: readonly string[];
  readonly fields: readonly FieldDecl[];
  readonly bases: readonly string[];
  /** C++: of a class template. */
  readonly typeParams?: readonly TemplateParam[];
}

export interface EnumDecl extends Span {
  readonly name: string;
  readonly typedefs: readonly string[];
  readonly members: readonly { readonly name: string; readonly nameSpan: Span; readonly value?: Expr }[];
}

/** `typedef OLD NEW;` other than records and enums. */
export interface TypedefDecl extends Span {
  readonly name: string;
  readonly type: TypeName;
  /** `typedef NTSTATUS FN(PVOID, ULONG);`: a function type. */
  readonly functionType?: { readonly params: readonly Param[]; readonly returnType: TypeName };
}

/** Between the parts of a name that a macro pastes together. */
export const PASTE = '$$';

/**
 * A `#define`. The body is parsed once: as an expression if it is one, else as statements. In a function-like macro the
 * parameters appear in the body as identifiers with the parameter's name (see `params`). Spans in a macro body are positions in the body's
 * own file.
 */
export interface MacroDecl extends Span {
  readonly name: string;
  readonly nameSpan: Span;
  /** Undefined for an object-like macro. */
  readonly params: readonly string[] | undefined;
  readonly variadic: boolean;
  /** Body text with line continuations removed, trimmed. */
  readonly text: string;
  readonly expr?: Expr;
  readonly body?: readonly Stmt[];
  /** The body as the parameters of a function, where it is a list of those and nothing else. */
  readonly paramList?: readonly Param[];
  /** The statements form opens a block or needs text after it that makes it complete (unbalanced, or `##`): unknown. */
  readonly opaque: boolean;
  /** Where parameters are pasted (`a##b`) or stringised. Pasted names stand in the body as one name with {@link PASTE} between. */
  readonly pastes: boolean;
  /** Nothing but annotations and storage words: other files are masked without it (`ParseInput.emptyMacros`). */
  readonly blank?: boolean;
}

/** What the macro declares is known only where the macro is. */
export interface MacroCall extends Span {
  readonly call: Call;
  /** `static` stands before it. */
  readonly isStatic: boolean;
  readonly scope: readonly string[];
}

export interface IncludeDecl extends Span {
  /** As written between the quotes or angle brackets. */
  readonly path: string;
  readonly system: boolean;
}

/** `#pragma alloc_text(PAGE, f, g)`. */
export interface AllocTextPragma extends Span {
  readonly segment: string;
  readonly names: readonly { readonly name: string; readonly span: Span }[];
}

export interface Comment extends Span {
  /** Including the comment's delimiters. */
  readonly text: string;
  /** Nothing but white space precedes it on its line. */
  readonly ownLine: boolean;
}

export type Language = 'c' | 'cpp';

/** Everything that one file declares. */
export interface FileSyntax {
  readonly path: string;
  readonly language: Language;
  readonly functions: readonly FunctionDecl[];
  readonly variables: readonly VariableDecl[];
  readonly records: readonly RecordDecl[];
  readonly enums: readonly EnumDecl[];
  readonly typedefs: readonly TypedefDecl[];
  readonly macros: readonly MacroDecl[];
  /** Macros that stand where declarations do: `DECLARE_TABLE(…);`. */
  readonly macroCalls: readonly MacroCall[];
  readonly includes: readonly IncludeDecl[];
  readonly allocText: readonly AllocTextPragma[];
  /** Comments that hold `wsk-ignore`, in order. */
  readonly suppressionComments: readonly Comment[];
  /** Every occurrence of an identifier that the caller asked for (WSK names), outside comments and strings: for hovers. */
  readonly unreadable: readonly Span[];
  /** Dead preprocessor branches. */
  readonly inactive: readonly Span[];
  /** Why nothing of the file could be read: a defect of the parser, not of the file. */
  readonly failure?: Sentence;
}
