/** Control calls that the analysis may have missed: while there are any, "nothing enables it" cannot be said. */
import { constantOf } from '../flow/arithmetic';
import type { FileSyntax } from '../syntax/ast';
import type { CallFact } from '../wsk/facts';

/** Text that the analysis did not see may hold a control call. */
export function hidesControl(text: string, syntax: FileSyntax): boolean {
  const enabling = (part: string): boolean => /WskControl|EventMask|WSK_EVENT_|CONDITIONAL_ACCEPT/.test(part);
  return (
    syntax.unreadable.some((span) => enabling(text.slice(span.start, span.end))) ||
    syntax.functions.some((fn) => fn.isTemplate && enabling(text.slice(fn.start, fn.end)))
  );
}

/** Not even the option is known: the call can enable anything. */
export function mayBeAnyOption(call: CallFact): boolean {
  if (!call.control || call.control.code !== undefined) return false;
  const code = call.args[call.control.index.code];
  return code === undefined || constantOf(call.before, code.value) === undefined;
}
