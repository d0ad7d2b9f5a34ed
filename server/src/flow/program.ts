/** The linked program: what each name of each file means, over all files of the workspace. */
import type {
  EnumDecl,
  Expr,
  FileSyntax,
  FunctionDecl,
  Lambda,
  MacroDecl,
  RecordDecl,
  Span,
  TemplateArgument,
  TypeName,
  VariableDecl,
} from '../syntax/ast';
import { declaresTheSame } from '../syntax/moved';
import { dirname, isNear } from '../text/paths';
import { noteDifferences, sameSurroundings } from './differences';
import { LAMBDA, LambdaDecl, lambdasIn } from './lambdas';
import { MacroParameters } from './macroParameters';
import { MacroVariables } from './macroVariables';
import { ImplicitMember } from './members';
import { NamesByFile } from './names';
import { onlyReads } from './readOnly';
import { WrittenNames, writtenNote, type WrittenPart } from './writtenNames';
import { plainName, TypeTable, type FunctionType } from './typeTable';
import type { FieldType, PlatformTypes, RecordType, TemplateBinding, Type } from './types';
import { commonPrefix, Visibility, type Declared } from './visibility';

/** A function: the same object for as long as the workspace has it, with the declaration that it has now. */
export interface FunctionEntity {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly decl: FunctionDecl;
  /** The function that a lambda stands in: it sees that one's locals. */
  readonly outer?: FunctionEntity;
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

/** What the C platform defines for every file: supplied by the semantic layer. */
export interface Platform {
  readonly types: PlatformTypes;
  /** The function only reads what this argument points to. */
  readsOnly(name: string, argument: number): boolean;
  /** The same, and nothing is kept of the argument for code that runs later. */
  onlyTakes(name: string, argument: number): boolean;
  /** The routine may raise an exception that drivers handle. */
  mayRaise(name: string): boolean;
  /** Constants by name; a macro or enumerator of the workspace with the same name wins. */
  constant(name: string): number | undefined;
}

/** Names whose meaning is another one than before, or `everything`: types changed, or which file sees which. */
export type Changes = 'everything' | ReadonlySet<string>;

/** What a class does without saying so, if anything, and what that depends on. */
interface Implicit {
  readonly entity: FunctionEntity | undefined;
  readonly names: ReadonlySet<string>;
}

interface Entity extends FunctionEntity {
  decl: FunctionDecl;
  outer?: FunctionEntity;
}

export class Program {
  private filesByPath = new Map<string, FileSyntax>();
  private readonly entities = new Map<string, Entity>();
  private readonly macros = new WeakMap<MacroDecl, MacroEntity>();
  private readonly lambdasByName = new NamesByFile<FunctionEntity>();
  private readonly lambdas = new WeakMap<Lambda, FunctionEntity>();
  private readonly functionsByName = new NamesByFile<FunctionEntity>();
  private readonly prototypesByName = new NamesByFile<FunctionEntity>();
  private readonly variablesByName = new NamesByFile<VariableEntity>();
  private readonly macroVariables = new MacroVariables();
  private readonly macroParameters = new MacroParameters();
  private readonly macrosByName = new NamesByFile<MacroEntity>();
  private readonly enumeratorsByName = new NamesByFile<EnumeratorEntity>();
  private readonly written = new WrittenNames();
  private readonly visibility = new Visibility((path) => this.filesByPath.get(path)?.includes ?? []);
  private readonly types: TypeTable;
  /** By name, with `~` before that of a destructor. */
  private readonly implicits = new Map<string, Implicit>();
  private readonly examined = new Set<string>();
  private readonly conversions = new Map<string, readonly FunctionEntity[]>();
  private names: Set<string> | undefined;
  /** Some declarations are copies, which do not move along. */
  private copiesMethods = false;

  constructor(
    files: readonly FileSyntax[],
    readonly platform: Platform,
  ) {
    this.types = new TypeTable({
      types: platform.types,
      visibility: this.visibility,
      constant: (name, from) => this.sizeNamed(name, from),
      recordsOf: (file) => this.filesByPath.get(file)?.records ?? [],
    });
    this.update(files);
  }

  /** The class and what it derives from, nearest first. */
  private lineage(name: string): readonly string[] {
    const seen = new Set([name]);
    for (const one of seen)
      for (const { decl } of this.types.records.get(one) ?? [])
        for (const base of decl.bases) seen.add(plainName(base));
    return [...seen];
  }

