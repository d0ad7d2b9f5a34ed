import { constantOf } from '../../flow/arithmetic';
import { rootOf } from '../../flow/regions';
import { isNull, type SymbolValue, type Value } from '../../flow/values';
import { argumentPlace, callPlace, callWithin, isCaller } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import { bufferMember, mdlOf, type BufferMember } from '../buffer';
import { argumentOf } from '../dispatch';
import { allocatesPageable } from '../irql';
import type { CallFact, WskFacts } from '../../wsk/facts';
import type { MdlGhost } from '../../wsk/objects';
import type { Rule, Sentence } from '../rule';

const MEMBERS: readonly BufferMember[] = ['Mdl', 'Offset', 'Length'];

/** What a WSK_BUF has to hold: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/ns-wsk-_wsk_buf */
export const rule: Rule = {
  meta: {
    id: 'wsk-buf',
    section: 'sockets',
    severity: 'error',
    statements: ['I9', 'I10', 'I11', 'I12', 'I13', 'I14', 'I25'],
    fixable: false,
  },
  check({ facts, report }) {
    for (const fact of facts.calls) {
      const buffer = fact.fn ? argumentOf(fact, 'buffer') : undefined;
      if (!buffer || buffer.param?.type.includes('LIST')) continue;
      const place = argumentPlace(fact, buffer);
      if (isNull(buffer.value)) {
        if (!buffer.param?.optional) report({ place, message: { id: 'none', args: { function: fact.name } } });
        continue;
      }
      const unset = MEMBERS.find((member) => bufferMember(fact, member)?.k === 'undefined');
      if (unset) {
        report({ place, message: { id: 'unset', args: { member: unset } } });
        continue;
      }
      const mdl = bufferMember(fact, 'Mdl');
      const length = bufferMember(fact, 'Length');
      if (!mdl) continue;
      const size = length && constantOf(fact.before, length);
      if (isNullHere(mdl, fact.before)) {
        if (size !== undefined && size !== 0) report({ place, message: { id: 'length' } });
        continue;
      }
      const ghost = mdlOf(mdl, fact.before);
      const misfit = misfitOf(fact, ghost, size);
      if (misfit) report({ place, message: misfit });
      const pageable = ghost?.asNonPaged && pageableMemory(ghost, facts);
      if (ghost?.asNonPaged && pageable) {
        report({
          place,
          message: { id: 'pageable' },
          related: [
            { place: callPlace(ghost.asNonPaged), message: { id: 'built' } },
            { place: callPlace(pageable), message: { id: 'pool' } },
          ],
        });
      }
      if (ghost?.allocation && !ghost.built && !ghost.freedAt) {
        const { frame } = ghost.allocation;
        report({
          // What a caller allocated and handed over, it should have built.
          place: frame !== fact.frame && isCaller(frame, fact.frame) ? callWithin(fact, frame) : place,
          message: { id: 'unbuilt' },
          related: [{ place: callPlace(ghost.allocation), message: { id: 'allocated' } }],
        });
      }
    }
  },
};

/** The allocation from paged pool whose block, or part of it, the MDL describes. */
function pageableMemory({ memory, allocation }: MdlGhost, facts: WskFacts): CallFact | undefined {
  if (!memory || !allocation) return undefined;
  const symbol = memory.k === 'symbol' ? memory.symbol : symbolBelow(memory);
  if (symbol?.tag !== 'pool-allocation') return undefined;
  return facts.calls.find(
    (call) => call.root === allocation.root && `pool:${call.id}` === symbol.key && allocatesPageable(call, facts),
  );
}

function symbolBelow(value: Value): SymbolValue['symbol'] | undefined {
  const root = value.k === 'pointer' ? rootOf(value.region) : undefined;
  return root?.r === 'pointee' ? root.symbol : undefined;
}

/** What WskConnectEx sends at most. */
const CONNECT_LIMIT = 65_535;

/** Offset and length against the one MDL that the path made, where all are known numbers. */
function misfitOf(fact: CallFact, mdl: MdlGhost | undefined, length: number | undefined): Sentence | undefined {
  if (fact.name === 'WskConnectEx' && length !== undefined && length > CONNECT_LIMIT)
    return { id: 'limit', args: { bytes: length } };
  const allocation = mdl?.allocation;
  const described = allocation?.args[1];
  const bytes = allocation && described && constantOf(allocation.before, described.value);
  const start = bufferMember(fact, 'Offset');
  const offset = start && constantOf(fact.before, start);
  if (bytes === undefined || offset === undefined) return undefined;
  if (offset >= bytes && length !== 0) return { id: 'beyond', args: { offset, bytes } };
  if (length === undefined || offset + length <= bytes || isChained(fact)) return undefined;
  return { id: 'short', args: { end: offset + length, bytes } };
}

/** Another MDL hangs on this one, as far as the path shows. */
function isChained(fact: CallFact): boolean {
  for (const [region] of fact.before.entries()) if (region.r === 'field' && region.name === 'Next') return true;
  return false;
}
