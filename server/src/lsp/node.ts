/** The language server in Node: `--stdio` for any editor, IPC for VS Code. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { diskFiles } from './node/diskFiles';
import { processorTime } from './node/processorTime';
import { Server, type Host } from './server';

/** The wasm files lie beside the bundle. */
const host: Host = {
  grammars: async () => {
    const read = async (name: string): Promise<Uint8Array> => readFile(path.join(__dirname, name));
    const [runtime, c] = await Promise.all([read('web-tree-sitter.wasm'), read('tree-sitter-c.wasm')]);
    return { runtime, c, cpp: () => read('tree-sitter-cpp.wasm') };
  },
  disk: diskFiles,
  clock: processorTime,
  // V8 would let the heap grow up to fourfold before it is collected again: memory of the machine's, held by what nobody needs any
  // more. Edits cost the same; a start takes a fifth longer, which small workspaces would notice.
  saveMemory: () => setFlagsFromString('--heap-growing-percent=30'),
};

const transports = ['--stdio', '--node-ipc', '--socket', '--pipe'];

function main(): void {
  const given = process.argv.slice(2);
  if (given.includes('--version')) {
    process.stdout.write(`${version}\n`);
    return;
  }
  if (!given.some((argument) => transports.some((transport) => argument.startsWith(transport)))) {
    process.stderr.write(
      'wsk language server: say how to connect: --stdio, --node-ipc, --socket=PORT or --pipe=NAME\n',
    );
    process.exitCode = 2;
    return;
  }
  const connection = createConnection(ProposedFeatures.all);
  // One message that goes wrong must not end the session.
  process.on('uncaughtException', (error) => connection.console.error(error.stack ?? error.message));
  process.on('unhandledRejection', (reason) => connection.console.error(String(reason)));
  new Server(connection, host).listen();
}

main();
