/**
 * Checks a value against a JSON schema, in the few words of draft 07 that wsk-lint.schema.json uses, and says in words that
 * name the place what is wrong. A test holds it against a full validator.
 */
import { nearestName } from './nearestName';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: { readonly pattern: string };
  readonly items?: Schema;
}

const typeNames: Readonly<Record<string, string>> = {
  object: 'an object { … }',
  array: 'a list [ … ]',
  string: 'a string',
};

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeOf(value) === 'object';
}

function checkNames(schema: Schema, value: Record<string, unknown>, path: string): string[] {
  const known = Object.keys(schema.properties ?? {});
  const pattern = schema.propertyNames && new RegExp(schema.propertyNames.pattern);
  return Object.keys(value).flatMap((name) => {
    if (pattern && !pattern.test(name)) return [`${path}: "${name}" is not a valid name`];
    if (schema.additionalProperties !== false || known.includes(name)) return [];
    const near = nearestName(name, known);
    return [`${path}: unknown property "${name}"${near === undefined ? '' : `; is "${near}" meant?`}`];
  });
}

function childSchema(schema: Schema, name: string): Schema | undefined {
  if (schema.properties && Object.hasOwn(schema.properties, name)) return schema.properties[name];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** One line for each mistake; none when the value fits. */
export function schemaErrors(schema: Schema, value: unknown, path = 'the file'): string[] {
  const type = typeOf(value);
  if (schema.type !== undefined && type !== schema.type) {
    return [`${path}: expected ${typeNames[schema.type] ?? schema.type}, found ${typeNames[type] ?? type}`];
  }
  if (schema.enum && !schema.enum.some((choice) => choice === value)) {
    return [`${path}: expected one of ${schema.enum.join(', ')}, found ${JSON.stringify(value)}`];
  }
  const below = (name: string): string => (path === 'the file' ? name : `${path}.${name}`);
  if (isRecord(value)) {
    const children = Object.entries(value).flatMap(([name, child]) => {
      const inner = childSchema(schema, name);
      return inner ? schemaErrors(inner, child, below(name)) : [];
    });
    return [...checkNames(schema, value, path), ...children];
  }
  const { items } = schema;
  if (Array.isArray(value) && items) {
    return value.flatMap((item: unknown, index) => schemaErrors(items, item, `${path}[${index}]`));
  }
  return [];
}
