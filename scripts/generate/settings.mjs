// The setting wsk.rules in package.json: every rule with its levels, so that the settings editor completes and checks them.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const RULES = 'server/src/rules';
const LEVELS = ['off', 'hint', 'information', 'warning', 'error'];

const ids = readdirSync(RULES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(path.join(RULES, entry.name, 'rule.ts')))
  .map((entry) => entry.name)
  .sort();

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const { properties } = manifest.contributes.configuration;
properties['wsk.rules'].properties = Object.fromEntries(ids.map((id) => [id, { type: 'string', enum: LEVELS }]));
writeFileSync('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
