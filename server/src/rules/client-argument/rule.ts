import type { Program } from '../../flow/program';
import type { Region } from '../../flow/regions';
import { alternatives, type SymbolValue, type Value } from '../../flow/values';
import { pointee, type Type } from '../../flow/types';
import { argumentOf } from '../dispatch';
import { textOf } from '../text';
import type { CallFact, RootRun } from '../../wsk/facts';
import { typedPlace, type Place } from '../../wsk/place';
import type { FixReport, Rule, RuleContext } from '../rule';

/** The Client argument is the provider NPI's: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_control_client */
export const rule: Rule = {
  meta: { id: 'client-argument', section: 'control', severity: 'error', statements: ['B11'], fixable: true },
  check({ facts, files, report }) {
    for (const call of facts.calls) {
      const client = argumentOf(call, 'client');
      if (!client || !call.table) continue;
      const kinds = alternatives(client.value).map((value) => wrongKind(value, call.root, facts.program));
      const kind = kinds[0];
      if (kind === undefined || !kinds.every((one) => one !== undefined)) continue;
      const place = typedPlace(
        call,
        client,
        (type, file) => wrongName(pointee(facts.program.type(type, file))) !== undefined,
      );
      report({
        place,
        message: { id: 'wrong', args: { function: call.name, kind } },
        fixes: () =>
          kind === 'WSK_PROVIDER_NPI'
            ? takeClient(place, textOf(files.get(place.file), place))
            : sameNpi(call, place, files),
      });
    }
  },
};

function takeClient(place: Place, text: string): FixReport[] {
  const address = /^&\s*([A-Za-z_][\w.>-]*)$/.exec(text)?.[1];
  const newText =
    address !== undefined ? `${address}.Client` : /^[A-Za-z_][\w.>-]*$/.test(text) ? `${text}->Client` : undefined;
  return newText === undefined
    ? []
    : [{ title: { id: 'fix', args: { text: newText } }, safe: true, edits: [{ place, newText }] }];
}

/** The client of the NPI whose functions are called. */
function sameNpi(call: CallFact, place: Place, files: RuleContext['files']): FixReport[] {
  const { expr } = call.table ?? {};
  const isHere = place.file === call.site.file && call.call.args.some((arg) => arg.start === place.start);
  if (!isHere || expr?.kind !== 'member' || expr.name !== 'Dispatch') return [];
  const object = textOf(files.get(place.file), expr.object);
  const newText = `${object}${expr.arrow ? '->' : '.'}Client`;
  return /^[A-Za-z_][\w.>-]*$/.test(object)
    ? [{ title: { id: 'fix', args: { text: newText } }, safe: false, edits: [{ place, newText }] }]
    : [];
}

const WRONG: ReadonlySet<string> = new Set([
  'WSK_SOCKET',
  'WSK_REGISTRATION',
  'WSK_PROVIDER_NPI',
  'WSK_CLIENT_NPI',
  'WSK_PROVIDER_DISPATCH',
  'IRP',
  'WSK_CLIENT_DISPATCH',
]);

/** What the value certainly is, when that is no client. */
function wrongKind(value: Value, root: RootRun, program: Program): string | undefined {
  if (value.k === 'int') return value.value === 0 ? 'NULL' : undefined;
  if (value.k === 'pointer') return isClientMember(value.region) ? '&Client' : wrongName(value.region.type);
  if (value.k !== 'symbol') return undefined;
  if (value.symbol.tag.startsWith('socket:')) return 'WSK_SOCKET';
  const written = value.symbol.initialOf?.type;
  return (
    wrongName(pointee(written)) ??
    wrongName(pointee(value.symbol.type)) ??
    wrongName(pointee(declaredType(value, root, program)))
  );
}

function wrongName(type: Type | undefined): string | undefined {
  return type && WRONG.has(type.name) ? type.name : undefined;
}

/** The member that holds the client, not what it holds. */
function isClientMember(region: Region): boolean {
  return region.r === 'field' && region.name === 'Client' && region.base.type?.name === 'WSK_PROVIDER_NPI';
}

/** A parameter's type before any cast. */
function declaredType(value: SymbolValue, { fn }: RootRun, program: Program): Type | undefined {
  const index = /^param:(\d+)$/.exec(value.symbol.tag)?.[1];
  const param = index === undefined ? undefined : fn.decl.params?.[Number(index)];
  return param && program.type(param.type, fn.file);
}
