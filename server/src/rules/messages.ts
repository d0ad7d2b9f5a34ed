/** The rules' sentences in the reader's language. */
import { message as modelMessage } from '../model';
import type { Argument, Message } from './finding';
import { english, simplifiedChinese } from './messages.generated';

export type Language = 'en' | 'zh-cn';

export function ruleSentence(rule: string, name: string, language: Language): string | undefined {
  return (language === 'zh-cn' ? simplifiedChinese[rule]?.[name] : undefined) ?? english[rule]?.[name];
}

/** Names and places, one after the other; code may have a comma in it too. */
const enumeration = /^[\w`./:\\-]+(?:, [\w`./:\\-]+)+$/;

/** An argument as the language enumerates: Chinese has a comma of its own for that. */
export function spoken(argument: string | number, language: Language): string {
  const text = String(argument);
  return language === 'zh-cn' && enumeration.test(text) ? text.replace(/, /g, '、') : text;
}

function words(argument: Argument, language: Language): string {
  if (typeof argument !== 'object') return spoken(argument, language);
  const names = argument.sockets.map((category) => modelMessage(`sockets.${category}`, language));
  return names.join(language === 'zh-cn' ? '、' : ', ');
}

/** A message with its arguments filled in; the key itself where no sentence is known. */
export function formatMessage(message: Message, language: Language): string {
  const cut = message.key.indexOf('/');
  const sentence = ruleSentence(message.key.slice(0, cut), message.key.slice(cut + 1), language);
  if (sentence === undefined) return message.key;
  return sentence.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    words(message.args[name] ?? placeholder, language),
  );
}
