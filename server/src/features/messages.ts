/** Sentences for people, behind keys: one catalogue for each language, with `{name}` where an argument goes. */
import type { Sentence } from '../text/sentence';

export type Catalog = Readonly<Record<string, string>>;
export type MessageArguments = Readonly<Record<string, string | number>>;
export type Translate = (key: string, args?: MessageArguments) => string;

/** A sentence in a language, with those in it. */
export function say(translate: Translate, { key, args }: Sentence): string {
  const said: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(args))
    said[name] = typeof value === 'object' ? say(translate, value) : value;
  return translate(key, said);
}

function fill(template: string, args: MessageArguments): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(args[name] ?? placeholder));
}

/**
 * The sentences of the first catalogue that has the key; with an argument `count` of 1 a catalogue's `key.one` comes before
 * its `key`. A key that no catalogue has is shown as it is: better a name than nothing.
 */
export function translator(...catalogs: readonly Catalog[]): Translate {
  const find = (key: string, one: boolean): string => {
    for (const catalog of catalogs) {
      const sentence = (one ? catalog[`${key}.one`] : undefined) ?? catalog[key];
      if (sentence !== undefined) return sentence;
    }
    return key;
  };
  return (key, args = {}) => fill(find(key, args.count === 1), args);
}
