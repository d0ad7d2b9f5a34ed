/**
 * Edits of layout and comments alone, for which hardly anything is worked out again: what a long-lived workspace says after each of
 * them is what a fresh one says of the same texts.
 */
import assert from 'node:assert/strict';
import { Random } from '../../drivers/random';
import { repeatWith, seed, size } from '../size';
import { allCases, freshWorkspace, visible } from '../workspaces';

const layout = [' ', '  ', '\t', '\n', '\r\n', '/**/', '// x\n', '/* WskDeregister */', '\\\n', '\n\n'] as const;

/** One stretch of layout comes or goes: anywhere, or beside what a finding speaks of, where mistakes would show. */
function edited(random: Random, text: string, beside: readonly number[]): string {
  const found = random.pick([...text.matchAll(/\s+|\/\*.*?\*\/|\/\/.*/g)]);
  if (random.chance(0.3) && found) {
    const { index, 0: gap } = found;
    const kept = gap.startsWith('/') ? '' : random.pick(['', ' ', '\n', gap.slice(1)] as const);
    return text.slice(0, index) + kept + text.slice(index + gap.length);
  }
  const close = random.chance(0.6) ? random.pick(beside) : undefined;
  const at = close ?? random.below(text.length + 1);
  return text.slice(0, at) + random.pick(layout) + text.slice(at);
}

describe('edits of layout', () => {
  it('leave the same findings as a fresh analysis', async function () {
    this.timeout(0);
    const random = new Random(seed);
    const cases = allCases();
    let same = 0;
    const count = size(60, 600);
    for (let i = 0; i < count; i++) {
      const texts = new Map(random.pick(cases)?.texts);
      const workspace = await freshWorkspace(texts);
      for (let step = 0; step < 6; step++) {
        const { findings } = await workspace.analyze();
        const file = random.pick([...texts.keys()]) ?? '';
        const beside = findings
          .flatMap(({ location, related }) => [location, ...related.map((one) => one.location)])
          .flatMap((place) => (place.file === file ? [place.start, place.end] : []));
        const text = edited(random, texts.get(file) ?? '', beside);
        texts.set(file, text);
        workspace.setFile(file, text);
        const now = await visible(workspace, texts);
        assert.equal(now, await visible(await freshWorkspace(texts), texts), repeatWith('edits of layout'));
        if (findings.length > 0) same++;
      }
    }
    assert.ok(same > count, 'hardly anything is found: the suite proves little');
  });
});
