/**
 * Where the mask is not known before the code runs (it grows under tests, comes from a table, serves several calls): the call is made for
 * each event that is in the mask then.
 */
import type { Call, Expr, Span } from '../../syntax/ast';
import { withoutCasts } from '../../syntax/walk';
import type { FunctionEntity } from '../../flow/program';
import { model } from '../../model';
import { callPlace } from '../../wsk/place';
import { freeName, fromSource } from '../../wsk/source';
import type { CallFact, WskFacts } from '../../wsk/facts';
import { eventCalls, masksOf } from '../mask';
import type { EditReport, RuleContext } from '../rule';
import {
  edit,
  holds,
  indentOf,
  insertAfter,
  lastDeclaration,
  plainText,
  statementAt,
  withDeclarations,
  type StatementPlace,
} from '../statements';
import { textOf } from '../text';
import { callIn, carrierOf, hasIrpForEach, servesOthers, statementOf, type Made } from './carrier';
import { setterBefore, type Written } from './setting';

const DISABLE = 'WSK_EVENT_DISABLE';

export function eachAtRunTime(
  call: CallFact,
  written: Written,
  facts: WskFacts,
  files: RuleContext['files'],
): EditReport[] | undefined {
  const carrying = carrierOf(call, written.place);
  const isControl = carrying?.file === call.site.file && carrying.start === call.call.start;
  if (carrying && !isControl && !servesOthers(call, written, facts)) {
    const at = statementOf(call, carrying, files);
    const made = at && callIn(at);
    const mask = made && holds(made.call, carrying) ? maskArgument(at, made.call, written) : undefined;
    if (made && mask && hasIrpForEach(call, made.call, facts))
      return split(at, made, asArgument(at, made.call, mask), masksAt(call, facts, written));
  }
  const at = statementAt(call.frame.fn, callPlace(call), files);
  const made = at && callIn(at);
  if (!made || made.call.start !== call.call.start || !hasIrpForEach(call, made.call, facts)) return undefined;
  const setting = inStructure(at, made.call, call);
  return setting && split(at, made, setting, masksAt(call, facts, undefined));
}

/** The argument that is the mask, or the variable that it was put into before. */
function maskArgument(at: StatementPlace, call: Call, { place }: Written): Expr | undefined {
  const own = at.file === place.file ? call.args.find((arg) => holds(arg, place)) : undefined;
  if (own) return own;
  const setter = at.file === place.file ? setterBefore(at, place) : undefined;
  const named = call.args.filter((arg) => {
    const plain = withoutCasts(arg);
    return plain.kind === 'ident' && plain.name === setter?.target;
  });
  return named.length === 1 ? named[0] : undefined;
}

/** How the call is written with another mask. */
interface Setting {
  /** The mask as a whole, which is asked for once. */
  readonly whole: string;
  readonly declarations: readonly string[];
  readonly before: readonly string[];
  /** What stands before a call that is for this mask. */
  readonly set: (mask: string) => readonly string[];
  readonly call: (mask: string) => string;
}

function asArgument(at: StatementPlace, call: Call, mask: Span): Setting {
  const { text } = at.source;
  const indent = indentOf(at);
  const column = mask.start - text.lastIndexOf('\n', mask.start - 1) - 1 - indent.length;
  return {
    whole: fromSource(textOf(at.source, mask), indent, column, 'Wanted = '.length),
    declarations: [],
    before: [],
    set: () => [],
    call: (one) => text.slice(call.start, mask.start) + one + text.slice(mask.end, call.end),
  };
}

/** The structure is the function's own, or a copy: others go on to see the mask as it was. */
function inStructure(at: StatementPlace, call: Call, { control }: CallFact): Setting | undefined {
  const buffer = control && call.args[control.index.inputBuffer];
  const plain = buffer && withoutCasts(buffer);
  if (!plain || !/^[\s&\w.>[\]()*-]+$/.test(textOf(at.source, plain))) return undefined;
  const pointed = plain.kind === 'unary' && plain.op === '&' ? plain.operand : undefined;
  const structure = pointed ? textOf(at.source, pointed) : `*${textOf(at.source, plain)}`;
  const text = textOf(at.source, call);
  if (pointed?.kind === 'ident' && isLocal(at, pointed.name))
    return {
      whole: `${structure}.EventMask`,
      declarations: [],
      before: [],
      set: (mask) => [`${structure}.EventMask = ${mask};`],
      call: () => text,
    };
  const copy = freeName('OneEvent', textOf(at.source, at.fn));
  return {
    whole: `${copy}.EventMask`,
    declarations: [`WSK_EVENT_CALLBACK_CONTROL ${copy};`],
    before: [`${copy} = ${structure};`],
    set: (mask) => [`${copy}.EventMask = ${mask};`],
    call: () => text.slice(0, plain.start - call.start) + `&${copy}` + text.slice(plain.end - call.start),
  };
}

function isLocal({ fn, source }: StatementPlace, name: string): boolean {
  const body = fn.body && textOf(source, fn.body);
  return body !== undefined && new RegExp(`\\bWSK_EVENT_CALLBACK_CONTROL\\s+(?:\\w+\\s*,\\s*)*${name}\\b`).test(body);
}

