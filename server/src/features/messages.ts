/** Sentences for people, behind keys: one catalogue for each language, with `{name}` where an argument goes. */

export type Catalog = Readonly<Record<string, string>>;
export type MessageArguments = Readonly<Record<string, string | number>>;
export type Translate = (key: string, args?: MessageArguments) => string;

function fill(template: string, args: MessageArguments): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(args[name] ?? placeholder));
}

/**
 * The sentences of the first catalogue that has the key. With an argument `count` of 1, `key.one` comes first.
 * A key that no catalogue has is shown as it is: better a name than nothing.
 */
export function translator(...catalogs: readonly Catalog[]): Translate {
  const find = (key: string): string | undefined => {
    for (const catalog of catalogs) if (catalog[key] !== undefined) return catalog[key];
    return undefined;
  };
  return (key, args = {}) => {
    const template = (args.count === 1 ? find(`${key}.one`) : undefined) ?? find(key) ?? key;
    return fill(template, args);
  };
}
