/** From the mildest to the gravest. */
export const severities = ['hint', 'information', 'warning', 'error'] as const;
export const levels = ['off', ...severities] as const;

export type SettingSeverity = (typeof severities)[number];
export type SettingLevel = (typeof levels)[number];

export function isAtLeast(severity: SettingSeverity, limit: SettingSeverity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(limit);
}

export function toSeverity(text: string): SettingSeverity | undefined {
  return severities.find((severity) => severity === text);
}

export function toLevel(text: string): SettingLevel | undefined {
  return levels.find((level) => level === text);
}
