/** Other values for arguments that are written at a call: the one in question, or a caller's that hands it on. */
import type { Expr } from '../syntax/ast';
import { walkExpression } from '../syntax/walk';
import { argumentPlace, type Place } from '../wsk/place';
import type { Argument, CallFact } from '../wsk/facts';
import type { EditReport, RuleContext } from './rule';
import { unusedLocals } from './unusedLocals';

interface Written {
  readonly place: Place;
  readonly frame: CallFact['frame'];
}

/** The argument as whoever is to blame wrote it; undefined where it comes from a variable's value, or out of a macro. */
function writtenArgument(fact: CallFact, argument: Argument): Written | undefined {
  const place = argumentPlace(fact, argument);
  let call: { readonly start: number; readonly args: readonly Expr[] } | undefined = fact.call;
  for (let frame: CallFact['frame'] | undefined = fact.frame; frame && call; frame = frame.parent) {
    const written: Expr | undefined = call.args.find((arg) => arg.start === place.start && arg.end === place.end);
    // What a macro adds stands where the macro is called.
    if (written && frame.fn.file === place.file && call.start < place.start)
      return isQuiet(written) ? { place, frame } : undefined;
    call = frame.call;
  }
  return undefined;
}

function isQuiet(expr: Expr): boolean {
  let quiet = true;
  walkExpression(expr, (one) => {
    if (['call', 'assign', 'update', 'new', 'lambda', 'unknown'].includes(one.kind)) quiet = false;
  });
  return quiet;
}

/** Other text for the argument; what only served the old one goes. */
export function otherArgument(
  fact: CallFact,
  argument: Argument,
  newText: string,
  files: RuleContext['files'],
): EditReport[] | undefined {
  const written = writtenArgument(fact, argument);
  const source = written && files.get(written.place.file);
  if (!source) return undefined;
  const { place, frame } = written;
  return [{ place, newText }, ...unusedLocals(place.file, source, frame.fn.decl, [place])];
}
