/** What a person may ask of the rules. */
import type { Severity } from '../rules/finding';
import { documentation } from '../rules/links.generated';
import { english, simplifiedChinese } from '../rules/messages.generated';
import { rules } from '../rules/registry.generated';

export interface RuleInfo {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence, in the reader's language. */
  readonly summary: string;
  /** Ids of the documentation's statements that the rule enforces. */
  readonly statements: readonly string[];
  readonly fixable: boolean;
  readonly section: string;
  readonly url: string;
}

export interface RuleCatalog {
  /** Sorted by id. */
  readonly rules: readonly RuleInfo[];
  /** What is said of `wsk-ignore` comments: ids like rules, but nothing to explain. */
  readonly suppressionRules: readonly RuleInfo[];
  /** The rule's page in Markdown. */
  page(id: string): string | undefined;
}

/** Findings about `wsk-ignore` comments have no rule behind them, but an id that settings name. */
export const suppressionRules = ['suppression-without-rule', 'unused-suppression'] as const;

/** Every id that settings may name. */
export const ruleIds: readonly string[] = [...rules.map((rule) => rule.meta.id), ...suppressionRules].sort();

/** Where the documentation says what a rule enforces, by rule. */
export const ruleUrls: ReadonlyMap<string, string> = new Map(Object.entries(documentation));

function summaryOf(id: string, language: 'en' | 'zh-cn'): string {
  const translated = language === 'zh-cn' ? simplifiedChinese[id]?.summary : undefined;
  return translated ?? english[id]?.summary ?? id;
}

export function ruleInfos(language: 'en' | 'zh-cn'): RuleInfo[] {
  return rules
    .map(({ meta }) => ({
      id: meta.id,
      severity: meta.severity,
      summary: summaryOf(meta.id, language),
      statements: meta.statements,
      fixable: meta.fixable,
      section: meta.section,
      url: ruleUrls.get(meta.id) ?? '',
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function suppressionInfos(language: 'en' | 'zh-cn'): RuleInfo[] {
  return suppressionRules.map((id) => ({
    id,
    severity: id === 'unused-suppression' ? 'information' : 'error',
    summary: summaryOf(id, language),
    statements: [],
    fixable: id === 'unused-suppression',
    section: 'suppression',
    url: '',
  }));
}
