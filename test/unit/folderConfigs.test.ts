import assert from 'node:assert/strict';
import { SettingsByFile } from '../../server/src/core/settings';
import { emptyConfig } from '../../server/src/workspace/configFile';
import { excludeMatcher, projectSettings, type FolderConfig } from '../../server/src/workspace/folderConfigs';
import { defaultSettings } from '../../server/src/workspace/settings';

const root = 'file:///repo/driver';

const above: FolderConfig = {
  folder: 'file:///repo',
  config: { ...emptyConfig, levels: { 'npi-id': 'off' }, exclude: ['driver/old'] },
  ignored: [],
};
const below: FolderConfig = {
  folder: `${root}/net`,
  config: { ...emptyConfig, levels: { 'wsk-buf': 'hint' }, defines: { NET: '1' }, exclude: ['gen'] },
  ignored: ['*.tmp.c'],
};

describe('the configurations of a workspace folder', () => {
  const settings = projectSettings({ ...defaultSettings, levels: { 'irp-leak': 'error' } }, root, [above, below]);

  it('hold for the files below them, the nearest alone; the editor comes first', () => {
    const byFile = new SettingsByFile(settings);
    assert.equal(byFile.levelOf('npi-id', `${root}/a.c`), 'off');
    assert.equal(byFile.levelOf('npi-id', `${root}/net/a.c`), undefined);
    assert.equal(byFile.levelOf('wsk-buf', `${root}/net/a.c`), 'hint');
    assert.equal(byFile.levelOf('wsk-buf', `${root}/network.c`), undefined);
    assert.equal(byFile.levelOf('irp-leak', `${root}/net/a.c`), 'error');
    assert.deepEqual([...byFile.definesOf(`${root}/net/a.c`)], [['NET', '1']]);
    assert.equal(byFile.isOff('npi-id'), false, 'one folder has it');
  });

  it('hold where the workspace folder is a whole file system', () => {
    const here = { ...above, folder: 'mem://mount/' };
    const byFile = new SettingsByFile(projectSettings(defaultSettings, 'mem://mount/', [here]));
    assert.equal(byFile.levelOf('npi-id', 'mem://mount/a.c'), 'off');
  });

  it('leave out what any of them leaves out, each below its own folder', () => {
    const isExcluded = excludeMatcher(settings.excludes);
    const excluded = ['old/a.c', 'net/gen/a.c', 'net/x.tmp.c', 'gen/a.c', 'x.tmp.c', 'a.c'].filter((name) =>
      isExcluded(`${root}/${name}`),
    );
    assert.deepEqual(excluded, ['old/a.c', 'net/gen/a.c', 'net/x.tmp.c']);
  });
});
