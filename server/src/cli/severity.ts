import type { Level, Severity } from '../core';

/** From the mildest to the gravest. */
export const severities: readonly Severity[] = ['hint', 'information', 'warning', 'error'];
export const levels: readonly Level[] = ['off', ...severities];

export function rank(severity: Severity): number {
  return severities.indexOf(severity);
}

export function isAtLeast(severity: Severity, limit: Severity): boolean {
  return rank(severity) >= rank(limit);
}

export function toSeverity(text: string): Severity | undefined {
  return severities.find((severity) => severity === text);
}

export function toLevel(text: string): Level | undefined {
  return levels.find((level) => level === text);
}
