/** The rules' sentences in the reader's language. */
import type { Message } from './finding';
import { english, simplifiedChinese } from './messages.generated';

export type Language = 'en' | 'zh-cn';

export function ruleSentence(rule: string, name: string, language: Language): string | undefined {
  return (language === 'zh-cn' ? simplifiedChinese[rule]?.[name] : undefined) ?? english[rule]?.[name];
}

/** A message with its arguments filled in; the key itself where no sentence is known. */
export function formatMessage(message: Message, language: Language): string {
  const cut = message.key.indexOf('/');
  const sentence = ruleSentence(message.key.slice(0, cut), message.key.slice(cut + 1), language);
  if (sentence === undefined) return message.key;
  return sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(message.args[name] ?? placeholder));
}