interface Masks {
  readonly events: readonly string[];
  /** Some of them only enable. */
  readonly enable: boolean;
}

/** All masks that come to the call, or to it out of the function that made the wrong one. */
function masksAt(call: CallFact, facts: WskFacts, written: Written | undefined): Masks {
  const through = written && functionOf(call, written);
  const events = new Set<string>();
  let [enable, isKnown] = [false, true];
  for (const other of eventCalls(facts)) {
    if (other.call !== call.call || (through && !passes(other, through))) continue;
    const value = other.control?.eventMask;
    const masks = value && masksOf(value, other.before);
    if (!masks?.every(({ exact }) => exact)) [enable, isKnown] = [true, false];
    for (const mask of masks ?? []) {
      if (mask.disables) for (const { name } of mask.events) events.add(name);
      else enable = true;
    }
  }
  const category = call.socket?.category ?? call.socket?.tableCategory;
  for (const { name, categories, modifier } of model.eventFlags.values())
    if (!isKnown && !modifier && category !== undefined && categories.includes(category)) events.add(name);
  return { events: [...model.eventFlags.keys()].filter((name) => events.has(name)), enable };
}

function functionOf({ frame }: CallFact, { place }: Written): FunctionEntity | undefined {
  for (let one: CallFact['frame'] | undefined = frame; one; one = one.parent)
    if (one.fn.file === place.file && holds(one.fn.decl, place)) return one.fn;
  return undefined;
}

function passes({ frame }: CallFact, fn: FunctionEntity): boolean {
  for (let one: CallFact['frame'] | undefined = frame; one; one = one.parent) if (one.fn === fn) return true;
  return false;
}

function split(at: StatementPlace, { call, result }: Made, setting: Setting, masks: Masks): EditReport[] | undefined {
  const body = textOf(at.source, at.fn);
  const isReturned = result === 'returned';
  if (isReturned && (at.fn.returnType.base !== 'NTSTATUS' || at.fn.returnType.pointers > 0)) return undefined;
  const own = isReturned ? freeName('Status', body) : undefined;
  const names = {
    status: typeof result === 'object' ? result.variable : own,
    mask: freeName('Wanted', body),
    each: freeName('Events', body),
    index: freeName('Index', body),
    next: freeName('NextStatus', body),
  };
  const declarations = [
    `static const ULONG ${names.each}[] = { ${masks.events.join(', ')} };`,
    ...setting.declarations,
    `ULONG ${names.mask};`,
    `ULONG ${names.index};`,
    ...(own === undefined ? [] : [`NTSTATUS ${own};`]),
  ].join('\n');
  const dropped = textOf(at.source, { start: at.stmt.start, end: call.start });
  const made = (lead: string, mask: string): string =>
    `${lead}${plainText(at, setting.call(mask), call.start, lead.length)};`;
  const statements = [
    ...setting.before,
    `${names.mask} = ${setting.whole};`,
    ...choice(names.mask, masks, oneByOne(names, setting, made, dropped), made(names.status === undefined ? dropped : `${names.status} = `, names.mask)), // prettier-ignore
    ...(own === undefined ? [] : [`return ${own};`]),
  ].join('\n');
  if (at.stmt.kind !== 'decl') return withDeclarations(at, 'own', declarations, statements);
  const [only] = at.stmt.declarators;
  if (!only?.init || !at.siblings) return undefined;
  const isUse = (expr: Expr): boolean => expr.kind === 'call' || (expr.kind === 'ident' && expr.name === only.name);
  const after = insertAfter(lastDeclaration(at, isUse), `${declarations}\n\n${statements}`);
  return after && [edit(at.file, only.nameSpan.end, only.init.end, ''), ...after];
}

const indented = (line: string): string => line.replace(/^(?=.)/gm, '    ');

/** An enabling mask goes as a whole. */
function choice(mask: string, { enable }: Masks, disabling: readonly string[], enabling: string): readonly string[] {
  if (!enable) return disabling;
  return [`if ((${mask} & ${DISABLE}) != 0) {`, ...disabling.map(indented), '} else {', indented(enabling), '}'];
}

function oneByOne(
  { status, mask, each, index, next }: { readonly status: string | undefined; readonly mask: string; readonly each: string; readonly index: string; readonly next: string }, // prettier-ignore
  { set }: Setting,
  made: (lead: string, mask: string) => string,
  dropped: string,
): readonly string[] {
  const one = `${each}[${index}] | ${DISABLE}`;
  const test = `(${mask} & ${each}[${index}]) != 0`;
  const loop = (more: string): string => `for (${index} = 0; ${index} < RTL_NUMBER_OF(${each})${more}; ${index}++) {`;
  if (status === undefined)
    return [loop(''), `    if (${test}) {`, ...[...set(one), made(dropped, one)].map((line) => indented(indented(line))), '    }', '}']; // prettier-ignore
  return [
    `${status} = STATUS_SUCCESS;`,
    loop(` && NT_SUCCESS(${status})`),
    `    if (${test}) {`,
    `        NTSTATUS ${next};`,
    '',
    ...[...set(one), made(`${next} = `, one)].map((line) => indented(indented(line))),
    `        if (${next} != STATUS_SUCCESS) {`,
    `            ${status} = ${next};`,
    '        }',
    '    }',
    '}',
  ];
}
