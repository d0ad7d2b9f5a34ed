import { spoken } from '../rules/messages';
import { translator, type Translate } from './messages';
import en from './messages/en.json';
import zhCn from './messages/zh-cn.json';

/** Every sentence that both shells may say. */
export const featureCatalogs = { en, 'zh-cn': zhCn } as const;

const chinese = translator(zhCn, en);

const texts: Readonly<Record<'en' | 'zh-cn', Translate>> = {
  en: translator(en),
  'zh-cn': (key, args = {}) => {
    const said: Record<string, string | number> = {};
    // A number stays one: it decides between singular and plural.
    for (const [name, value] of Object.entries(args))
      said[name] = typeof value === 'string' ? spoken(value, 'zh-cn') : value;
    return chinese(key, said);
  },
};

/** The sentences of the editor features. */
export function featureTexts(language: 'en' | 'zh-cn'): Translate {
  return texts[language];
}
