import { chain } from '../../flow/frames';
import { callPlace, callWithin, isCaller, type Place } from '../../wsk/place';
import { decisionsSince, guards, isIndependent } from '../guards';
import { mentions } from '../mentions';
import { placeAfter } from '../order';
import { failed, registrationOf, succeeded } from '../registration';
import { neverReleased } from './neverReleased';
import { argumentText, beforeCall, beforePlace, takerOf, withoutCall } from '../irpEdits';
import { insertBefore, statementAt } from '../statements';
import { lastOf, parts } from '../../syntax/walk';
import type { Stmt } from '../../syntax/ast';
import type { RegistrationGhost } from '../../wsk/objects';
import type { CallFact, WskFacts } from '../../wsk/facts';
import type { EditReport, FixReport, Rule, RuleContext } from '../rule';

/** WskDeregister waits until the provider NPI is released: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nf-wsk-wskderegister */
export const rule: Rule = {
  meta: { id: 'deregister-with-npi', section: 'registration', severity: 'error', statements: ['G8'], fixable: true },
  check({ facts, files, report }) {
    if (!mentions(files, 'WskReleaseProviderNPI')) return;
    for (const { deregistration, captured } of neverReleased(facts, files)) {
      report({
        place: callPlace(deregistration),
        message: { id: 'held' },
        related: [{ place: callPlace(captured), message: { id: 'captured' } }],
        fixes: () => releasing(deregistration, facts, files),
      });
    }
    const inWrongOrder = new Set(facts.calls.map((fact) => swapped(fact)?.call).filter((call) => call !== undefined));
    for (const fact of facts.calls) {
      const ghost = fact.fn ? registrationOf(fact) : undefined;
      if (!ghost) continue;
      if (
        fact.name === 'WskDeregister' &&
        ghost.captured &&
        !ghost.released &&
        !ghost.deregistered &&
        succeeded(ghost.captured, fact.before) &&
        !skipsRelease(fact, ghost.captured) &&
        !inWrongOrder.has(fact.call)
      ) {
        report({
          place: placeAfter(fact.site, ghost.captured.site),
          message: { id: 'held' },
          related: [{ place: callPlace(ghost.captured), message: { id: 'captured' } }],
          fixes: () => releasing(fact, facts, files),
        });
      }
      const deregistered = swapped(fact);
      if (deregistered) {
        report({
          place: placeAfter(deregistered.site, fact.site),
          message: { id: 'order' },
          related: [{ place: callPlace(fact), message: { id: 'released' } }],
          fixes: () => swapping(deregistered, fact, files),
        });
      }
    }
  },
};

/**
 * The release stands under a condition that the analysis could not decide: it may well have happened. What another call returned
 * decides between paths that both can run.
 */
function skipsRelease(fact: CallFact, captured: CallFact): boolean {
  return decisionsSince(fact.before, captured).some(
    (decision) => guards(decision, 'WskReleaseProviderNPI') && !isIndependent(decision),
  );
}

/** The deregistration that comes before this release, which it waits for. */
function swapped(fact: CallFact): CallFact | undefined {
  if (!fact.fn || fact.name !== 'WskReleaseProviderNPI') return undefined;
  const ghost = registrationOf(fact);
  const deregistered = ghost?.released ? undefined : ghost?.deregistered;
  return ghost && deregistered && !isAfterFailure(ghost, deregistered) ? deregistered : undefined;
}

/** There was no NPI to release before: that a path with a failed capture comes to the release at all is another matter. */
function isAfterFailure({ captured }: RegistrationGhost, deregistered: CallFact): boolean {
  return captured !== undefined && failed(captured, deregistered.before);
}

/** Before the call where every path holds the NPI; else where the paths that hold it turn off, or under a test of the capture. */
function releasing(fact: CallFact, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const captured = registrationOf(fact)?.captured;
  if (captured && captured.frame !== fact.frame) return releasingBefore(fact, captured, facts, files);
  const registration = argumentText(fact, 0, files);
  if (registration === undefined) return [];
  const release = `WskReleaseProviderNPI(${registration});`;
  const arrivals = facts.calls.filter(
    (one) => one.name === fact.name && one.site.start === fact.site.start && one.site.file === fact.site.file,
  );
  const edits = arrivals.every((one) => isHeld(one) || registrationOf(one) === undefined)
    ? beforeCall(fact, release, files)
    : (beforeJumps(arrivals, release, files) ?? afterTest(fact, arrivals, release, files));
  return edits ? [{ title: { id: 'release' }, safe: false, edits }] : [];
}

