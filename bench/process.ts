/** One run of a command, from its start to its end. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export interface Run {
  readonly milliseconds: number;
  /** The most memory the process held, in MB; NaN where nothing measured it. */
  readonly megabytes: number;
}

/** Loaded into the measured process: writes the peak of its memory at its end. */
const meter = `process.on('exit', () => require('node:fs').writeFileSync(
  process.env.WSK_BENCH_PEAK, String(process.resourceUsage().maxRSS)));\n`;

export function runCommand(command: string, args: readonly string[]): Run {
  const started = performance.now();
  const { status, error, stderr } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  const milliseconds = performance.now() - started;
  if (error) throw error;
  if (status === null || status > 1) throw new Error(`${command} ${args.join(' ')}: exit status ${status}\n${stderr}`);
  return { milliseconds, megabytes: Number.NaN };
}

export function timeNode(args: readonly string[]): Run {
  return runCommand(process.execPath, args);
}

/** The peak costs a hook in the process, so it comes from a run of its own. */
export function peakOfNode(args: readonly string[], scratch: string): number {
  const hook = path.join(scratch, 'meter.cjs');
  const peak = path.join(scratch, 'peak');
  writeFileSync(hook, meter);
  process.env.WSK_BENCH_PEAK = peak;
  runCommand(process.execPath, ['--require', hook, ...args]);
  const kilobytes = Number(readFileSync(peak, 'utf8'));
  rmSync(peak);
  return kilobytes / 1000;
}
