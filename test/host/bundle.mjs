// A suite for an extension host as one file. The entry `index` is for the Node host and the web worker host alike.
import path from 'node:path';
import esbuild from 'esbuild';
import { root } from '../../scripts/bootstrap.mjs';

export async function bundleSuite(host, entry = 'index') {
  const outfile = path.join(root, '.vscode-test', host, entry, 'suite.js');
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [`test/host/${entry}.ts`],
    outfile,
    bundle: true,
    platform: host === 'web' ? 'browser' : 'node',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    // mocha's browser build, seeing a `module`, takes it for its own and exports itself.
    footer: { js: 'module.exports = { run };' },
    logLevel: 'warning',
  });
  return outfile;
}
