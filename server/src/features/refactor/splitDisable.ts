/** One control call for each event that a mask disables: WSK disables one event per call. */
import { withoutCasts } from '../../syntax/walk';
import { constantOf } from '../../flow/arithmetic';
import { alternatives } from '../../flow/values';
import { masksOf, type Mask } from '../../rules/mask';
import { edit, endOfLine, indentOf, startsLine, type StatementPlace } from '../../rules/statements';
import { lineStart } from '../../rules/text';
import type { CallFact } from '../../wsk/facts';
import { freeName, inStyle } from '../../wsk/source';
import type { RefactorContext, Refactoring } from './context';
import { callText } from './statementsOfCall';

interface Split {
  readonly call: CallFact;
  readonly mask: Mask;
}

/** Enabled in `Control.EventMask = …`, or where the structure is initialised, in the same function and before the call. */
function splitOf({ calls }: RefactorContext): Split | undefined {
  const found = calls.map((call) => {
    const value = call.control?.eventMask;
    if (call.control?.code?.name !== 'SO_WSK_EVENT_CALLBACK' || !value || alternatives(value).length !== 1)
      return undefined;
    const mask = masksOf(value, call.before)?.[0];
    return mask?.exact && mask.disables && mask.events.length > 1 && isHere(mask, call) ? { call, mask } : undefined;
  });
  const [first] = found;
  return first && found.every((one) => one?.mask.bits === first.mask.bits) && !passesIrp(first.call)
    ? first
    : undefined;
}

function isHere({ value }: Mask, call: CallFact): boolean {
  const { site } = value.origin;
  const body = call.frame.fn.decl.body;
  return (
    site.file === call.frame.fn.file &&
    site.frame === call.frame &&
    !!body &&
    body.start < site.start &&
    site.end <= call.call.start
  );
}

/** One IRP cannot serve several calls. */
function passesIrp(call: CallFact): boolean {
  const irp = call.args.find(({ param }) => param?.role === 'irp')?.value;
  return !irp || constantOf(call.before, irp) !== 0;
}

/** The member of the structure that the call is given: `Control.EventMask`, `Control->EventMask`. */
function maskOf({ call }: Split, { source }: RefactorContext): string | undefined {
  const buffer = call.args.find(({ param }) => param?.role === 'input-buffer')?.expr;
  if (!buffer) return undefined;
  const plain = withoutCasts(buffer);
  if (plain.kind === 'unary' && plain.op === '&')
    return `${source.text.slice(plain.operand.start, plain.operand.end)}.EventMask`;
  return plain.kind === 'ident' ? `${plain.name}->EventMask` : undefined;
}

interface Statement {
  readonly kind: 'return' | 'assigned' | 'dropped';
  readonly status: string;
  /** `NTSTATUS `, where the statement declares the status. */
  readonly type: string;
}

function statementOf(at: StatementPlace, call: CallFact): Statement | undefined {
  const { source, fn } = at;
  const head = source.text.slice(at.stmt.start, call.call.start);
  if (!/^\s*;\s*$/.test(source.text.slice(call.call.end, at.stmt.end))) return undefined;
  const [, type = '', status] = /^(NTSTATUS\s+)?([A-Za-z_][\w.>-]*)\s*=\s*$/.exec(head) ?? [];
  if (status !== undefined) return { kind: 'assigned', status, type };
  const free = freeName('Status', source.text.slice(fn.start, fn.end));
  if (/^return\s*$/.test(head)) return { kind: 'return', status: free, type: '' };
  return /^\s*(?:\(\s*(?:void|VOID)\s*\)\s*)?$/.test(head) ? { kind: 'dropped', status: free, type: '' } : undefined;
}

export function splitDisable(context: RefactorContext): Refactoring[] {
  const { at, path, source, style, translate, fn } = context;
  const split = splitOf(context);
  const target = split && maskOf(split, context);
  if (!split || target === undefined || !at?.siblings || !startsLine(at) || !fn) return [];
  const statement = statementOf(at, split.call);
  const end = endOfLine(at, at.stmt.end);
  if (!statement || end === undefined) return [];
  const { mask, call } = split;
  const { status, kind, type } = statement;
  const names = mask.events.map(({ name }) => `${name} | WSK_EVENT_DISABLE`);
  const next = freeName('NextStatus', source.text.slice(fn.decl.start, fn.decl.end));
  const made = (lead: string): string => `${lead}${callText(at, call, lead)};`;
  const isScoped = kind !== 'assigned';
  const lines = [
    ...(isScoped ? ['{', made(`    NTSTATUS ${status} = `), ''] : [made(`${type}${status} = `)]),
    ...names.slice(1).flatMap((one) => {
      const margin = isScoped ? '    ' : '';
      return [
        `${margin}if (NT_SUCCESS(${status})) {`,
        `${margin}    NTSTATUS ${next};`,
        '',
        `${margin}    ${target} = ${one};`,
        made(`${margin}    ${next} = `),
        `${margin}    if (${next} != STATUS_SUCCESS) {`,
        `${margin}        ${status} = ${next};`,
        `${margin}    }`,
        `${margin}}`,
      ];
    }),
    ...(kind === 'return' ? [`    return ${status};`] : []),
    ...(isScoped ? ['}'] : []),
  ];
  const { site } = mask.value.origin;
  const written = source.text.slice(site.start, site.end);
  const first = written.startsWith('(') && written.endsWith(')') ? `(${names[0] ?? ''})` : (names[0] ?? '');
  return [
    {
      kind: 'refactor.rewrite.wsk',
      title: translate('refactor.split', { count: mask.events.length }),
      edits: [
        edit(path, site.start, site.end, first),
        edit(path, lineStart(source, at.stmt.start), end, inStyle(lines.join('\n'), style, indentOf(at))),
      ],
    },
  ];
}
