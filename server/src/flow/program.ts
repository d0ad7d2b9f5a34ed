/** The linked program: what each name of each file means, over all files of the workspace. */
import { walkExpression, walkStatement } from '../syntax/walk';
import type {
  EnumDecl,
  Expr,
  FileSyntax,
  FunctionDecl,
  MacroDecl,
  Param,
  RecordDecl,
  Span,
  TypeName,
  TypedefDecl,
  VariableDecl,
} from '../syntax/ast';
import {
  pointerTo,
  voidType,
  type FieldType,
  type PlatformTypes,
  type RecordType,
  type Type,
  type WrittenType,
} from './types';

export interface FunctionEntity {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly decl: FunctionDecl;
}
export interface VariableEntity {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly decl: VariableDecl;
}
export interface MacroEntity {
  readonly name: string;
  readonly file: string;
  readonly decl: MacroDecl;
}
export interface EnumeratorEntity {
  readonly name: string;
  readonly file: string;
  readonly span: Span;
  readonly declaration: EnumDecl;
  readonly position: number;
}

interface Named {
  readonly file: string;
}

/** What the C platform defines for every file: supplied by the semantic layer. */
export interface Platform {
  readonly types: PlatformTypes;
  /** The function only reads what its arguments point to. */
  readsOnly(name: string): boolean;
  /** Constants by name; a macro or enumerator of the workspace with the same name wins. */
  constant(name: string): number | undefined;
}

export class Program {
  readonly files: ReadonlyMap<string, FileSyntax>;
  private readonly functionsByName = new Map<string, FunctionEntity[]>();
  private readonly prototypesByName = new Map<string, FunctionEntity[]>();
  private readonly variablesByName = new Map<string, VariableEntity[]>();
  private readonly macrosByName = new Map<string, MacroEntity[]>();
  private readonly enumeratorsByName = new Map<string, EnumeratorEntity[]>();
  private readonly recordsByName = new Map<string, { file: string; decl: RecordDecl }[]>();
  private readonly recordPointers = new Map<string, { file: string; decl: RecordDecl }[]>();
  private readonly typedefsByName = new Map<string, { file: string; decl: TypedefDecl }[]>();
  private readonly enumTypes = new Set<string>();
  private readonly visible = new Map<string, ReadonlySet<string>>();
  private readonly recordTypes = new Map<RecordDecl, RecordType>();
  private readonly platformRecords = new Map<string, RecordType>();
  private readonly pathsByBasename = new Map<string, string[]>();

  constructor(
    files: readonly FileSyntax[],
    readonly platform: Platform,
  ) {
    this.files = new Map(files.map((file) => [file.path, file]));
    for (const file of files) this.addFile(file);
  }

  private addFile(file: FileSyntax): void {
    const path = file.path;
    append(this.pathsByBasename, basename(path).toLowerCase(), path);
    file.functions.forEach((decl) => {
      const id = `${path}:${decl.start}:${decl.name}`;
      append(decl.body ? this.functionsByName : this.prototypesByName, decl.name, {
        id,
        name: decl.name,
        file: path,
        decl,
      });
    });
    file.variables.forEach((decl) => {
      const id =
        decl.storage === 'static' || decl.scope.length > 0 ? [path, ...decl.scope, decl.name].join(':') : decl.name;
      append(this.variablesByName, decl.name, { id, name: decl.name, file: path, decl });
    });
    for (const decl of file.macros) append(this.macrosByName, decl.name, { name: decl.name, file: path, decl });
    for (const declaration of file.enums) {
      for (const name of [declaration.name, ...declaration.typedefs]) if (name) this.enumTypes.add(name);
      declaration.members.forEach((member, position) =>
        append(this.enumeratorsByName, member.name, {
          name: member.name,
          file: path,
          span: member.nameSpan,
          declaration,
          position,
        }),
      );
    }
    for (const decl of file.records) {
      for (const name of [decl.name, ...decl.typedefs])
        if (name) append(this.recordsByName, name, { file: path, decl });
      for (const name of decl.pointerTypedefs) append(this.recordPointers, name, { file: path, decl });
    }
    for (const decl of file.typedefs) append(this.typedefsByName, decl.name, { file: path, decl });
  }