  /** The member function with a body that an object of the class has under this name. */
  method(
    className: string,
    name: string,
    argumentCount?: number,
    choose: (among: readonly FunctionEntity[]) => FunctionEntity | undefined = () => undefined,
  ): FunctionEntity | undefined {
    this.note(name);
    const plain = plainName(className);
    if (name === plain && !this.hasConstructor(plain)) return this.implicitConstructor(plain);
    if (name.startsWith('~'))
      return this.destructor(plain)?.name === name ? this.destructor(plain) : this.destructor(name.slice(1));
    const named = this.functionsByName.get(name)?.filter((fn) => fn.decl.isMethod);
    if (!named || named.length === 0) return undefined;
    for (const owner of this.lineage(plain)) {
      const own = named.filter((fn) => fn.decl.scope.at(-1) === owner);
      const fitting = this.fitting(own, argumentCount);
      const fn = fitting[0] ?? own[0];
      if (fn) return own.length === 1 || fitting.length === 1 ? fn : choose(fitting);
    }
    return undefined;
  }

  /** Some class of the workspace has a function of this name. */
  definesMethod(name: string): boolean {
    this.note(name);
    return this.functionsByName.get(name)?.some((fn) => fn.decl.isMethod) === true;
  }

  /** What an object of the class becomes where something else is needed: `operator PIRP`. */
  conversionsOf(className: string): readonly FunctionEntity[] {
    const name = plainName(className);
    this.note(name);
    const known = this.conversions.get(name);
    if (known) return known;
    const files = new Set((this.types.records.get(name) ?? []).map(({ file }) => file));
    const names = [...files].flatMap((file) => this.filesByPath.get(file)?.functions ?? []).filter(({ scope, name: fn }) => scope.at(-1) === name && fn.startsWith('operator ')); // prettier-ignore
    const found = [...new Set(names.map((fn) => fn.name))].flatMap((fn) => this.method(name, fn, 0) ?? []);
    this.conversions.set(name, found);
    return found;
  }

  /** The destructor, if its body is known: the class's own, or the one that its members and bases make. */
  destructor(className: string): FunctionEntity | undefined {
    const name = plainName(className);
    this.note(`~${name}`);
    const isOwn = (fn: FunctionEntity): boolean => fn.decl.scope.at(-1) === name;
    const own = this.functionsByName.get(`~${name}`)?.find(isOwn);
    if (own) return own;
    if (this.prototypesByName.get(`~${name}`)?.some((fn) => isOwn(fn) && fn.decl.isDefaulted !== true))
      return undefined;
    return this.implicit(name, '~', (part) => this.destructor(part) !== undefined);
  }

  /** Objects of the class are made by a constructor: its own, or the one that its members and bases make. */
  isConstructed(className: string): boolean {
    return this.hasConstructor(className) || this.implicitConstructor(className) !== undefined;
  }

  private implicitConstructor(className: string): FunctionEntity | undefined {
    const name = plainName(className);
    this.note(name);
    return this.implicit(name, '', (part) => this.isConstructed(part));
  }

  /** What a class does without saying so, where one of its bases or members needs it. */
  private implicit(name: string, prefix: '' | '~', needs: (part: string) => boolean): FunctionEntity | undefined {
    const record = this.types.records.get(name)?.[0];
    const key = `${prefix}${name}`;
    if (!record || this.files.get(record.file)?.language !== 'cpp' || this.examined.has(key)) return undefined;
    const known = this.implicits.get(key) ?? this.examine(name, key, record, needs);
    this.implicits.set(key, known);
    for (const one of known.names) this.note(one);
    return known.entity;
  }

  private examine(
    name: string,
    key: string,
    { file, decl }: Declared & { readonly decl: RecordDecl },
    needs: (part: string) => boolean,
  ): Implicit {
    this.examined.add(key);
    const names = new Set<string>();
    const type = this.types.named(name, file);
    const isNeeded = this.noting(names, () => {
      if (type.t !== 'record') return false;
      if (this.basesOf(name).some(needs)) return true;
      return this.ownFields(type).some((field) => {
        if (key === name && field.init) return true;
        const of = field.reference ? undefined : field.type();
        return of?.t === 'record' && needs(of.name);
      });
    });
    this.examined.delete(key);
    if (!isNeeded) return { names, entity: undefined };
    const id = `implicit ${key}`;
    const before = this.entities.get(id)?.decl;
    const isSame = before instanceof ImplicitMember && before.record === decl;
    return { names, entity: this.entity(id, file, isSame ? before : new ImplicitMember(decl, key, [name])) };
  }

