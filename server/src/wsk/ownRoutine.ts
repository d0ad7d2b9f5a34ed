/** Whose IRPs a completion routine completes. */
import type { CallFact } from './facts';

/**
 * Tells whether a routine is set for the driver's own IRPs only. A call that some path reaches with an IRP that is not known
 * counts by the paths on which it is.
 */
export class Setters {
  private foreign = false;
  private readonly sites = new Map<string, boolean>();

  add({ irp, site }: CallFact): void {
    const own = irp?.ghost.own;
    if (own === false) this.foreign = true;
    const key = `${site.file}:${site.start}`;
    this.sites.set(key, own === true || this.sites.get(key) === true);
  }

  get areOwn(): boolean {
    return !this.foreign && this.sites.size > 0 && [...this.sites.values()].every((own) => own);
  }
}

export function isForOwnIrps(setters: Iterable<CallFact>): boolean {
  const all = new Setters();
  for (const fact of setters) all.add(fact);
  return all.areOwn;
}
