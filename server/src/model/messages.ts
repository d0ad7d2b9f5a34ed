import en from './messages/en.json';
import zhCn from './messages/zh-cn.json';

/** The languages that people read the project in. */
export type Language = 'en' | 'zh-cn';

const english: ReadonlyMap<string, string> = new Map(Object.entries(en));
const simplifiedChinese: ReadonlyMap<string, string> = new Map(Object.entries(zhCn));

/**
 * The sentence behind a key, in the reader's language. A key without a sentence is a defect that a test finds; it shows in
 * English, or as itself.
 */
export function message(key: string, language: Language): string {
  return (language === 'zh-cn' ? simplifiedChinese.get(key) : undefined) ?? english.get(key) ?? key;
}

export function hasMessage(key: string): boolean {
  return english.has(key);
}
