/** C++ templates: the name under which a class is known that is made for certain arguments only. */
import type { TemplateArgument } from './ast';

/** `Traits<A*,3>`, however it is spaced. */
export function specialisedName(name: string, args: readonly TemplateArgument[]): string {
  return `${name}<${args.map(argumentText).join(',')}>`;
}

function argumentText({ type, value }: TemplateArgument): string {
  if (type.base !== '') return type.base + '*'.repeat(type.pointers);
  if (value?.kind === 'number') return value.text;
  return value?.kind === 'ident' ? value.name : '?';
}
