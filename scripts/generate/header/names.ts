import { model } from '../../../server/src/model';

/** Names that the test headers define with a number, by where they come from. */
export interface NamedValue {
  readonly name: string;
  readonly value: number;
}

/** ntstatus.h of mingw-w64 has these already, so they are defined only where they are missing. */
export function statusValues(): NamedValue[] {
  return [...model.statuses.values()].map(({ name, value }) => ({ name, value }));
}

/** Everything that wsk.h and the headers it includes define as a macro. */
export function macroValues(): NamedValue[] {
  const groups = [
    model.namedConstants,
    model.addressFamilies,
    model.eventFlags,
    model.flags,
    model.controlCodes,
  ] as const;
  const values = new Map<string, number>();
  for (const group of groups) {
    for (const { name, value } of group.values()) {
      values.set(name, value);
    }
  }
  return [...values].map(([name, value]) => ({ name, value }));
}

export function hex(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
}