  basesOf(className: string): readonly string[] {
    const records = this.types.records.get(plainName(className)) ?? [];
    return [...new Set(records.flatMap(({ decl }) => decl.bases.map(plainName)))];
  }

  /** The members of the class without those that it has from its bases. */
  ownFields(type: RecordType): readonly FieldType[] {
    const inherited = this.basesOf(type.name).reduce((count, base) => {
      const of = this.types.named(base, '');
      return of.t === 'record' ? count + of.fields.length : count;
    }, 0);
    return type.fields.slice(inherited);
  }

  /** The class has functions of its own: its objects are more than what a braced initialiser says. */
  hasConstructor(className: string): boolean {
    const name = plainName(className);
    this.note(name);
    const isOwn = ({ decl }: FunctionEntity): boolean => decl.scope.at(-1) === name && decl.isDefaulted !== true;
    return [this.functionsByName, this.prototypesByName].some((map) => map.get(name)?.some(isOwn) === true);
  }

  get files(): ReadonlyMap<string, FileSyntax> {
    return this.filesByPath;
  }

  /** Does the work and notes every name of a function, variable, macro or enumerator that it looks up. */
  noting<T>(names: Set<string>, work: () => T): T {
    const before = this.names;
    this.names = names;
    try {
      return work();
    } finally {
      this.names = before;
    }
  }

  /** The work that is going on depends on this. */
  note(name: string): void {
    this.names?.add(name);
  }

  /** Takes the files as they are now; functions that are still there keep their entities. */
  update(files: readonly FileSyntax[]): Changes {
    const before = this.filesByPath;
    this.implicits.clear();
    this.conversions.clear();
    this.filesByPath = new Map(files.map((file) => [file.path, file]));
    if (!this.copiesMethods && areTheSame(files, [...before.values()])) {
      this.macroVariables.follow();
      return new Set();
    }
    const order = new Map(files.map((file, index) => [file.path, index]));
    const changed = new Set<string>();
    let everything = this.filesByPath.size !== before.size;
    for (const [path, old] of before) {
      if (this.filesByPath.has(path)) continue;
      everything = true;
      this.undeclare(old);
    }
    for (const file of files) {
      const old = before.get(file.path);
      if (old === file) continue;
      if (!old || !sameSurroundings(old, file)) everything = true;
      else noteDifferences(old, file, changed);
      if (old) this.undeclare(old);
      this.declare(file, order);
    }
    this.markStaticMethods();
    this.expandParameters();
    for (const note of this.written.takeChanges()) changed.add(note);
    for (const name of changed) if (this.types.dimensions.has(name)) everything = true;
    if (everything) this.forget();
    if (!this.macroVariables.update(files, order, (name, from) => this.resolveMacro(name, from)))
      return everything ? 'everything' : changed;
    this.forget();
    return 'everything';
  }

  private forget(): void {
    this.visibility.forget(this.filesByPath.keys());
    this.types.forget();
  }

  private undeclare(file: FileSyntax): void {
    const { path } = file;
    for (const names of this.tables()) names.remove(path);
    for (const decl of [...file.functions, ...file.macros]) this.written.remove(decl, this.platform);
  }

  private tables(): readonly NamesByFile<{ readonly file: string }>[] {
    return [
      this.functionsByName,
      this.lambdasByName,
      this.prototypesByName,
      this.variablesByName,
      this.macrosByName,
      this.enumeratorsByName,
      ...this.types.names,
    ];
  }