  /** The file and everything that it includes, by file name, over the workspace. */
  private visibleFrom(path: string): ReadonlySet<string> {
    const known = this.visible.get(path);
    if (known) return known;
    const seen = new Set<string>([path]);
    const queue = [path];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const include of this.files.get(next)?.includes ?? []) {
        for (const target of this.includeTargets(next, include.path)) {
          if (seen.has(target)) continue;
          seen.add(target);
          queue.push(target);
        }
      }
    }
    this.visible.set(path, seen);
    return seen;
  }

  private includeTargets(from: string, written: string): readonly string[] {
    const candidates = this.pathsByBasename.get(basename(written).toLowerCase()) ?? [];
    if (candidates.length < 2) return candidates;
    const folder = dirname(from);
    const wanted = written
      .replace(/\\/g, '/')
      .toLowerCase()
      .replace(/^(\.\.?\/)+/, '');
    const near = candidates.filter(
      (path) => path.toLowerCase().endsWith(`/${wanted}`) || path.toLowerCase() === wanted,
    );
    const pool = near.length > 0 ? near : candidates;
    const best = Math.max(...pool.map((path) => commonPrefix(dirname(path), folder)));
    return pool.filter((path) => commonPrefix(dirname(path), folder) === best);
  }

  /** The file that declares the name best as seen from `from`: itself, an included one, else the nearest other one. */
  private pick<T extends Named>(
    entries: readonly T[] | undefined,
    from: string,
    fallback: 'any' | 'visible' | 'unique',
  ): T | undefined {
    if (!entries || entries.length === 0) return undefined;
    const own = entries.filter((entry) => entry.file === from);
    if (own.length > 0) return own[own.length - 1];
    const visible = this.visibleFrom(from);
    const included = entries.filter((entry) => visible.has(entry.file));
    if (included.length > 0) return included[0];
    if (fallback === 'visible') return undefined;
    if (fallback === 'unique') return entries.length === 1 ? entries[0] : undefined;
    const folder = dirname(from);
    return [...entries].sort(
      (a, b) => commonPrefix(dirname(b.file), folder) - commonPrefix(dirname(a.file), folder),
    )[0];
  }

  /** The function of that name that a call in `from` reaches, if its body is in the workspace. */
  resolveFunction(name: string, from: string, argumentCount?: number): FunctionEntity | undefined {
    const all = this.functionsByName.get(name);
    if (!all) return undefined;
    const reachable = all.filter((f) => f.file === from || !f.decl.isStatic || this.visibleFrom(from).has(f.file));
    if (reachable.length <= 1) return reachable[0];
    const fitting = reachable.filter((f) => argumentCount === undefined || f.decl.params?.length === argumentCount);
    const pool = fitting.length > 0 ? fitting : reachable;
    const own = pool.filter((f) => f.file === from);
    if (own.length === 1) return own[0];
    if (own.length > 1) return undefined;
    const external = pool.filter((f) => !f.decl.isStatic);
    if (external.length === 1) return external[0];
    const folder = dirname(from);
    const best = Math.max(...pool.map((f) => commonPrefix(dirname(f.file), folder)));
    const nearest = pool.filter((f) => commonPrefix(dirname(f.file), folder) === best);
    return nearest.length === 1 ? nearest[0] : undefined;
  }

  resolvePrototype(name: string, from: string): FunctionEntity | undefined {
    return this.pick(this.prototypesByName.get(name), from, 'any');
  }

  /** The definition (with initialiser) where there is one, else a declaration; seen from inside these classes and namespaces. */
  resolveVariable(name: string, from: string, scope: readonly string[] = []): VariableEntity | undefined {
    const named = this.variablesByName.get(name)?.filter((v) => !this.declaresFunction(v));
    const all = named && innermost(named, scope);
    if (!all || all.length === 0) return undefined;
    const reachable = all.filter(
      (v) => v.decl.storage !== 'static' || v.file === from || this.visibleFrom(from).has(v.file),
    );
    const own = reachable.filter((v) => v.file === from && v.decl.storage !== 'extern');
    if (own.length > 0) return own.find((v) => v.decl.init) ?? own[0];
    const defined = reachable.filter((v) => v.decl.storage !== 'extern');
    return (
      this.pick(
        defined.filter((v) => v.decl.init),
        from,
        'any',
      ) ??
      this.pick(defined, from, 'any') ??
      this.pick(reachable, from, 'any')
    );
  }

  /** `CALLBACK_FN OnEvent;`, where the workspace typedefs CALLBACK_FN as a function. */
  private declaresFunction({ decl, file }: VariableEntity): boolean {
    const { type } = decl;
    if (decl.init || type.pointers > 0 || type.arrays.length > 0 || type.functionPointer) return false;
    return this.pick(this.typedefsByName.get(type.base), file, 'any')?.decl.functionType !== undefined;
  }

  resolveMacro(name: string, from: string): MacroEntity | undefined {
    return this.pick(this.macrosByName.get(name), from, 'unique');
  }

  resolveEnumerator(name: string, from: string): EnumeratorEntity | undefined {
    return this.pick(this.enumeratorsByName.get(name), from, 'any');
  }

  /** Something in the workspace defines this name, wherever. */
  defines(name: string): boolean {
    return (
      this.functionsByName.has(name) ||
      this.prototypesByName.has(name) ||
      this.variablesByName.has(name) ||
      this.macrosByName.has(name) ||
      this.enumeratorsByName.has(name) ||
      this.recordsByName.has(name) ||
      this.recordPointers.has(name) ||
      this.typedefsByName.has(name)
    );
  }

  /** Names of variables that some function of the workspace writes or may write. */
  writtenNames(): ReadonlySet<string> {
    if (this.writtenSet) return this.writtenSet;
    const written = new Set<string>();
    const platform = this.platform;
    const visitor = (expr: Expr): void => {
      if (expr.kind === 'assign') addRoot(expr.target, written);
      else if (expr.kind === 'update') addRoot(expr.operand, written);
      else if (expr.kind === 'call') {
        const callee = expr.callee;
        const name = callee.kind === 'ident' ? callee.name : callee.kind === 'member' ? callee.name : '';
        if (platform.readsOnly(name)) return;
        for (const arg of expr.args) {
          const plain = arg.kind === 'cast' ? arg.operand : arg;
          if (plain.kind === 'unary' && plain.op === '&') addRoot(plain.operand, written);
        }
      }
    };
    for (const file of this.files.values()) {
      for (const fn of file.functions) if (fn.body) walkStatement(fn.body, visitor);
      for (const macro of file.macros) {
        if (macro.expr) walkExpression(macro.expr, visitor);
        for (const stmt of macro.body ?? []) walkStatement(stmt, visitor);
      }
    }
    return (this.writtenSet = written);
  }

  private writtenSet: ReadonlySet<string> | undefined;

  allFunctions(): IterableIterator<FunctionEntity[]> {
    return this.functionsByName.values();
  }

  *allMacros(): IterableIterator<MacroEntity> {
    for (const list of this.macrosByName.values()) yield* list;
  }

  /**
   * The functions and macros that a name in `from` may stand for: the one that it reaches, or every one of that name when
   * the workspace leaves it open.
   */
  bodiesNamed(name: string, from: string): readonly (FunctionEntity | MacroEntity)[] {
    const macros = this.macrosByName.get(name);
    const functions = this.functionsByName.get(name);
    if (!macros && !functions) return [];
    const macro = macros && this.resolveMacro(name, from);
    const fn = functions && this.resolveFunction(name, from);
    return [...(macro ? [macro] : (macros ?? [])), ...(fn ? [fn] : (functions ?? []))];
  }

  functionsNamed(name: string): readonly FunctionEntity[] {
    return this.functionsByName.get(name) ?? [];
  }

  allVariables(): IterableIterator<VariableEntity[]> {
    return this.variablesByName.values();
  }

  type(written: TypeName, from: string): Type {
    let type = this.named(written.base, from);
    if (written.opaque) type = { t: 'opaque', name: written.base, size: undefined };
    if (written.functionPointer) {
      const fn: Type = { t: 'function', name: 'function', size: undefined, params: written.functionPointer.params };
      type = pointerTo(fn, 'function pointer');
    } else {
      for (let i = 0; i < written.pointers; i++) {
        const to = type;
        type = pointerTo(to, `${to.name} *`, i === 0 && written.isConst);
      }
    }
    for (let i = written.arrays.length - 1; i >= 0; i--) {
      const element = type;
      const count = this.dimension(written.arrays[i], from);
      const size = element.size !== undefined && count !== undefined ? element.size * count : undefined;
      type = { t: 'array', name: `${element.name}[]`, element, count, size };
    }
    return type;
  }

  private dimension(expr: Expr | undefined, from: string): number | undefined {
    if (!expr) return undefined;
    if (expr.kind === 'number') return expr.value;
    if (expr.kind === 'ident') {
      const macro = this.resolveMacro(expr.name, from);
      if (macro?.decl.expr && macro.decl.expr.kind === 'number') return macro.decl.expr.value;
      return this.platform.constant(expr.name);
    }
    return undefined;
  }

  /** A type by its name alone: workspace first, then the platform. */
  named(name: string, from: string, depth = 0): Type {
    const plain = name.replace(/^(?:struct|union|enum|class)\s+/, '');
    if (depth > 16) return { t: 'opaque', name: plain, size: undefined };
    const types = this.platform.types;
    const record = this.pick(this.recordsByName.get(plain), from, 'any');
    const alias = types.aliases.get(plain);
    const platformName = alias ?? plain;
    if (record && !types.records.has(platformName)) return this.recordType(record.decl, record.file);
    const recordPointer = this.pick(this.recordPointers.get(plain), from, 'any');
    if (recordPointer && !types.pointers.has(plain)) {
      return pointerTo(() => this.recordType(recordPointer.decl, recordPointer.file), plain);
    }
    const scalar = types.scalars.get(plain);
    if (scalar !== undefined) return { t: 'scalar', name: plain, size: scalar };
    if (plain === 'void' || plain === 'VOID') return voidType;
    const platformPointer = types.pointers.get(plain);
    if (platformPointer) {
      return pointerTo(() => this.named(platformPointer.to, from, depth + 1), plain, platformPointer.toConst);
    }
    const platformRecord = types.records.get(platformName);
    if (platformRecord) return this.platformRecord(platformName);
    const typedef = this.pick(this.typedefsByName.get(plain), from, 'any');
    if (typedef) {
      if (typedef.decl.functionType) {
        return { t: 'function', name: plain, size: undefined, params: typedef.decl.functionType.params };
      }
      if (typedef.decl.type.base !== plain) return this.typeAt(typedef.decl.type, typedef.file, depth + 1);
    }
    if (this.enumTypes.has(plain)) return { t: 'scalar', name: plain, size: 4 };
    return { t: 'opaque', name: plain, size: undefined };
  }

  private typeAt(written: TypeName, from: string, depth: number): Type {
    if (depth > 16) return { t: 'opaque', name: written.base, size: undefined };
    return this.type(written, from);
  }

  /** The function type that a typedef name stands for (`IO_COMPLETION_ROUTINE`), if the workspace defines it. */
  functionTypedef(
    name: string,
    from: string,
  ): { readonly params: readonly Param[]; readonly returnType: TypeName } | undefined {
    return this.pick(this.typedefsByName.get(name), from, 'any')?.decl.functionType;
  }

  private platformRecord(name: string): RecordType {
    const known = this.platformRecords.get(name);
    if (known) return known;
    const record = this.platform.types.records.get(name);
    const fields: FieldType[] = (record?.fields ?? []).map((field) => ({
      name: field.name,
      type: () => this.written(field.type),
      anonymous: false,
    }));
    const type: RecordType = {
      t: 'record',
      kind: record?.kind ?? 'struct',
      name,
      fields,
      size: record?.size,
      complete: true,
    };
    this.platformRecords.set(name, type);
    return type;
  }

  private written(written: WrittenType): Type {
    let type = this.named(written.base, '');
    for (let i = 0; i < written.pointers; i++)
      type = pointerTo(type, `${type.name} *`, i === 0 && written.isConst === true);
    if (written.count !== undefined) {
      const size = type.size === undefined ? undefined : type.size * written.count;
      type = { t: 'array', name: `${type.name}[]`, element: type, count: written.count, size };
    }
    return type;
  }

  private recordType(decl: RecordDecl, file: string): RecordType {
    const known = this.recordTypes.get(decl);
    if (known) return known;
    const syntax = this.files.get(file);
    const fields: FieldType[] = decl.fields
      .filter((field) => !field.isStatic)
      .map((field) => {
        const nested = field.record === undefined ? undefined : syntax?.records[field.record];
        let cached: Type | undefined;
        return {
          name: field.name,
          type: (): Type =>
            (cached ??= nested ? this.wrapNested(nested, field.type, file) : this.type(field.type, file)),
          anonymous: field.name === '' && nested !== undefined,
        };
      });
    const name = decl.typedefs[0] ?? decl.name;
    const type: { -readonly [K in keyof RecordType]: RecordType[K] } = {
      t: 'record',
      kind: decl.kind,
      name,
      fields,
      size: undefined,
      complete: decl.bases.length === 0,
    };
    this.recordTypes.set(decl, type);
    if (decl.bases.length === 0 && decl.fields.every((field) => !field.bits)) type.size = layoutSize(type, 0);
    return type;
  }

  private wrapNested(nested: RecordDecl, written: TypeName, file: string): Type {
    let type: Type = this.recordType(nested, file);
    for (let i = 0; i < written.pointers; i++) type = pointerTo(type, `${type.name} *`);
    for (const dimension of written.arrays) {
      const count = this.dimension(dimension, file);
      const size: number | undefined = type.size !== undefined && count !== undefined ? type.size * count : undefined;
      type = { t: 'array', name: `${type.name}[]`, element: type, count, size };
    }
    return type;
  }
}

