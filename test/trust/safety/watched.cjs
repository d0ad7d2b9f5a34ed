// Loaded before the program: writes down what it touches, and stops what it must not do.
// Used with  node --require test/trust/safety/watched.cjs  and WSK_WATCHED, the file that gets one path a line.
const fs = require('node:fs');
const path = require('node:path');

const log = process.env.WSK_WATCHED;
const append = fs.appendFileSync;

function touched(what, target) {
  append(log, `${what} ${path.resolve(String(target))}\n`);
}

function forbid(object, names, what) {
  for (const name of names) {
    object[name] = () => {
      append(log, `${what} ${name}\n`);
      throw new Error(`${what} is forbidden`);
    };
  }
}

for (const module of [fs.promises, require('node:fs/promises')]) {
  for (const name of ['readFile', 'readdir', 'open', 'writeFile', 'appendFile', 'rm', 'unlink', 'rename']) {
    const original = module[name];
    if (original.watched) continue;
    module[name] = (target, ...rest) => {
      touched(/^(?:read|open)/.test(name) ? 'read' : 'write', target);
      return original(target, ...rest);
    };
    module[name].watched = true;
  }
}
const readSync = fs.readFileSync;
fs.readFileSync = (target, ...rest) => {
  if (typeof target !== 'number') touched('read', target);
  return readSync(target, ...rest);
};

forbid(
  require('node:child_process'),
  ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'],
  'process',
);
forbid(require('node:net').Socket.prototype, ['connect'], 'network');
forbid(require('node:dgram'), ['createSocket'], 'network');
forbid(require('node:dns'), ['lookup', 'resolve'], 'network');
forbid(require('node:http'), ['request', 'get'], 'network');
forbid(require('node:https'), ['request', 'get'], 'network');
forbid(globalThis, ['fetch', 'eval', 'Function'], 'evaluation');