  private declare(file: FileSyntax, order: ReadonlyMap<string, number>): void {
    const path = file.path;
    for (const names of this.tables()) names.begin(path, order);
    const count = new Map<string, number>();
    for (const decl of file.functions) {
      const kind = decl.body ? '' : 'prototype ';
      const nth = (count.get(kind + decl.name) ?? 0) + 1;
      count.set(kind + decl.name, nth);
      const entity = this.entity(`${kind}${path}:${decl.name}${nth > 1 ? `#${nth}` : ''}`, path, decl);
      (decl.body ? this.functionsByName : this.prototypesByName).add(decl.name, entity);
      if (decl.body && file.language === 'cpp') this.declareLambdas(lambdasIn(decl.body), entity);
    }
    for (const decl of file.variables) {
      const isOwn = decl.storage === 'static' || decl.scope.length > 0;
      const id = isOwn ? [path, ...decl.scope, decl.name].join(':') : decl.name;
      this.variablesByName.add(decl.name, { id, name: decl.name, file: path, decl });
      const { init } = decl;
      if (init && file.language === 'cpp') this.declareLambdas(lambdasIn(init), { id, file: path, decl });
    }
    for (const decl of file.macros) this.macrosByName.add(decl.name, this.macro(path, decl));
    for (const declaration of file.enums)
      declaration.members.forEach((member, position) =>
        this.enumeratorsByName.add(member.name, {
          name: member.name,
          file: path,
          span: member.nameSpan,
          declaration,
          position,
        }),
      );
    this.types.declare(file);
    for (const decl of [...file.functions, ...file.macros]) this.written.add(decl, this.platform);
  }

  private expandParameters(): void {
    for (const entity of this.entities.values()) {
      const written = this.filesByPath.has(entity.file) && this.macroParameters.mayUse(entity.decl);
      if (written) entity.decl = this.macroParameters.expanded(entity.decl, (name) => this.resolveMacro(name, entity.file)?.decl); // prettier-ignore
    }
  }

  /** `static` stands in the class only, which is often in another file than the function. */
  private markStaticMethods(): void {
    const key = ({ name, decl }: FunctionEntity): string => `${decl.scope.at(-1) ?? ''}::${name}`;
    const statics = new Set<string>();
    for (const list of this.prototypesByName.values())
      for (const fn of list) if (fn.decl.isStatic && fn.decl.scope.length > 0) statics.add(key(fn));
    this.copiesMethods = statics.size > 0;
    if (!this.copiesMethods) return;
    for (const entity of this.entities.values())
      if (entity.decl.isMethod && statics.has(key(entity))) entity.decl = { ...entity.decl, isMethod: false };
  }

  /** Each lambda is a function of its own, inside the function or the initialiser that it stands in. */
  private declareLambdas(
    found: readonly Lambda[],
    owner: FunctionEntity | { readonly id: string; readonly file: string; readonly decl: VariableDecl },
  ): void {
    found.forEach((lambda, i) => {
      const decl = new LambdaDecl(lambda, owner.decl.scope, 'isMethod' in owner.decl && owner.decl.isMethod);
      const entity = this.entity(`${owner.id}#lambda${i}`, owner.file, decl);
      if ('name' in owner) entity.outer = owner;
      this.lambdas.set(lambda, entity);
      this.lambdasByName.add(decl.name, entity);
      this.declareLambdas(lambdasIn(lambda.body), entity);
    });
  }

  /** The function that a lambda is; undefined for one that a macro makes. */
  lambda(expr: Lambda): FunctionEntity | undefined {
    return this.lambdas.get(expr);
  }

  allLambdas(): readonly FunctionEntity[] {
    return this.lambdasByName.get(LAMBDA) ?? [];
  }

  private macro(file: string, decl: MacroDecl): MacroEntity {
    const known = this.macros.get(decl);
    if (known) return known;
    const entity: MacroEntity = { name: decl.name, file, decl };
    this.macros.set(decl, entity);
    return entity;
  }

  private entity(id: string, file: string, decl: FunctionDecl): Entity {
    const known = this.entities.get(id);
    if (known) {
      known.decl = decl;
      return known;
    }
    const entity: Entity = { id, name: decl.name, file, decl };
    this.entities.set(id, entity);
    return entity;
  }

  /** The function of that name that a call in `from` reaches, if its body is in the workspace. */
  resolveFunction(
    name: string,
    from: string,
    argumentCount?: number,
    scope: readonly string[] = [],
  ): FunctionEntity | undefined {
    this.note(name);
    const named = this.functionsByName.get(name);
    if (!named) return undefined;
    const all = named.length > 1 && scope.length > 0 ? this.nearestScope(named, scope) : named;
    const reachable = all.filter((f) => this.reaches(f, from));
    if (reachable.length <= 1) return reachable[0];
    const fitting = this.fitting(reachable, argumentCount);
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

  /**
   * A function that the file neither includes nor declares, and that is far away, is another program's:
   * in a workspace of several projects, `socket` of one is not what another calls.
   */
  private reaches({ name, file, decl }: FunctionEntity, from: string): boolean {
    if (file === from) return true;
    const visible = this.visibility.from(from);
    if (visible.has(file)) return true;
    if (decl.isStatic) return false;
    if (decl.scope.length > 0 || isNear(dirname(file), dirname(from))) return true;
    return this.prototypesByName.get(name)?.some((prototype) => visible.has(prototype.file)) === true;
  }

  /** Those that take so many arguments: exactly, else with what their parameters have by default. */
  private fitting(functions: readonly FunctionEntity[], argumentCount: number | undefined): readonly FunctionEntity[] {
    if (argumentCount === undefined) return functions;
    const exact = functions.filter(({ decl }) => decl.params?.length === argumentCount);
    if (exact.length > 0) return exact;
    return functions.filter((fn) => {
      const left = fn.decl.params?.slice(argumentCount) ?? [];
      return left.length > 0 && left.every((_, i) => this.defaultOf(fn, argumentCount + i) !== undefined);
    });
  }

  /** What a C++ function's parameter gets by default, as its definition or a declaration of it says. */
  defaultOf(fn: FunctionEntity, index: number): { readonly value: Expr; readonly file: string } | undefined {
    const own = fn.decl.params?.[index]?.defaultValue;
    if (own) return { value: own, file: fn.file };
    if (this.files.get(fn.file)?.language !== 'cpp') return undefined;
    this.note(fn.name);
    for (const { file, decl } of this.prototypesByName.get(fn.name) ?? []) {
      const value = decl.params?.length === fn.decl.params?.length ? decl.params?.[index]?.defaultValue : undefined;
      if (value && decl.scope.at(-1) === fn.decl.scope.at(-1)) return { value, file };
    }
    return undefined;
  }

  /** Of several functions with one name, those of the class, of its bases, or of the namespace. */
  private nearestScope(named: readonly FunctionEntity[], scope: readonly string[]): readonly FunctionEntity[] {
    for (const around of [...scope].reverse())
      for (const owner of this.lineage(around)) {
        const own = named.filter((fn) => fn.decl.scope.at(-1) === owner);
        if (own.length > 0) return own;
      }
    return named;
  }

  resolvePrototype(name: string, from: string): FunctionEntity | undefined {
    this.note(name);
    return this.visibility.pick(this.prototypesByName.get(name), from, 'any');
  }

  private variablesNamed(name: string): readonly VariableEntity[] {
    const [own, made] = [this.variablesByName.get(name) ?? [], this.macroVariables.get(name)];
    return made.length === 0 ? own : [...own, ...made];
  }

  /** The definition (with initialiser) where there is one, else a declaration; seen from inside these classes and namespaces. */
  resolveVariable(name: string, from: string, scope: readonly string[] = []): VariableEntity | undefined {
    this.note(name);
    const named = this.variablesNamed(name).filter((v) => !this.declaresFunction(v));
    const all = innermost(named, scope);
    if (all.length === 0) return undefined;
    const reachable = all.filter(
      (v) => v.decl.storage !== 'static' || v.file === from || this.visibility.from(from).has(v.file),
    );
    const own = reachable.filter((v) => v.file === from && v.decl.storage !== 'extern');
    if (own.length > 0) return own.find((v) => v.decl.init) ?? own[0];
    const defined = reachable.filter((v) => v.decl.storage !== 'extern');
    return (
      this.visibility.pick(
        defined.filter((v) => v.decl.init),
        from,
        'any',
      ) ??
      this.visibility.pick(defined, from, 'any') ??
      this.visibility.pick(reachable, from, 'any')
    );
  }

  /** `CALLBACK_FN OnEvent;`, where the workspace typedefs CALLBACK_FN as a function. */
  private declaresFunction({ decl, file }: VariableEntity): boolean {
    const { type } = decl;
    if (decl.init || type.pointers > 0 || type.arrays.length > 0 || type.functionPointer) return false;
    return this.functionTypedef(type.base, file) !== undefined;
  }

  resolveMacro(name: string, from: string): MacroEntity | undefined {
    this.note(name);
    return this.visibility.pick(this.macrosByName.get(name), from, 'unique');
  }

  resolveEnumerator(name: string, from: string): EnumeratorEntity | undefined {
    this.note(name);
    return this.visibility.pick(this.enumeratorsByName.get(name), from, 'any');
  }

  /** Something in the workspace defines this name, wherever. */
  defines(name: string): boolean {
    this.note(name);
    return (
      this.functionsByName.has(name) ||
      this.prototypesByName.has(name) ||
      this.variablesNamed(name).length > 0 ||
      this.macrosByName.has(name) ||
      this.enumeratorsByName.has(name) ||
      this.types.has(name)
    );
  }

  /** Another file declares the function: code that is not in view may call it. */
  isDeclaredElsewhere({ name, file }: FunctionEntity): boolean {
    return this.prototypesByName.get(name)?.some((one) => one.file !== file) ?? false;
  }

  /** A variable of this name is written, or may be, by some function of the workspace. */
  isWritten(name: string): boolean {
    this.note(writtenNote(name));
    return this.written.has(name);
  }

  /** Its address is only handed to functions of the workspace that read what they get. */
  isOnlyRead({ name, file }: VariableEntity): boolean {
    const parts = [...this.writtenParts(name)];
    const reader = (called: string, from: string): FunctionEntity | undefined => this.resolveFunction(called, from);
    return parts.every((part) => {
      const fn = part.endsWith('()') ? reader(part.slice(0, -2), file) : undefined;
      return fn !== undefined && onlyReads(fn, this.platform, reader);
    });
  }

  /** What functions and macros of the workspace write of variables of this name. */
  writtenParts(name: string): ReadonlySet<WrittenPart> {
    this.note(writtenNote(name));
    return this.written.partsOf(name);
  }

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

  /** A function or a macro of the workspace has this name. */
  definesBody(name: string): boolean {
    return this.functionsByName.has(name) || this.macrosByName.has(name);
  }

  functionsNamed(name: string): readonly FunctionEntity[] {
    this.note(name);
    return this.functionsByName.get(name) ?? [];
  }

  *variables(): IterableIterator<VariableEntity> {
    for (const list of this.variablesByName.values()) yield* list;
  }

  /** In the order of the files and of their texts, whatever was edited last. */
  allVariables(): readonly VariableEntity[] {
    return this.inTextOrder([...[...this.variablesByName.values()].flat(), ...this.macroVariables.all()]);
  }

  inTextOrder<T extends Declared & { readonly decl: Span }>(entities: readonly T[]): readonly T[] {
    const order = new Map([...this.filesByPath.keys()].map((file, index) => [file, index]));
    const place = ({ file }: T): number => order.get(file) ?? 0;
    return [...entities].sort((a, b) => place(a) - place(b) || a.decl.start - b.decl.start);
  }

  type(written: TypeName, from: string): Type {
    return this.types.type(written, from);
  }

  /** Arguments of a template as they are written in `from`. */
  templateArguments(args: readonly TemplateArgument[], from: string): readonly TemplateBinding[] {
    return this.types.bindings(args, from);
  }

  /** A type by its name alone: workspace first, then the platform. */
  named(name: string, from: string): Type {
    return this.types.named(name, from);
  }

  /** The function type that a typedef name stands for (`IO_COMPLETION_ROUTINE`), if the workspace defines it. */
  functionTypedef(name: string, from: string): FunctionType | undefined {
    return this.types.functionTypedef(name, from);
  }

  private sizeNamed(name: string, from: string): number | undefined {
    const expr = this.resolveMacro(name, from)?.decl.expr;
    return expr?.kind === 'number' ? expr.value : this.platform.constant(name);
  }
}

/** Nothing but layout and comments has changed. */
function areTheSame(files: readonly FileSyntax[], before: readonly FileSyntax[]): boolean {
  const isKept = (file: FileSyntax, old: FileSyntax | undefined): boolean =>
    old !== undefined && old.path === file.path && (old === file || declaresTheSame(old, file));
  return files.length === before.length && files.every((file, i) => isKept(file, before[i]));
}

/** Of variables of one name in several classes or namespaces: those of the innermost one that surrounds the use. */
function innermost(variables: readonly VariableEntity[], scope: readonly string[]): readonly VariableEntity[] {
  const key = ({ decl }: VariableEntity): string => decl.scope.join('::');
  const [first] = variables;
  if (!first || variables.every((one) => key(one) === key(first))) return variables;
  const isNamed = scope.length > 0 && variables.some((one) => key(one).endsWith(`::${scope.join('::')}`));
  const around = variables.filter((one) =>
    isNamed ? key(one).endsWith(`::${scope.join('::')}`) : one.decl.scope.every((name, i) => scope[i] === name),
  );
  const depth = Math.max(...around.map(({ decl }) => decl.scope.length));
  return around.filter(({ decl }) => decl.scope.length === depth);
}
