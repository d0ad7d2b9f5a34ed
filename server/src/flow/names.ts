/** What the files of a program declare, by name and in the order of the files. */
export class NamesByFile<T extends { readonly file: string }> {
  private readonly entries = new Map<string, T[]>();
  private readonly declaredBy = new Map<string, Set<string>>();
  private order: ReadonlyMap<string, number> = new Map();
  private own = new Set<string>();

  /** What is added from here on is of this file. */
  begin(file: string, order: ReadonlyMap<string, number>): void {
    this.order = order;
    this.own = new Set();
    this.declaredBy.set(file, this.own);
  }

  add(name: string, entry: T): void {
    this.own.add(name);
    const list = this.entries.get(name);
    if (!list) {
      this.entries.set(name, [entry]);
      return;
    }
    let at = list.length;
    while (at > 0 && this.position(list[at - 1]) > this.position(entry)) at--;
    list.splice(at, 0, entry);
  }

  remove(file: string): void {
    for (const name of this.declaredBy.get(file) ?? []) {
      const left = (this.entries.get(name) ?? []).filter((entry) => entry.file !== file);
      if (left.length > 0) this.entries.set(name, left);
      else this.entries.delete(name);
    }
    this.declaredBy.delete(file);
  }

  get(name: string): T[] | undefined {
    return this.entries.get(name);
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  values(): IterableIterator<T[]> {
    return this.entries.values();
  }

  private position(entry: T | undefined): number {
    return (entry && this.order.get(entry.file)) ?? -1;
  }
}
