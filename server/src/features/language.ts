import { translator, type Translate } from './messages';
import en from './messages/en.json';
import zhCn from './messages/zh-cn.json';

/** Every sentence that both shells may say. */
export const featureCatalogs = { en, 'zh-cn': zhCn } as const;

const texts: Readonly<Record<'en' | 'zh-cn', Translate>> = { en: translator(en), 'zh-cn': translator(zhCn, en) };

/** The sentences of the editor features. */
export function featureTexts(language: 'en' | 'zh-cn'): Translate {
  return texts[language];
}
