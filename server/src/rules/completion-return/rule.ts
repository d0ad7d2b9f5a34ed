import { constantOf, normalise } from '../../flow/arithmetic';
import { alternatives, type Value } from '../../flow/values';
import { model } from '../../model';
import { walkExpression } from '../../syntax/walk';
import type { Expr } from '../../syntax/ast';
import type { FunctionEntity } from '../../flow/program';
import { isForOwnIrps } from '../../wsk/ownRoutine';
import { placeOf, callPlace } from '../../wsk/place';
import type { CallFact, ReturnFact } from '../../wsk/facts';
import { mistakeOf } from '../completionRoutine';
import { edit, insertAfter, statementAt } from '../statements';
import type { FixReport, Rule, RuleContext } from '../rule';

const MORE_PROCESSING_REQUIRED = normalise(model.constants.get('STATUS_MORE_PROCESSING_REQUIRED') ?? 0xc0000016);

/** An own IRP stops at its completion routine: https://learn.microsoft.com/windows-hardware/drivers/network/using-irps-with-winsock-kernel-functions */
export const rule: Rule = {
  meta: { id: 'completion-return', section: 'irps', severity: 'error', statements: ['K5'], fixable: true },
  check({ facts, files, report }) {
    const known = new Map<FunctionEntity, CallFact | undefined>();
    const setterOf = (fn: FunctionEntity): CallFact | undefined => {
      const setters = facts.completionRoutines.get(fn) ?? [];
      if (!known.has(fn)) known.set(fn, isForOwnIrps(setters) ? setters[0] : undefined);
      return known.get(fn);
    };
    for (const one of facts.returns) {
      const setter = setterOf(one.frame.fn);
      // A routine that is not declared as one is `completion-signature`.
      if (!setter || !isWrong(one) || mistakeOf(one.frame.fn, facts.program)) continue;
      const place = placeOf(one.site);
      report({
        place,
        message: { id: 'returns', args: { function: one.frame.fn.name } },
        related: [{ place: callPlace(setter), message: { id: 'set' } }],
        fixes: () => (one.site.frame === one.frame ? stopping(one, files) : []),
      });
    }
  },
};

/** The right status in the place of the other one; a call that made it is still made. */
function stopping(fact: ReturnFact, files: RuleContext['files']): FixReport[] {
  const place = placeOf(fact.site);
  const at = statementAt(fact.frame.fn, place, files);
  if (at?.stmt.kind !== 'return' || !at.stmt.value) return [];
  const { value } = at.stmt;
  const status = 'STATUS_MORE_PROCESSING_REQUIRED';
  if (!actsWhenRead(value))
    return [{ title: { id: 'replace' }, safe: false, edits: [edit(place.file, value.start, value.end, status)] }];
  const after = value.kind === 'call' ? insertAfter(at, `return ${status};`) : undefined;
  const edits = after && [edit(place.file, at.stmt.start, value.start, '(VOID)'), ...after];
  return edits ? [{ title: { id: 'replace' }, safe: false, edits }] : [];
}

function actsWhenRead(expr: Expr): boolean {
  let acts = false;
  walkExpression(expr, (one) => (acts ||= one.kind === 'call' || one.kind === 'assign' || one.kind === 'update'));
  return acts;
}

function isWrong(fact: ReturnFact): boolean {
  return (
    fact.value !== undefined &&
    alternatives(fact.value).every((value) => {
      const n = constantOf(fact.state, value);
      return n === undefined ? isRequestStatus(value) : normalise(n) !== MORE_PROCESSING_REQUIRED;
    })
  );
}

/** The request's own status: never the one that stops completion. */
function isRequestStatus(value: Value): boolean {
  if (value.k !== 'symbol') return false;
  const region = value.symbol.initialOf;
  return (
    value.symbol.tag.startsWith('final:') ||
    (region?.r === 'field' && region.name === 'Status' && region.base.r === 'field' && region.base.name === 'IoStatus')
  );
}
