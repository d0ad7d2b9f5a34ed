/** Types that are made of templates. */
import { pointerTo, type Bindings, type RecordType, type TemplateBinding, type Type } from './types';

/** The class template with these arguments; those that are left out are not known. */
export function withArguments(type: Type, args: readonly TemplateBinding[]): Type {
  if (type.t !== 'record' || !type.params) return type;
  const { params } = type;
  return bound(type, new Map(args.flatMap((arg, i) => (params[i] ? [[params[i], arg]] : []))));
}

/** The type with what stands for the parameters of templates in it. */
export function substituteType(type: Type, bindings: Bindings): Type {
  switch (type.t) {
    case 'opaque':
      return bindings.get(type.name)?.type ?? type;
    case 'pointer': {
      const to = type.to();
      // Classes refer to each other, and their members are looked at late.
      const actual = to.t === 'function' ? to : substituteType(to, bindings);
      return actual === to ? type : pointerTo(actual, `${actual.name} *`, type.toConst);
    }
    case 'array': {
      const element = substituteType(type.element, bindings);
      if (element === type.element) return type;
      const size = element.size !== undefined && type.count !== undefined ? element.size * type.count : undefined;
      return { ...type, name: `${element.name}[]`, element, size };
    }
    case 'record': {
      const { params, bindings: own } = type;
      if (own) return bound(type, new Map([...own].map(([name, one]) => [name, substituteBinding(one, bindings)])));
      // Inside of a class template its name alone is the class with the parameters that it has there.
      if (!params?.some((name) => bindings.has(name))) return type;
      return bound(type, new Map([...bindings].filter(([name]) => params.includes(name))));
    }
    case 'scalar':
    case 'function':
      return type;
  }
}

function substituteBinding(one: TemplateBinding, bindings: Bindings): TemplateBinding {
  const { value } = one;
  const passedOn = value?.expr.kind === 'ident' ? bindings.get(value.expr.name) : undefined;
  if (passedOn) return passedOn;
  const type = substituteType(one.type, bindings);
  return type === one.type ? one : { ...one, type };
}

function bound(type: RecordType, bindings: Bindings): RecordType {
  const fields = type.fields.map((field) => {
    let cached: Type | undefined;
    return { ...field, type: (): Type => (cached ??= substituteType(field.type(), bindings)) };
  });
  return { ...type, fields, bindings };
}

/** The same for the same arguments. */
export function bindingsKey(bindings: Bindings | undefined): string {
  if (!bindings) return '';
  return [...bindings].map(([name, { type, value }]) => `${name}=${type.name}:${value?.expr.start ?? ''}`).join(',');
}

/** What tells about the parameters when something of type `written` gets a value of the type `actual`. */
export function unify(
  written: Type,
  actual: Type | undefined,
  params: readonly string[],
  found: Map<string, TemplateBinding>,
): void {
  if (!actual) return;
  if (written.t === 'opaque') {
    if (params.includes(written.name) && !found.has(written.name)) found.set(written.name, { type: actual });
  } else if (written.t === 'pointer') {
    const to = actual.t === 'pointer' ? actual.to() : actual.t === 'array' ? actual.element : undefined;
    unify(written.to(), to, params, found);
  } else if (written.t === 'record' && written.bindings && actual.t === 'record' && actual.name === written.name) {
    for (const [name, { type, value }] of written.bindings) {
      const other = actual.bindings?.get(name);
      const param = type.t === 'opaque' ? type.name : value?.expr.kind === 'ident' ? value.expr.name : undefined;
      if (other && param !== undefined && params.includes(param)) {
        if (!found.has(param)) found.set(param, other);
      } else if (other) unify(type, other.type, params, found);
    }
  }
}
