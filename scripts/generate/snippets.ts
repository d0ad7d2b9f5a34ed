// snippets/*.zh-cn.json: the snippets with titles and descriptions in Simplified Chinese. The bodies are the same; which
// file an editor reads says package.nls.*.json, as VS Code has no other translation of snippets.
import { readFileSync, writeFileSync } from 'node:fs';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
}

const titles = JSON.parse(readFileSync('scripts/generate/snippets/zh-cn.json', 'utf8')) as Record<
  string,
  [title: string, description: string] | undefined
>;

for (const language of ['c', 'cpp']) {
  const english = JSON.parse(readFileSync(`snippets/${language}.json`, 'utf8')) as Record<string, Snippet>;
  const translated = Object.entries(english).map(([name, snippet]): [string, Snippet] => {
    const chinese = titles[snippet.prefix];
    if (!chinese) throw new Error(`scripts/generate/snippets/zh-cn.json has nothing of ${snippet.prefix} (${name})`);
    const [title, description] = chinese;
    return [`WSK：${title}`, { ...snippet, description }];
  });
  writeFileSync(`snippets/${language}.zh-cn.json`, `${JSON.stringify(Object.fromEntries(translated), null, 2)}\n`);
}
