/**
 * Driver code of any size, the same for the same seed: what the measurements and the long tests read where no real driver is
 * at hand. It has the shape of Microsoft's samples: SAL, operation contexts, completion routines, dispatch tables, and plain
 * code between them.
 */
import { plainFunction } from './plainFunction';
import { Random } from './random';
import { wskUnit } from './wskUnit';

export interface DriverPlan {
  readonly seed: number;
  /** The text has at least as many lines, and at most one function more. */
  readonly lines: number;
  /** How many of the lines have to do with WSK, from 0 to 1. */
  readonly wskShare: number;
  /** What the names begin with. */
  readonly prefix: string;
  /** How many of the WSK units have a mistake, from 0 to 1. */
  readonly mistakes?: number;
}

const wskHead = `#include <ntddk.h>
#include <wsk.h>

`;
const plainHead = `#include <ntddk.h>

`;

function linesOf(text: string): number {
  return text.split('\n').length - 1;
}

export function generateDriver({ seed, lines, wskShare, prefix, mistakes = 0 }: DriverPlan): string {
  const random = new Random(seed);
  const parts = [wskShare > 0 ? wskHead : plainHead];
  let total = linesOf(parts[0] ?? '');
  let wsk = 0;
  for (let unit = 0; total < lines; unit++) {
    const isWsk = wsk < total * wskShare;
    const name = `${prefix}${unit}`;
    const text = isWsk ? wskUnit(name, random, random.chance(mistakes)) : plainFunction(name, random);
    parts.push(text, '\n');
    const added = linesOf(text) + 1;
    total += added;
    if (isWsk) wsk += added;
  }
  return parts.join('');
}

export interface GeneratedFile {
  readonly name: string;
  readonly text: string;
}

/** Drivers of some 1 400 lines each that have to do with WSK, together of the size wanted. */
export function generateCodeBase(seed: number, lines: number, wskShare = 0.4): GeneratedFile[] {
  const files: GeneratedFile[] = [];
  for (let total = 0; total < lines;) {
    const number = files.length;
    const size = Math.min(1400, lines - total);
    const text = generateDriver({
      seed: seed + number,
      lines: size,
      wskShare,
      prefix: `Drv${number}x`,
      mistakes: 0.02,
    });
    files.push({ name: `driver${number}.c`, text });
    total += linesOf(text);
  }
  return files;
}
