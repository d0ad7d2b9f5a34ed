/** What type names mean, file by file: the workspace's own records, enums and typedefs first, then the platform's types. */
import type { Expr, FileSyntax, Param, RecordDecl, TemplateArgument, TypeName, TypedefDecl } from '../syntax/ast';
import { specialisedName } from '../syntax/templates';
import { NamesByFile } from './names';
import { withArguments } from './templates';
import {
  pointerTo,
  voidType,
  type FieldType,
  type PlatformTypes,
  type RecordType,
  type TemplateBinding,
  type Type,
  type WrittenType,
} from './types';
import type { Declared, Visibility } from './visibility';

/** What types need to know of the rest of the program. */
export interface TypeContext {
  readonly types: PlatformTypes;
  readonly visibility: Visibility;
  /** The number that a name in an array's size stands for. */
  constant(name: string, from: string): number | undefined;
  recordsOf(file: string): readonly RecordDecl[];
}

export interface FunctionType {
  readonly params: readonly Param[];
  readonly returnType: TypeName;
}

export class TypeTable {
  readonly records = new NamesByFile<Declared & { readonly decl: RecordDecl }>();
  private readonly recordPointers = new NamesByFile<Declared & { readonly decl: RecordDecl }>();
  private readonly typedefs = new NamesByFile<Declared & { readonly decl: TypedefDecl }>();
  private readonly enums = new NamesByFile<Declared>();
  private recordTypes = new Map<RecordDecl, RecordType>();
  private readonly platformRecords = new Map<string, RecordType>();
  /** Macros that are the size of an array somewhere. */
  readonly dimensions = new Set<string>();
  private derivation = 0;

  constructor(private readonly context: TypeContext) {}

  get names(): readonly NamesByFile<Declared>[] {
    return [this.records, this.recordPointers, this.typedefs, this.enums];
  }

  declare(file: FileSyntax): void {
    const { path } = file;
    for (const { name, typedefs } of file.enums)
      for (const one of [name, ...typedefs]) if (one) this.enums.add(one, { file: path });
    for (const decl of file.records) {
      for (const name of [decl.name, ...decl.typedefs]) if (name) this.records.add(name, { file: path, decl });
      for (const name of decl.pointerTypedefs) this.recordPointers.add(name, { file: path, decl });
    }
    for (const decl of file.typedefs) this.typedefs.add(decl.name, { file: path, decl });
  }

  /** Types, or which file sees which, are others than before. */
  forget(): void {
    this.dimensions.clear();
    this.recordTypes = new Map<RecordDecl, RecordType>();
  }

  has(name: string): boolean {
    return this.records.has(name) || this.recordPointers.has(name) || this.typedefs.has(name);
  }

  type(written: TypeName, from: string): Type {
    let type = this.named(written.base, from);
    if (written.args) type = this.applied(type, written.args, from);
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

  /** The class template with these arguments, or what the workspace has instead of it for them. */
  private applied(type: Type, args: readonly TemplateArgument[], from: string): Type {
    const special = this.context.visibility.pick(this.records.get(specialisedName(type.name, args)), from, 'any');
    if (special) return this.recordType(special.decl, special.file);
    return withArguments(type, this.bindings(args, from));
  }

  bindings(args: readonly TemplateArgument[], from: string): readonly TemplateBinding[] {
    return args.map(({ type, value }) => {
      const bound = { type: this.type(type, from) };
      return value ? { ...bound, value: { expr: value, file: from } } : bound;
    });
  }

  private dimension(expr: Expr | undefined, from: string): number | undefined {
    if (!expr) return undefined;
    if (expr.kind === 'number') return expr.value;
    if (expr.kind === 'ident') {
      this.dimensions.add(expr.name);
      return this.context.constant(expr.name, from);
    }
    return undefined;
  }

  /** A type by its name alone: workspace first, then the platform. */
  named(name: string, from: string, depth = 0): Type {
    const plain = name.replace(/^(?:struct|union|enum|class)\s+/, '');
    if (depth > 16) return { t: 'opaque', name: plain, size: undefined };
    const types = this.context.types;
    const record = this.context.visibility.pick(this.records.get(plain), from, 'any');
    const alias = types.aliases.get(plain);
    const platformName = alias ?? plain;
    if (record && !types.records.has(platformName)) return this.recordType(record.decl, record.file);
    const recordPointer = this.context.visibility.pick(this.recordPointers.get(plain), from, 'any');
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
    const typedef = this.context.visibility.pick(this.typedefs.get(plain), from, 'any');
    if (typedef) {
      if (typedef.decl.functionType) {
        return { t: 'function', name: plain, size: undefined, params: typedef.decl.functionType.params };
      }
      if (typedef.decl.type.base !== plain) return this.typeAt(typedef.decl.type, typedef.file, depth + 1);
    }
    if (this.enums.has(plain)) return { t: 'scalar', name: plain, size: 4 };
    const bare = plainName(plain);
    if (bare !== plain && bare !== '') return this.named(bare, from, depth + 1);
    return { t: 'opaque', name: plain, size: undefined };
  }

  private typeAt(written: TypeName, from: string, depth: number): Type {
    if (depth > 16) return { t: 'opaque', name: written.base, size: undefined };
    return this.type(written, from);
  }

  /** The function type that a typedef name stands for (`IO_COMPLETION_ROUTINE`), if the workspace defines it. */
  functionTypedef(name: string, from: string): FunctionType | undefined {
    return this.context.visibility.pick(this.typedefs.get(name), from, 'any')?.decl.functionType;
  }

  private platformRecord(name: string): RecordType {
    const known = this.platformRecords.get(name);
    if (known) return known;
    const record = this.context.types.records.get(name);
    const fields: FieldType[] = (record?.fields ?? []).map((field) => ({
      name: field.name,
      type: () => this.platformType(field.type),
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

  private platformType(written: WrittenType): Type {
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
    const records = this.context.recordsOf(file);
    const at = records.indexOf(decl);
    const fields: FieldType[] = decl.fields
      .filter((field) => !field.isStatic)
      .map((field) => {
        const nested = field.record === undefined ? undefined : records[at + field.record];
        let cached: Type | undefined;
        return {
          name: field.name,
          type: (): Type =>
            (cached ??= nested ? this.wrapNested(nested, field.type, file) : this.type(field.type, file)),
          anonymous: field.name === '' && nested !== undefined,
          ...(field.type.reference ? { reference: true } : {}),
          ...(field.init ? { init: field.init } : {}),
        };
      });
    const name = decl.typedefs[0] ?? decl.name;
    const type: { -readonly [K in keyof RecordType]: RecordType[K] } = {
      t: 'record',
      kind: decl.kind,
      name,
      fields: [...this.inheritedFields(decl, file), ...fields],
      size: undefined,
      complete: decl.bases.length === 0 && !decl.fields.some((field) => field.init),
      ...(decl.typeParams ? { params: decl.typeParams.map(({ name: param }) => param) } : {}),
    };
    this.recordTypes.set(decl, type);
    if (decl.bases.length === 0 && decl.fields.every((field) => !field.bits)) type.size = layoutSize(type, 0);
    return type;
  }

  private inheritedFields(decl: RecordDecl, file: string): readonly FieldType[] {
    if (this.derivation > 8) return [];
    this.derivation++;
    const fields = decl.bases.flatMap((base) => {
      const type = this.named(base, file);
      return type.t === 'record' ? type.fields : [];
    });
    this.derivation--;
    return fields;
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

/** `net::Guard<T>` is the class `Guard`. */
export function plainName(name: string): string {
  return name.replace(/<.*$/s, '').trim().replace(/^.*::/s, '');
}
