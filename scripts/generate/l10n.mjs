// l10n/bundle.l10n.json: the sentences of the client that a translation of it has to carry.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const CALL = /\bl10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g;

const sentences = readdirSync('client/src', { recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .sort()
  .flatMap((name) => [...readFileSync(path.join('client/src', name), 'utf8').matchAll(CALL)])
  .map(([, sentence]) => sentence.replaceAll("\\'", "'"));

mkdirSync('l10n', { recursive: true });
const bundle = Object.fromEntries([...new Set(sentences)].sort().map((sentence) => [sentence, sentence]));
writeFileSync('l10n/bundle.l10n.json', `${JSON.stringify(bundle, null, 2)}\n`);