/** A helper deregisters: the function that has captured the NPI releases it before it calls the helper. */
function releasingBefore(
  fact: CallFact,
  captured: CallFact,
  facts: WskFacts,
  files: RuleContext['files'],
): FixReport[] {
  const { frame } = captured;
  const registration = argumentText(captured, 0, files);
  const place = isCaller(frame, fact.frame) ? callWithin(fact, frame) : undefined;
  if (!place || registration === undefined || !/^&?[\w.>-]+$/.test(registration)) return [];
  const arrivals = facts.calls.filter(
    (one) =>
      one.name === fact.name && chain(one.frame).some(({ callSite: at }) => at?.file === place.file && at.start === place.start), // prettier-ignore
  );
  const edits = arrivals.every((one) => isHeld(one) || registrationOf(one) === undefined)
    ? beforePlace(frame.fn, place, `WskReleaseProviderNPI(${registration});`, files)
    : undefined;
  return edits ? [{ title: { id: 'release' }, safe: false, edits }] : [];
}

function isHeld(one: CallFact): boolean {
  const ghost = registrationOf(one);
  return ghost?.captured !== undefined && !ghost.released && succeeded(ghost.captured, one.before);
}

/** Each `goto` by which a path that holds the NPI comes here, as long as no other path takes it. */
function beforeJumps(
  arrivals: readonly CallFact[],
  release: string,
  files: RuleContext['files'],
): EditReport[] | undefined {
  const jumps = new Map<number, { readonly at: Place; readonly held: boolean }>();
  for (const one of arrivals) {
    const jump = lastJump(one);
    const held = isHeld(one);
    if (!jump) {
      if (held) return undefined;
      continue;
    }
    const known = jumps.get(jump.start);
    if (known && known.held !== held) return undefined;
    jumps.set(jump.start, { at: jump, held });
  }
  const edits: EditReport[] = [];
  for (const { at, held } of jumps.values()) {
    const stmt = held ? statementAt(arrivals[0]?.frame.fn, at, files) : undefined;
    const code = stmt && insertBefore(stmt, release);
    if (held && !code) return undefined;
    edits.push(...(code ?? []));
  }
  return edits.length > 0 ? edits : undefined;
}

/** The newest decision of the path that leads to a `goto`. */
function lastJump(fact: CallFact): Place | undefined {
  for (let step = fact.before.trail; step; step = step.previous) {
    const { site, note } = step;
    if (site.frame !== fact.frame || note !== 'true' || !fact.frame.fn.decl.body) continue;
    const jump = jumpAfter(fact.frame.fn.decl.body, site.start);
    if (jump) return { file: site.file, start: jump.start, end: jump.end };
  }
  return undefined;
}

/** The `goto` that ends the branch of the `if` with its test at this offset. */
function jumpAfter(stmt: Stmt, test: number): Stmt | undefined {
  if (stmt.kind === 'if' && stmt.test.start <= test && test < stmt.test.end) {
    const last = lastOf(stmt.then);
    return last?.kind === 'goto' ? last : undefined;
  }
  for (const inner of parts(stmt).statements) {
    const found = jumpAfter(inner, test);
    if (found) return found;
  }
  return undefined;
}

/** The status of the capture is still there to be asked. */
function afterTest(
  fact: CallFact,
  arrivals: readonly CallFact[],
  release: string,
  files: RuleContext['files'],
): EditReport[] | undefined {
  const capture = registrationOf(fact)?.captured;
  const taker = capture?.frame === fact.frame ? takerOf(capture, files) : undefined;
  if (!taker || !arrivals.every((one) => holdsStatus(one, taker.name))) return undefined;
  return beforeCall(fact, `if (NT_SUCCESS(${taker.name})) {\n    ${release}\n}`, files);
}

function holdsStatus(fact: CallFact, name: string): boolean {
  const status = registrationOf(fact)?.captured?.status;
  for (const [region, value] of fact.before.entries())
    if (region.r === 'local' && region.frame === fact.frame && region.local.name === name)
      return value.k === 'symbol' && status?.k === 'symbol' && value.symbol.key === status.symbol.key;
  return false;
}

/** The release goes before the deregistration, where both stand in one block. */
function swapping(deregistration: CallFact, release: CallFact, files: RuleContext['files']): FixReport[] {
  const [first, second] = [deregistration, release].map((call) => statementAt(call.frame.fn, callPlace(call), files));
  if (deregistration.frame !== release.frame || !first?.siblings || first.siblings !== second?.siblings) return [];
  const registration = argumentText(release, 0, files);
  const removed = withoutCall(release, files);
  const inserted =
    registration === undefined
      ? undefined
      : beforeCall(deregistration, `WskReleaseProviderNPI(${registration});`, files);
  return removed && inserted ? [{ title: { id: 'swap' }, safe: false, edits: [...inserted, ...removed] }] : [];
}
