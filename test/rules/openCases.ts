/**
 * Cases that the analysis does not get right yet, with the reason. A case that has become right makes its test fail, so that
 * it leaves this list.
 */
export const openCases: ReadonlyMap<string, string> = new Map([]);
