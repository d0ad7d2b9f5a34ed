/**
 * Checks a value against a JSON schema, in the few words of draft 07 that wsk-lint.schema.json uses, and says in words that
 * name the place what is wrong. A test holds it against a full validator.
 */
import { sentence, type Sentence } from '../text/sentence';
import { nearestName } from './nearestName';

interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: { readonly pattern: string };
  readonly items?: Schema;
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeOf(value) === 'object';
}

/** The empty path is the file itself. */
function at(path: string, problem: Sentence): Sentence {
  return sentence('config.at', { path: path === '' ? sentence('config.file') : path, problem });
}

function checkNames(schema: Schema, value: Record<string, unknown>, path: string): Sentence[] {
  const known = Object.keys(schema.properties ?? {});
  const pattern = schema.propertyNames && new RegExp(schema.propertyNames.pattern);
  return Object.keys(value).flatMap((name) => {
    if (pattern && !pattern.test(name)) return [at(path, sentence('config.name', { name }))];
    if (schema.additionalProperties !== false || known.includes(name)) return [];
    const near = nearestName(name, known);
    const isNear = near !== undefined;
    return [at(path, isNear ? sentence('config.nearProperty', { name, near }) : sentence('config.property', { name }))];
  });
}

function childSchema(schema: Schema, name: string): Schema | undefined {
  if (schema.properties && Object.hasOwn(schema.properties, name)) return schema.properties[name];
  return typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
}

/** One sentence for each mistake; none when the value fits. */
export function schemaErrors(schema: Schema, value: unknown, path = ''): Sentence[] {
  const type = typeOf(value);
  if (schema.type !== undefined && type !== schema.type) {
    const [expected, found] = [sentence(`config.type.${schema.type}`), sentence(`config.type.${type}`)];
    return [at(path, sentence('config.expected', { expected, found }))];
  }
  if (schema.enum && !schema.enum.some((choice) => choice === value)) {
    const found = JSON.stringify(value);
    return [at(path, sentence('config.choice', { choices: schema.enum.join(', '), found }))];
  }
  const below = (name: string): string => (path === '' ? name : `${path}.${name}`);
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
