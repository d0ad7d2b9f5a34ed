/** The examples of docs/pipelines.md: they can be read, and their steps that call the checker do what the page says. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { right, wrong } from './drivers';

interface Step {
  readonly uses?: string;
  readonly task?: string;
  readonly checkout?: string;
  readonly run?: string;
  readonly script?: string;
  readonly if?: string;
  readonly condition?: string;
  readonly workingDirectory?: string;
  readonly 'working-directory'?: string;
}

interface Yaml {
  load(text: string): unknown;
}

// mocha reads its own configuration with it.
const yaml = createRequire(require.resolve('mocha'))('js-yaml') as Yaml;
const page = readFileSync('docs/pipelines.md', 'utf8');

function blocks(language: string): string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);
}

/** All steps, however deep: of a workflow's jobs, of a pipeline, or of a piece that belongs into one. */
function stepsOf(value: unknown): Step[] {
  if (Array.isArray(value)) return value.flatMap(stepsOf);
  if (typeof value !== 'object' || value === null) return [];
  const isStep = ['uses', 'task', 'checkout', 'run', 'script'].some((key) => key in value);
  return isStep ? [value] : Object.values(value).flatMap(stepsOf);
}

function commandOf(step: Step): string {
  return step.run ?? step.script ?? '';
}

describe('the pipelines of the documentation', function () {
  this.timeout(60_000);
  let home: string;

  beforeEach(() => {
    home = mkdtempSync(path.join(tmpdir(), 'wsk-pipeline-'));
  });

  afterEach(() => rmSync(home, { recursive: true, force: true }));

  /** What an agent has checked out: the driver, and the tool beside it or in it. */
  function checkOut(driver: string, tools: string, text: string): void {
    mkdirSync(path.join(home, driver, 'src'), { recursive: true });
    writeFileSync(path.join(home, driver, 'src', 'driver.c'), text);
    symlinkSync(path.resolve('.'), path.join(home, tools), 'junction');
  }

  function run(command: string, cwd: string, environment: NodeJS.ProcessEnv = {}): ReturnType<typeof spawnSync> {
    return spawnSync('bash', ['-e', '-c', command], { cwd, encoding: 'utf8', env: { ...process.env, ...environment } });
  }

  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  const examples = blocks('yaml').map((text) => ({ text, steps: stepsOf(yaml.load(text)) }));

  it('are YAML with a checkout, a build and a check', () => {
    assert.equal(examples.length, 3);
    const [github, upload, azure] = examples;
    assert.ok(github && upload && azure);
    for (const { steps } of [github, azure]) {
      assert.ok(steps.some(({ uses, checkout }) => uses?.startsWith('actions/checkout@') ?? checkout === 'self'));
      assert.ok(steps.some((step) => commandOf(step).includes('npm ci && npm run build')));
    }
    for (const { steps } of examples) assert.ok(steps.some((step) => commandOf(step).includes('cli.js check src')));
    // A failing check must not keep its report back.
    assert.equal(upload.steps.at(-1)?.if, 'always()');
    assert.equal(azure.steps.at(-1)?.condition, 'always()');
  });

  it('build with scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    assert.ok(scripts.build);
    assert.ok(existsSync('package-lock.json'), 'npm ci needs a lock file');
  });

  it('on GitHub annotate the lines', () => {
    const step = examples[0]?.steps.find((one) => commandOf(one).includes('--format github'));
    assert.ok(step);
    checkOut('.', 'wsk-language-tools', wrong);
    const failed = run(commandOf(step), home);
    assert.equal(failed.status, 1);
    assert.match(String(failed.stdout), /^::error file=src\/driver\.c,line=9,/);
    writeFileSync(path.join(home, 'src/driver.c'), right);
    assert.equal(run(commandOf(step), home).status, 0);
  });

  it('on GitHub write SARIF that is there after a failure too', () => {
    const [check] = examples[1]?.steps ?? [];
    assert.ok(check);
    checkOut('.', 'wsk-language-tools', wrong);
    assert.equal(run(commandOf(check), home).status, 1);
    const log = JSON.parse(readFileSync(path.join(home, 'wsk.sarif'), 'utf8')) as { runs: { results: unknown[] }[] };
    assert.equal(log.runs[0]?.results.length, 1);
  });

  it('on Azure write SARIF into the folder that is published', () => {
    const step = examples[2]?.steps.find((one) => commandOf(one).includes('cli.js'));
    assert.ok(step?.workingDirectory);
    checkOut('s/driver', 's/wsk-language-tools', wrong);
    mkdirSync(path.join(home, 'staging'));
    // The agent replaces its variables before the shell sees the command.
    const variables = {
      '$(Build.ArtifactStagingDirectory)': path.join(home, 'staging'),
      '$(Pipeline.Workspace)': home,
    };
    const replaced = (text: string): string =>
      Object.entries(variables).reduce((all, [name, value]) => all.replaceAll(name, value), text);
    assert.equal(run(replaced(commandOf(step)), replaced(step.workingDirectory)).status, 1);
    assert.ok(existsSync(path.join(home, 'staging/wsk.sarif')));
  });

  it('before a commit check what is committed', () => {
    const [hook] = blocks('sh');
    assert.ok(hook);
    mkdirSync(path.join(home, 'bin'));
    writeFileSync(path.join(home, 'bin/wsk-lint'), `#!/bin/sh\nexec node "${path.resolve('dist/cli.js')}" "$@"\n`);
    chmodSync(path.join(home, 'bin/wsk-lint'), 0o755);
    const repository = path.join(home, 'driver');
    mkdirSync(repository);
    const environment = { PATH: `${path.join(home, 'bin')}${path.delimiter}${process.env.PATH ?? ''}` };
    const git = (...args: string[]): number | null =>
      spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
        cwd: repository,
        env: { ...process.env, ...environment },
      }).status;
    assert.equal(git('init', '-q'), 0);
    writeFileSync(path.join(repository, '.git/hooks/pre-commit'), hook);
    chmodSync(path.join(repository, '.git/hooks/pre-commit'), 0o755);
    writeFileSync(path.join(repository, 'a file.c'), wrong);
    git('add', '.');
    assert.notEqual(git('commit', '-q', '-m', 'wrong'), 0);
    writeFileSync(path.join(repository, 'a file.c'), right);
    git('add', '.');
    assert.equal(git('commit', '-q', '-m', 'right'), 0);
  });

  it('hold the commands of the baseline', () => {
    checkOut('.', 'wsk-language-tools', wrong);
    const [write, compare] = /^wsk-lint.*--update-baseline\nwsk-lint.*$/m.exec(page)?.[0].split('\n') ?? [];
    assert.ok(write && compare);
    const command = (line: string): string => line.replace('wsk-lint', 'node wsk-language-tools/dist/cli.js');
    assert.equal(run(command(write), home).status, 0);
    assert.equal(run(command(compare), home).status, 0);
    writeFileSync(path.join(home, 'src/new.c'), wrong.replace('SwitchEvents', 'Other'));
    assert.equal(run(command(compare), home).status, 1);
  });
});
