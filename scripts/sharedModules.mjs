// The extension ships its server and its client twice, for Node and for a web worker, and most of both is the same. The
// worker's bundle has to be one file, so it holds the common part, and the bundle for Node takes it from there: that is
// a third of the extension's size. A module must not run in two copies either: `instanceof` would tell them apart.
import path from 'node:path';
import esbuild from 'esbuild';

const REGISTRY = 'sharedModules';

function importedFiles(input) {
  return input.imports.filter(({ external }) => !external).map(({ path: file }) => file);
}

/** The modules of both graphs that only the first graph's own modules import: the doors to the common part. */
function doors(nodeGraph, webGraph) {
  const common = (file) => file in webGraph;
  const own = Object.keys(nodeGraph).filter((file) => !common(file));
  return new Set(own.flatMap((file) => importedFiles(nodeGraph[file])).filter(common));
}

async function graph(options) {
  const { metafile } = await esbuild.build({ ...options, metafile: true, write: false });
  return metafile.inputs;
}

/** The worker's entry: what it does in a worker, done when asked for, and the doors for the bundle for Node. */
function webEntry({ root, entry, shared, start }) {
  const at = (file) => JSON.stringify(`./${file}`);
  const modules = [...shared].sort().map((file) => `${JSON.stringify(file)}: () => require(${at(file)})`);
  return {
    stdin: {
      resolveDir: root,
      contents: `${start(`require(${at(entry)})`)}\nexports.${REGISTRY} = { ${modules.join(', ')} };`,
    },
  };
}

function takeFrom(root, bundle, shared) {
  const nameOf = (file) => path.relative(root, file).split(path.sep).join('/');
  return {
    name: 'shared-modules',
    setup({ onLoad, onResolve, resolve }) {
      onResolve({ filter: /.*/ }, async ({ path: wanted, importer, resolveDir, kind, namespace, pluginData }) => {
        if (namespace === 'shared') return { path: wanted, external: true };
        if (kind === 'entry-point' || pluginData?.asked) return undefined;
        const found = await resolve(wanted, { importer, resolveDir, kind, pluginData: { asked: true } });
        const name = nameOf(found.path);
        // With its own ending, an .mjs file would be held for an ECMAScript module.
        return shared.has(name) ? { path: `${name}?`, pluginData: { name }, namespace: 'shared' } : found;
      });
      onLoad({ filter: /.*/, namespace: 'shared' }, ({ pluginData: { name } }) => ({
        contents: `module.exports = require(${JSON.stringify(bundle)}).${REGISTRY}[${JSON.stringify(name)}]();`,
      }));
    },
  };
}

/**
 * Builds a pair of bundles, of which `node` requires `web`.
 * `start` makes the worker's first statement from the expression that loads its entry.
 */
export async function buildPair({ node, web, start }) {
  const root = node.absWorkingDir;
  const [nodeGraph, webGraph] = await Promise.all([graph(node), graph(web)]);
  const shared = doors(nodeGraph, webGraph);
  const { entryPoints, ...webOptions } = web;
  const bundle = `./${path.basename(web.outfile)}`;
  await Promise.all([
    esbuild.build({ ...webOptions, ...webEntry({ root, entry: entryPoints[0], shared, start }) }),
    esbuild.build({ ...node, plugins: [takeFrom(root, bundle, shared)] }),
  ]);
  return [...Object.keys(nodeGraph), ...Object.keys(webGraph)];
}
