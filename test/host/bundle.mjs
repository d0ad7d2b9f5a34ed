// The editor suite as one file, which is what both extension hosts load.
import path from 'node:path';
import esbuild from 'esbuild';
import { root } from '../../scripts/bootstrap.mjs';

export async function bundleSuite(name) {
  const outfile = path.join(root, '.vscode-test', `${name}-suite.js`);
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['test/host/index.ts'],
    outfile,
    bundle: true,
    platform: name === 'web' ? 'browser' : 'node',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    // mocha's browser build, seeing a `module`, takes it for its own and exports itself.
    footer: { js: 'module.exports = { run };' },
    logLevel: 'warning',
  });
  return outfile;
}
