/** Whether an edit was one of layout and comments alone, and where that moved things to. */
import type { AllocTextPragma, FileSyntax, Span } from './ast';

/** Of one file: its text and what was read of it. */
export interface ReadText {
  readonly text: string;
  readonly syntax: FileSyntax;
}

/** All that is declared is the same objects as before, which may stand elsewhere now. */
export function declaresTheSame(before: FileSyntax, now: FileSyntax): boolean {
  return (
    before.language === now.language &&
    same(before.functions, now.functions) &&
    same(before.variables, now.variables) &&
    same(before.records, now.records) &&
    same(before.enums, now.enums) &&
    same(before.typedefs, now.typedefs) &&
    same(before.macros, now.macros) &&
    same(before.macroCalls, now.macroCalls) &&
    areAlike(before.includes, now.includes, (a, b) => a.path === b.path && a.system === b.system) &&
    areAlike(before.allocText, now.allocText, (a, b) => listed(a) === listed(b))
  );
}

/** How the places of a file moved; undefined where anything else of it has changed too. */
export function movesOf(before: ReadText, now: ReadText): Moves | undefined {
  const [old, fresh] = [before.syntax, now.syntax];
  if (old.failure !== undefined || fresh.failure !== undefined || !declaresTheSame(old, fresh)) return undefined;
  const moves = new Moves(before.text, now.text);
  const follows = (a: Span, b: Span): boolean => {
    const there = moves.of(a);
    return there !== undefined && there.start === b.start && there.end === b.end;
  };
  const isLikewiseUnread =
    areAlike(old.unreadable, fresh.unreadable, follows) && areAlike(old.inactive, fresh.inactive, follows);
  return isLikewiseUnread ? moves : undefined;
}

/** Places in one text, which differs from another one in one stretch. */
export class Moves {
  /** The stretch in the old text. */
  private readonly start: number;
  private readonly end: number;
  private readonly distance: number;
  /** Nothing but layout came and went, so that a place that ends or starts at the stretch is outside of it. */
  private readonly isBlank: boolean;

  constructor(before: string, now: string) {
    const most = Math.min(before.length, now.length);
    let start = 0;
    while (start < most && before.charCodeAt(start) === now.charCodeAt(start)) start++;
    let cut = 0;
    while (cut < most - start && before.charCodeAt(before.length - 1 - cut) === now.charCodeAt(now.length - 1 - cut))
      cut++;
    this.start = start;
    this.end = before.length - cut;
    this.distance = now.length - before.length;
    this.isBlank = !/\S/.test(before.slice(start, this.end)) && !/\S/.test(now.slice(start, now.length - cut));
  }

  /** Where what stood there stands now; undefined where that cannot be told. */
  of({ start, end }: Span): Span | undefined {
    const from = this.startOf(start);
    const to = start === end ? from : this.endOf(end);
    if (from === undefined || to === undefined) return undefined;
    if (start === end && this.start <= start && start <= this.end) return undefined;
    return { start: from, end: to };
  }

  private startOf(at: number): number | undefined {
    if (at < this.start) return at;
    if (at > this.end) return at + this.distance;
    if (!this.isBlank) return undefined;
    return at === this.end ? at + this.distance : undefined;
  }

  private endOf(at: number): number | undefined {
    if (at < this.start) return at;
    if (at > this.end) return at + this.distance;
    return this.isBlank && at === this.start ? at : undefined;
  }
}

function listed({ segment, names }: AllocTextPragma): string {
  return [segment, ...names.map(({ name }) => name)].join(' ');
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return areAlike(a, b, (one, other) => one === other);
}

function areAlike<T>(a: readonly T[], b: readonly T[], alike: (one: T, other: T) => boolean): boolean {
  return a.length === b.length && a.every((one, i) => alike(one, b[i] ?? one));
}
