// Runs the test suites and counts them:  node scripts/test.mjs [--long] [SUITE ...]
// --long: the trust suites do as much as docs/reliability.md tells of.
// Every suite runs, also after one has failed; the last line is the summary.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { build, ensureInstalled, root } from './bootstrap.mjs';

const mocha = (glob) => [
  '--import=tsx',
  'node_modules/mocha/bin/mocha.js',
  '--reporter=scripts/test-reporter.mjs',
  glob,
];

const suites = {
  unit: { command: mocha('test/unit/**/*.test.ts') },
  rules: { command: mocha('test/rules/**/*.test.ts') },
  trust: { command: mocha('test/trust/**/*.test.ts'), built: true },
  grammar: { command: mocha('test/grammar/**/*.test.ts') },
  cli: { command: mocha('test/cli/**/*.test.ts'), built: true },
  protocol: { command: mocha('test/protocol/**/*.test.ts'), built: true },
  editors: { command: mocha('test/editors/**/*.test.ts'), built: true },
  package: { command: mocha('test/package/**/*.test.mjs'), built: true },
  host: { command: ['test/host/run.mjs'], built: true },
  web: { command: ['test/web/run.mjs'], built: true },
  ui: { command: mocha('test/ui/**/*.test.mjs'), built: true },
};

const long = process.argv.includes('--long');
const MARK = '##wsk-tests ';
const running = new Set();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
    process.exitCode = 130;
  });
}

/** Runs one suite; resolves with its counts, and with a failure when it ended badly or ran nothing. */
function run(name) {
  console.log(`\n===== ${name} =====`);
  const started = performance.now();
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const child = spawn(process.execPath, suites[name].command, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ...(long && { WSK_TRUST: 'long' }),
      ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }),
    },
  });
  running.add(child);

  let line = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text) => {
    const lines = (line + text).split('\n');
    line = lines.pop();
    for (const complete of lines) take(complete);
  });
  function take(text) {
    const at = text.indexOf(MARK);
    if (at < 0) return void console.log(text.replace(/^\[tests\] /, ''));
    const report = JSON.parse(text.slice(at + MARK.length));
    for (const key of Object.keys(counts)) counts[key] += report[key];
  }

  return new Promise((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      if (line) take(line);
      const ran = counts.passed + counts.failed + counts.skipped;
      if (code !== 0 && counts.failed === 0) {
        console.error(`${name}: the suite ended with exit status ${code}`);
        counts.failed += 1;
      } else if (ran === 0) {
        console.error(`${name}: no test ran`);
        counts.failed += 1;
      }
      console.log(`${name}: ${summary(counts)} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
      resolve(counts);
    });
  });
}

function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

const wanted = process.argv.slice(2).filter((argument) => argument !== '--long');
const unknown = wanted.filter((name) => !(name in suites));
if (unknown.length > 0) {
  console.error(`No suite is called ${unknown.join(', ')}; there are ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}
const chosen = wanted.length > 0 ? wanted : Object.keys(suites);

process.chdir(path.resolve(root));
ensureInstalled();
if (chosen.some((name) => suites[name].built)) build();

const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of chosen) {
  const counts = await run(name);
  for (const key of Object.keys(total)) total[key] += counts[key];
}
console.log(`\n${summary(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
