import type { Reader } from '../reader';
import { socketCategories, type PerCategory } from '../types';

/** An object with a value for some of the socket categories; an absent object has none. */
export function readPerCategory<T extends string>(entry: Reader | null, choices: readonly T[]): PerCategory<T> {
  const result: PerCategory<T> = {};
  for (const category of socketCategories) {
    if (entry?.has(category)) {
      result[category] = entry.oneOf(category, choices);
    }
  }
  return result;
}
