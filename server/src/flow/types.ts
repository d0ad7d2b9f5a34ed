/** C types as far as the analysis needs them: sizes, members in order, what a pointer points to. Sizes are of x64. */
import type { Expr, Param, TypeName } from '../syntax/ast';

export type Type = ScalarType | PointerType | ArrayType | RecordType | FunctionType | OpaqueType;

export interface ScalarType {
  readonly t: 'scalar';
  readonly name: string;
  readonly size: number;
}
export interface PointerType {
  readonly t: 'pointer';
  readonly name: string;
  readonly size: 8;
  /** Resolved late: types refer to each other. */
  readonly to: () => Type;
  readonly toConst: boolean;
}
export interface ArrayType {
  readonly t: 'array';
  readonly name: string;
  readonly element: Type;
  readonly count: number | undefined;
  readonly size: number | undefined;
}
export interface FieldType {
  readonly name: string;
  readonly type: () => Type;
  /** Members of an anonymous structure or union are members of the enclosing one too. */
  readonly anonymous: boolean;
  /** C++ `T &m_x`: what is in the member is where the object is. */
  readonly reference?: boolean;
  /** C++: what it gets where a constructor says nothing of it. */
  readonly init?: Expr;
}
export interface RecordType {
  readonly t: 'record';
  readonly kind: 'struct' | 'union' | 'class';
  readonly name: string;
  readonly fields: readonly FieldType[];
  readonly size: number | undefined;
  /** Classes whose bases or constructors are not modelled. */
  readonly complete: boolean;
  /** Of a class template: its parameters, and what stands for them where that is known. */
  readonly params?: readonly string[];
  readonly bindings?: Bindings;
}
export interface FunctionType {
  readonly t: 'function';
  readonly name: string;
  readonly size: undefined;
  readonly params: readonly Param[] | undefined;
}
/** A type that is only a name here. */
export interface OpaqueType {
  readonly t: 'opaque';
  readonly name: string;
  readonly size: number | undefined;
}

/** What stands for a parameter of a template. */
export interface TemplateBinding {
  readonly type: Type;
  readonly value?: { readonly expr: Expr; readonly file: string };
}
export type Bindings = ReadonlyMap<string, TemplateBinding>;

/** Names that the semantic layer defines because no workspace carries the platform's headers. */
export interface PlatformTypes {
  /** `ULONG` → 4. */
  readonly scalars: ReadonlyMap<string, number>;
  /** `PIRP` → `IRP`. */
  readonly pointers: ReadonlyMap<string, { readonly to: string; readonly toConst: boolean }>;
  readonly records: ReadonlyMap<string, PlatformRecord>;
  /** Other names of the same type: `_WSK_SOCKET` → `WSK_SOCKET`. */
  readonly aliases: ReadonlyMap<string, string>;
}
export interface PlatformRecord {
  readonly name: string;
  readonly kind: 'struct' | 'union';
  readonly size: number | undefined;
  readonly fields: readonly { readonly name: string; readonly type: WrittenType }[];
}
/** A member's type in a platform record: base name and pointer depth. */
export interface WrittenType {
  readonly base: string;
  readonly pointers: number;
  readonly isConst?: boolean;
  readonly count?: number;
}

export const voidType: OpaqueType = { t: 'opaque', name: 'void', size: undefined };

export function pointerTo(to: Type | (() => Type), name: string, toConst = false): PointerType {
  return { t: 'pointer', name, size: 8, to: typeof to === 'function' ? to : () => to, toConst };
}

export function pointee(type: Type | undefined): Type | undefined {
  if (type?.t === 'pointer') return type.to();
  if (type?.t === 'array') return type.element;
  return undefined;
}

export function memberType(type: Type | undefined, name: string): Type | undefined {
  return memberField(type, name)?.type();
}

export function memberField(type: Type | undefined, name: string): FieldType | undefined {
  if (type?.t !== 'record') return undefined;
  for (const field of type.fields) {
    if (field.name === name) return field;
    const inner = field.anonymous ? memberField(field.type(), name) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

/** The member in this place. */
export function fieldAt(type: Type | undefined, position: number): FieldType | undefined {
  return type?.t === 'record' && type.fields.every((field) => !field.anonymous) ? type.fields[position] : undefined;
}

/** Member names in the order of initialisation; anonymous members keep their place as nested records. */
export function orderedFields(type: RecordType): readonly FieldType[] {
  return type.fields;
}

/** Array dimension when it is a literal; anything else is resolved by the caller. */
export function literalDimension(dimension: Expr | undefined): number | undefined {
  return dimension?.kind === 'number' ? dimension.value : undefined;
}

export function displayType(type: TypeName): string {
  return type.base + (type.pointers ? ` ${'*'.repeat(type.pointers)}` : '');
}

/** `T x[] = { … }`: the initialiser says how many. */
export function completeArray(type: Type, init: Expr | undefined): Type {
  if (type.t !== 'array' || type.count !== undefined || init?.kind !== 'initList') return type;
  if (init.items.some((item) => item.designators.length > 0)) return type;
  const count = init.items.length;
  return { ...type, count, size: type.element.size === undefined ? undefined : type.element.size * count };
}

/** Pointers, and scalars of one size, that share the memory of a union are one member: the first of them. */
export function canonicalMember(type: Type | undefined, name: string): string {
  if (type?.t !== 'record') return name;
  if (type.kind === 'union') {
    const own = memberType(type, name);
    const isSame = (other: Type): boolean => other.t === own?.t && other.size === own.size;
    if (own?.t !== 'pointer' && own?.t !== 'scalar') return name;
    return type.fields.find((field) => !field.anonymous && isSame(field.type()))?.name ?? name;
  }
  for (const field of type.fields) {
    if (field.name === name) return name;
    const inner = field.anonymous ? field.type() : undefined;
    if (inner?.t === 'record' && memberType(inner, name)) return canonicalMember(inner, name);
  }
  return name;
}

/** Members, by their canonical names, that a write of this one overwrites: the others of its union. */
export function overwrittenBy(type: Type | undefined, name: string): readonly string[] {
  if (type?.t !== 'record') return [];
  for (const field of type.fields) {
    const inner = field.anonymous ? field.type() : undefined;
    if (inner?.t === 'record' && memberType(inner, name)) {
      const others = overwrittenBy(inner, name);
      return type.kind === 'union' ? [...others, ...otherMembers(type, field.name, inner)] : others;
    }
  }
  return type.kind === 'union' ? otherMembers(type, name, undefined) : [];
}

function otherMembers(union: RecordType, name: string, own: RecordType | undefined): readonly string[] {
  const others = union.fields.flatMap((field): readonly string[] => {
    const inner = field.anonymous ? field.type() : undefined;
    if (inner?.t !== 'record') return [canonicalMember(union, field.name)];
    return inner === own ? [] : inner.fields.map((one) => canonicalMember(inner, one.name));
  });
  return [...new Set(others)].filter((other) => other !== '' && other !== canonicalMember(union, name));
}
