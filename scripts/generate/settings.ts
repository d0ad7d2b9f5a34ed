// The setting wsk.rules in package.json, and its texts in package.nls.json: every rule with its levels, so that the
// settings editor completes and checks them.
import { readFileSync, writeFileSync } from 'node:fs';
import { ruleInfos, suppressionInfos } from '../../server/src/features/ruleCatalog';

interface Manifest {
  contributes: { configuration: { properties: { 'wsk.rules': { properties: Record<string, unknown> } } } };
}

const LEVELS = ['off', 'hint', 'information', 'warning', 'error'];
const KEY = 'rule.';

function write(file: string, content: unknown): void {
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}

const infos = [...ruleInfos('en'), ...suppressionInfos('en')].sort((a, b) => (a.id < b.id ? -1 : 1));

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
manifest.contributes.configuration.properties['wsk.rules'].properties = Object.fromEntries(
  infos.map(({ id, severity }) => [
    id,
    { type: 'string', enum: LEVELS, default: severity, description: `%${KEY}${id}%` },
  ]),
);
write('package.json', manifest);

const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
const ownTexts = Object.entries(texts).filter(([key]) => !key.startsWith(KEY));
write('package.nls.json', Object.fromEntries([...ownTexts, ...infos.map(({ id, summary }) => [KEY + id, summary])]));
