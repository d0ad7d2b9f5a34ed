import { message, socketCategories, type Language } from '../model';
import { spoken } from '../rules/messages';
import { translator, type Catalog, type Translate } from './messages';
import en from './messages/en.json';
import zhCn from './messages/zh-cn.json';

/** What the sockets of each category are called, behind `category.NAME`. */
function socketNames(language: Language): Catalog {
  return Object.fromEntries(
    socketCategories.map((category) => [`category.${category}`, message(`sockets.${category}`, language)]),
  );
}

/** Every sentence that both shells may say. */
export const featureCatalogs = {
  en: { ...en, ...socketNames('en') },
  'zh-cn': { ...zhCn, ...socketNames('zh-cn') },
} as const;

const chinese = translator(featureCatalogs['zh-cn'], featureCatalogs.en);

const texts: Readonly<Record<Language, Translate>> = {
  en: translator(featureCatalogs.en),
  'zh-cn': (key, args = {}) => {
    const said: Record<string, string | number> = {};
    // A number stays one: it decides between singular and plural.
    for (const [name, value] of Object.entries(args))
      said[name] = typeof value === 'string' ? spoken(value, 'zh-cn') : value;
    return chinese(key, said);
  },
};

/** The sentences of the editor features. */
export function featureTexts(language: Language): Translate {
  return texts[language];
}
