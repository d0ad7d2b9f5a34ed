// The house runs one way: text -> syntax -> flow -> workspace -> wsk -> rules -> features -> lsp | cli.
// `model` is the ground floor: everything from syntax up may read it, except flow, which knows C and no WSK.

const layers = {
  model: [],
  text: [],
  syntax: ['text', 'model'],
  flow: ['text', 'syntax'],
  workspace: ['text', 'syntax', 'flow'],
  wsk: ['model', 'text', 'syntax', 'flow', 'workspace'],
  rules: ['model', 'text', 'syntax', 'flow', 'workspace', 'wsk'],
  features: ['model', 'text', 'syntax', 'flow', 'workspace', 'wsk', 'rules'],
};

const shells = '^server/src/(lsp|cli)/';
const nodeShell = '^server/src/(lsp/node(\\.ts$|/)|cli/)';

const oneWay = Object.entries(layers).map(([layer, below]) => ({
  name: `${layer}-imports-only-below`,
  comment: `${layer} may import ${below.length > 0 ? below.join(', ') : 'no other layer'}.`,
  severity: 'error',
  from: { path: `^server/src/${layer}/` },
  to: { path: '^server/src/', pathNot: `^server/src/(${[layer, ...below].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: 'no-cycles',
      comment: 'Two modules that need each other are one module, or miss a third. Types alone may refer to each other.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-without-node',
      comment: 'Only the Node entries may use Node: the core also runs in a web worker.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: nodeShell },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-without-protocol',
      comment: 'The language server protocol belongs to the lsp shell; features speak in types of their own.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: shells },
      to: { path: 'vscode-(languageserver(-protocol|/|$)|jsonrpc)' },
    },
    {
      name: 'shells-apart',
      comment: 'The server and the command line are two thin shells; neither builds on the other.',
      severity: 'error',
      from: { path: '^server/src/(lsp|cli)/' },
      to: { path: '^server/src/(lsp|cli)/', pathNot: '^server/src/$1/' },
    },
    {
      name: 'client-apart',
      comment: 'Client and server speak the protocol only.',
      severity: 'error',
      from: { path: '^client/' },
      to: { path: '^server/' },
    },
    {
      name: 'resolvable',
      comment: 'An import that does not resolve escapes every other rule here.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
