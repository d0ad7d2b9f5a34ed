import { spawnSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';

/** What the figures depend on, one line each. */
export function describeMachine(): string[] {
  const [cpu] = cpus();
  return [
    `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    `Node ${process.version} on ${process.platform}; load ${loadavg()[0]?.toFixed(1) ?? '?'} at the end`,
  ];
}

/** The newest clangd that is installed, by its number; undefined where there is none. */
export function findClangd(): string | undefined {
  const names = Array.from({ length: 30 }, (_, index) => `clangd-${40 - index}`);
  return [...names, 'clangd'].find(isInstalled);
}

export function isInstalled(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}
