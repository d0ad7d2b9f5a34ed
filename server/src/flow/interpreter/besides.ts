/**
 * What matters only at the margin, such as helpers that are followed for what they return, may take a part of a run's steps. Beyond it such
 * a call is one of code that is not known: what it does is left open, and the paths around it are still followed to their end.
 */
import { FLOW_CAPS } from '../arithmetic';
import type { FunctionEntity } from '../program';

interface Budget {
  steps: number;
  limit: number;
  incomplete: boolean;
  readonly maxSteps: number;
}

export class Besides {
  private spent = 0;
  private readonly tooLong = new Set<FunctionEntity>();
  /** Such a call is being followed. */
  isUnderWay = false;

  /** Follows the function; undefined when it takes too long or is not seen to its end. What was then done to states counts for nothing. */
  within<T>(fn: FunctionEntity, run: Budget, follow: () => T): T | undefined {
    const left = run.maxSteps * FLOW_CAPS.besides - this.spent;
    if (left <= 0 || this.tooLong.has(fn)) return undefined;
    const { steps, limit, incomplete } = run;
    run.limit = Math.min(limit, steps + Math.max(FLOW_CAPS.least, left * FLOW_CAPS.share));
    run.incomplete = false;
    this.isUnderWay = true;
    const outcome = follow();
    this.isUnderWay = false;
    this.spent += run.steps - steps;
    if (isIncomplete(run)) this.tooLong.add(fn);
    run.limit = limit;
    run.incomplete = incomplete;
    return this.tooLong.has(fn) ? undefined : outcome;
  }
}

function isIncomplete(run: Budget): boolean {
  return run.incomplete;
}