/** Size with natural alignment; undefined as soon as one member's size is not known. */
function layoutSize(type: RecordType, depth: number): number | undefined {
  if (depth > 8) return undefined;
  let offset = 0;
  let largest = 1;
  let widest = 0;
  for (const field of type.fields) {
    const member = field.type();
    const size: number | undefined = member.size ?? (member.t === 'record' ? layoutSize(member, depth + 1) : undefined);
    const align = alignmentOf(member, depth + 1);
    if (size === undefined || align === undefined) return undefined;
    largest = Math.max(largest, align);
    widest = Math.max(widest, size);
    offset = Math.ceil(offset / align) * align + size;
  }
  const size = type.kind === 'union' ? widest : offset;
  return type.fields.length === 0 ? undefined : Math.ceil(size / largest) * largest;
}

function alignmentOf(type: Type, depth: number): number | undefined {
  if (depth > 8) return undefined;
  if (type.t === 'array') return alignmentOf(type.element, depth + 1);
  if (type.t === 'record') {
    let largest = 1;
    for (const field of type.fields) {
      const align = alignmentOf(field.type(), depth + 1);
      if (align === undefined) return undefined;
      largest = Math.max(largest, align);
    }
    return type.fields.length === 0 ? undefined : largest;
  }
  return type.size === undefined ? undefined : Math.min(type.size, 8);
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

export function basename(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return path.slice(cut + 1);
}

function dirname(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return cut < 0 ? '' : path.slice(0, cut);
}

function commonPrefix(a: string, b: string): number {
  let i = 0;
  while (i < a.length && i < b.length && a.charCodeAt(i) === b.charCodeAt(i)) i++;
  return i;
}

/** The variable at the root of an lvalue. */
function addRoot(target: Expr, names: Set<string>): void {
  let root = target;
  for (;;) {
    if (root.kind === 'member' && !root.arrow) root = root.object;
    else if (root.kind === 'index') root = root.object;
    else if (root.kind === 'cast') root = root.operand;
    else break;
  }
  if (root.kind === 'ident') names.add(root.name);
}

/** Of variables of one name in several classes or namespaces: those of the innermost one that surrounds the use. */
function innermost(variables: readonly VariableEntity[], scope: readonly string[]): readonly VariableEntity[] {
  const key = ({ decl }: VariableEntity): string => decl.scope.join('::');
  const [first] = variables;
  if (!first || variables.every((one) => key(one) === key(first))) return variables;
  const around = variables.filter(({ decl }) => decl.scope.every((name, i) => scope[i] === name));
  const depth = Math.max(...around.map(({ decl }) => decl.scope.length));
  return around.filter(({ decl }) => decl.scope.length === depth);
}
