import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { defaultSettings, parseSettings } from '../../server/src/workspace/settings';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

describe("the editor's settings", () => {
  it('are the defaults where nothing, or nothing usable, is given', () => {
    for (const section of [undefined, null, 'x', [], {}]) {
      assert.deepEqual(parseSettings(section), { settings: defaultSettings, problems: [] });
    }
    const { settings, problems } = parseSettings({
      enable: 'yes',
      rules: { a: 'loud', b: 'hint' },
      defines: { A: 1, B: '2' },
      exclude: 'x',
      maxFileSize: -1,
      inlayHints: { parameterNames: 'some' },
    });
    assert.deepEqual(settings, { ...defaultSettings, levels: { b: 'hint' }, defines: { B: '2' } });
    assert.equal(problems.length, 6);
    assert.ok(problems.every((problem) => problem.startsWith('wsk.')));
  });

  it('may be nested or dotted', () => {
    assert.equal(parseSettings({ hover: { enable: false } }).settings.hover, false);
    assert.equal(parseSettings({ 'hover.enable': false }).settings.hover, false);
  });

  it('have the defaults that VS Code shows', () => {
    const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.ok(isRecord(manifest) && isRecord(manifest.contributes) && isRecord(manifest.contributes.configuration));
    const { properties } = manifest.contributes.configuration;
    assert.ok(isRecord(properties));
    const section: Record<string, unknown> = {};
    for (const [name, property] of Object.entries(properties)) {
      if (isRecord(property) && 'default' in property) section[name.replace(/^wsk\./, '')] = property.default;
    }
    assert.deepEqual(parseSettings(section), { settings: defaultSettings, problems: [] });
  });
});
