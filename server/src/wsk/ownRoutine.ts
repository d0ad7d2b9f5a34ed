/** Whose IRPs a completion routine completes. */
import type { CallFact } from './facts';

/**
 * The routine is set for the driver's own IRPs only. A call that some path reaches with an IRP that is not known counts by the
 * paths on which it is.
 */
export function isForOwnIrps(setters: Iterable<CallFact>): boolean {
  const sites = new Map<string, boolean>();
  for (const { irp, site } of setters) {
    const own = irp?.ghost.own;
    if (own === false) return false;
    const key = `${site.file}:${site.start}`;
    sites.set(key, own === true || sites.get(key) === true);
  }
  return sites.size > 0 && [...sites.values()].every((own) => own);
}
