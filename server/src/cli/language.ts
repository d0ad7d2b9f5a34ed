import type { Language } from '../core';
import { featureCatalogs } from '../features/language';
import { translator, type Translate } from '../features/messages';
import en from './messages/en.json';
import zhCn from './messages/zh-cn.json';

export const languages: readonly Language[] = ['en', 'zh-cn'];

/** The reader's language by the environment, as POSIX ranks it; where it says nothing, the system's. */
export function environmentLanguage(environment: NodeJS.ProcessEnv, systemLocale: () => string): Language {
  const locale =
    [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find((value) => value) ?? systemLocale();
  // Traditional Chinese readers get English rather than simplified characters.
  return /^zh(?![-_](tw|hk|mo|hant))/i.test(locale) ? 'zh-cn' : 'en';
}

export function translateFor(language: Language): Translate {
  const english = [en, featureCatalogs.en];
  return language === 'zh-cn' ? translator(zhCn, featureCatalogs['zh-cn'], ...english) : translator(...english);
}
