import type { Language } from '../core';
import { ruleInfos, suppressionInfos, type RuleCatalog } from '../features/ruleCatalog';
import { english, simplifiedChinese } from '../rules/pages.generated';

export function loadRuleCatalog(language: Language): RuleCatalog {
  return {
    rules: ruleInfos(language),
    suppressionRules: suppressionInfos(language),
    page: (id) => (language === 'zh-cn' ? simplifiedChinese[id] : undefined) ?? english[id],
  };
}
