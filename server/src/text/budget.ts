/** What one file may cost. The core has no clock: a shell lends it one, and without one no budget ends. */
import { sentence, type Sentence } from './sentence';

export interface Limits {
  /** Milliseconds since any moment. */
  readonly clock: () => number;
  /** Milliseconds that one file may take, to read and to follow. */
  readonly perFile: number;
}

/** The file is left out; nothing is wrong with the program. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent';

  constructor(readonly limits: Limits) {
    super(`longer than ${limits.perFile} ms`);
  }
}

/** Checkpoints for one look at the clock. */
const CHECKED = 16;

/** Counts the time that goes into each file. */
export class Budget {
  private readonly spent = new Map<string, number>();

  constructor(private readonly limits: Limits | undefined) {}

  /** Does work for a file; the work calls `checkpoint` from time to time, which throws {@link BudgetSpent} when it is too much. */
  charge<T>(file: string, work: (checkpoint: () => void) => T): T {
    const { limits } = this;
    if (!limits) return work(() => undefined);
    const before = this.spent.get(file) ?? 0;
    const start = limits.clock();
    let calls = 0;
    const checkpoint = (): void => {
      // A clock costs more than most pieces of work.
      if (calls++ % CHECKED !== 0) return;
      if (before + limits.clock() - start > limits.perFile) throw new BudgetSpent(limits);
    };
    try {
      checkpoint();
      return work(checkpoint);
    } finally {
      this.spent.set(file, before + limits.clock() - start);
    }
  }
}

/** What is said of a file that could not be analysed. */
export function failureSentence(error: unknown): Sentence {
  if (error instanceof BudgetSpent) return sentence('failure.tooLong', { seconds: error.limits.perFile / 1000 });
  return sentence('failure.internal', { reason: error instanceof Error ? error.message : String(error) });
}
