import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configuration, driverFolder, versionOf } from './documented';

interface NeovimDiagnostic {
  readonly lnum: number;
  readonly source: string;
  readonly code: string;
  readonly message: string;
}

/** Waits for diagnostics of the buffer, writes them down, and leaves. */
const waitAndWrite = (file: string): string => `
vim.defer_fn(function()
  vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 100)
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, { lnum = each.lnum, source = each.source, message = each.message,
      code = each.code or (each.user_data and each.user_data.lsp and each.user_data.lsp.code) })
  end
  vim.fn.writefile({ vim.fn.json_encode(found) }, '${file}')
  vim.cmd('qa!')
end, 100)
`;

describe('Neovim', function () {
  this.timeout(60_000);
  const version = versionOf('nvim');

  it('shows findings with the documented configuration', function () {
    if (version === undefined) {
      console.log('      nvim is not installed');
      this.skip();
    }
    const isNew = !/v0\.([0-9]|10)\./.test(version);
    const { folder, file, line } = driverFolder();
    try {
      const init = path.join(folder, 'init.lua');
      const answer = path.join(folder, 'diagnostics.json');
      const lua = configuration('lua', isNew ? 'vim.lsp.enable' : 'vim.lsp.start_client');
      writeFileSync(init, lua + waitAndWrite(answer));
      const { stderr } = spawnSync('nvim', ['--headless', '-u', init, file], {
        cwd: folder,
        encoding: 'utf8',
        timeout: 50_000,
        env: { ...process.env, XDG_STATE_HOME: folder, XDG_DATA_HOME: folder, XDG_CACHE_HOME: folder },
      });
      assert.ok(existsSync(answer), stderr);
      const found = JSON.parse(readFileSync(answer, 'utf8')) as NeovimDiagnostic[];
      assert.deepEqual(
        found.map(({ lnum, source }) => ({ lnum, source })),
        [{ lnum: line, source: 'wsk' }],
        `${version}: ${JSON.stringify(found)}`,
      );
      assert.equal(found[0]?.code, 'disable-one-event');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
