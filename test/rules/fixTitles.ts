/** The titles of a rule's quick fixes, as its sources and its messages have them. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const home = path.join(path.dirname(require.resolve('../../package.json')), 'server', 'src', 'rules');

/** The sources that a rule's fixes come from: its own, and what it takes from beside the rules' folders. */
function sourcesOf(rule: string): string[] {
  const folder = path.join(home, rule);
  const own = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const shared = new Set(
    own.flatMap((text) => [...text.matchAll(/from '\.\.\/(\w+)'/g)].map(([, name]) => `${name ?? ''}.ts`)),
  );
  return [
    ...own,
    ...[...shared]
      .map((name) => path.join(home, name))
      .filter(existsSync)
      .map((file) => readFileSync(file, 'utf8')),
  ];
}

/** `title: { id: 'fix' }`, and both of `title: { id: one ? 'a' : 'b' }`. */
function titleIds(rule: string): Set<string> {
  const titles = sourcesOf(rule).flatMap((text) => [...text.matchAll(/title: \{ id: ([^{}]*?)(?:, args|\s*\})/g)]);
  return new Set(titles.flatMap(([, id = '']) => [...id.matchAll(/'(\w+)'/g)].map(([, one = '']) => one)));
}

function messagesOf(rule: string, file: string): Map<string, string> {
  const parsed: unknown = JSON.parse(readFileSync(path.join(home, rule, file), 'utf8'));
  assert.ok(typeof parsed === 'object' && parsed !== null);
  return new Map(Object.entries(parsed).map(([key, text]) => [key, String(text)]));
}

/** By their keys in this file of the rule's messages. */
export function titlesOf(rule: string, messages = 'messages.en.json'): ReadonlyMap<string, string> {
  const ids = titleIds(rule);
  return new Map([...messagesOf(rule, messages)].filter(([key]) => ids.has(key)));
}
