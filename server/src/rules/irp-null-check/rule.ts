import { callPlace, placeOf } from '../../wsk/place';
import { ownsNothing, takerOf } from '../irpEdits';
import { insertAfter, sibling } from '../statements';
import type { CallFact, IrpFact, WskFacts } from '../../wsk/facts';
import type { FunctionDecl, Stmt } from '../../syntax/ast';
import { walkStatement } from '../../syntax/walk';
import type { FixReport, Rule, RuleContext, SourceView } from '../rule';

/** IoAllocateIrp returns NULL when there is no memory: https://learn.microsoft.com/windows-hardware/drivers/ddi/wdm/nf-wdm-ioallocateirp */
export const rule: Rule = {
  meta: { id: 'irp-null-check', section: 'irps', severity: 'warning', statements: ['K2'], fixable: true },
  check({ facts, files, report }) {
    const allocations = new Set<string>();
    for (const fact of facts.irps) {
      const allocation = fact.ghost.allocation;
      if (fact.kind !== 'not-tested' || !allocation) continue;
      // The first use is the mistake; what follows it is the same one.
      const key = `${allocation.site.file}:${allocation.site.start}`;
      if (allocations.has(key)) continue;
      allocations.add(key);
      report({
        place: placeOf(fact.site),
        message: {
          id: fact.call ? 'passed' : 'dereferenced',
          args: { function: allocation.name, user: fact.call?.name ?? '' },
        },
        related: [{ place: callPlace(allocation), message: { id: 'allocated' } }],
        fixes: () => returnWithoutIrp(allocation, fact, facts, files),
      });
    }
  },
};

/** A test behind the allocation, where nothing else is left behind by returning there. */
function returnWithoutIrp(
  allocation: CallFact,
  use: IrpFact,
  facts: WskFacts,
  files: RuleContext['files'],
): FixReport[] {
  const { fn } = allocation.frame;
  const taker = takerOf(allocation, files);
  const result = failureOf(fn.decl);
  if (!taker || result === undefined || facts.callbacks.has(fn) || facts.completionRoutines.has(fn)) return [];
  if (use.site.frame !== allocation.frame || !ownsNothing(allocation.before)) return [];
  let at = taker.at;
  // Declarations stay together at the head of their block, as long as they do nothing.
  for (
    let next = sibling(at, at.index + 1);
    taker.at.stmt.kind === 'decl' &&
    next?.stmt.kind === 'decl' &&
    isQuiet(next.stmt) &&
    next.stmt.end <= use.site.start;
    next = sibling(next, next.index + 1)
  )
    at = next;
  if (at.stmt.end > use.site.start) return [];
  const edits = insertAfter(at, `if (${emptyTest(taker.name, at.source)}) {\n    return${result};\n}`);
  return edits ? [{ title: { id: 'test', args: { name: taker.name } }, safe: false, edits }] : [];
}

/** No call among the initialisers. */
function isQuiet(stmt: Stmt): boolean {
  let calls = false;
  walkStatement(stmt, (expr) => (calls ||= expr.kind === 'call' || expr.kind === 'new'));
  return !calls;
}

/** What the function returns when it has no memory, with the space before it; undefined where that is not known. */
function failureOf({ returnType }: FunctionDecl): string | undefined {
  if (returnType.pointers > 0 || returnType.base === 'PIRP') return ' NULL';
  if (returnType.base === 'NTSTATUS') return ' STATUS_INSUFFICIENT_RESOURCES';
  if (returnType.base === 'BOOLEAN') return ' FALSE';
  return /^void$/i.test(returnType.base) ? '' : undefined;
}

/** As the file asks elsewhere. */
function emptyTest(name: string, { text, syntax }: SourceView): string {
  const negations = text.match(/\bif\s*\(\s*![\w.>-]+\s*\)/g)?.length ?? 0;
  const comparisons = text.match(/[=!]=\s*(?:NULL|nullptr)\b/g)?.length ?? 0;
  if (negations > comparisons) return `!${name}`;
  return `${name} == ${syntax.language === 'cpp' && /\bnullptr\b/.test(text) ? 'nullptr' : 'NULL'}`;
}
