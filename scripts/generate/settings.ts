// The setting wsk.rules in package.json, and its texts in package.nls.json and package.nls.zh-cn.json: every rule with its
// levels, so that the settings editor completes and checks them.
import { readFileSync, writeFileSync } from 'node:fs';
import { ruleInfos, suppressionInfos, type RuleInfo } from '../../server/src/features/ruleCatalog';

interface Manifest {
  contributes: { configuration: { properties: { 'wsk.rules': { properties: Record<string, unknown> } } } };
}

const LEVELS = ['off', 'hint', 'information', 'warning', 'error'];
const KEY = 'rule.';

function write(file: string, content: unknown): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

function infosIn(language: 'en' | 'zh-cn'): RuleInfo[] {
  return [...ruleInfos(language), ...suppressionInfos(language)].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The rules' texts behind those that are written by hand. */
function writeTexts(file: string, language: 'en' | 'zh-cn'): void {
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const ownTexts = Object.entries(texts).filter(([key]) => !key.startsWith(KEY));
  const ruleTexts = infosIn(language).map(({ id, summary }) => [KEY + id, summary]);
  write(file, Object.fromEntries([...ownTexts, ...ruleTexts]));
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
manifest.contributes.configuration.properties['wsk.rules'].properties = Object.fromEntries(
  infosIn('en').map(({ id, severity }) => [
    id,
    { type: 'string', enum: LEVELS, default: severity, description: `%${KEY}${id}%` },
  ]),
);
write('package.json', manifest);
writeTexts('package.nls.json', 'en');
writeTexts('package.nls.zh-cn.json', 'zh-cn');
