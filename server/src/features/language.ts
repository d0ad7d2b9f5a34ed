import { translator, type Translate } from './messages';
import en from './messages/en.json';
import zhCn from './messages/zh-cn.json';

const texts: Readonly<Record<'en' | 'zh-cn', Translate>> = { en: translator(en), 'zh-cn': translator(zhCn, en) };

/** The sentences of the editor features. */
export function featureTexts(language: 'en' | 'zh-cn'): Translate {
  return texts[language];
}
