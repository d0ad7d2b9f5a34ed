import { constantOf } from '../../flow/arithmetic';
import { alternatives, type Value } from '../../flow/values';
import { baseOf } from '../../flow/regions';
import { pointee, type Type } from '../../flow/types';
import type { BufferRule } from '../../model';
import { argument, controlCalls, isWellAddressed, operationOf, type ControlCall } from '../control';
import { textOf } from '../text';
import { argumentPlace, callPlace, typedPlace, type Place } from '../../wsk/place';
import { isNullHere } from '../../wsk/values';
import type { FixReport, Rule, RuleContext } from '../rule';
import { widened } from './widened';

/** The option's input: https://learn.microsoft.com/windows-hardware/drivers/network/performing-control-operations-on-a-socket */
export const rule: Rule = {
  meta: {
    id: 'control-input',
    section: 'control',
    severity: 'error',
    statements: ['A25', 'A26', 'B6', 'C4', 'E10', 'E11', 'E20', 'F5', 'F8'],
    fixable: true,
  },
  check(context) {
    for (const call of controlCalls(context.facts)) {
      const operation = isWellAddressed(call) ? operationOf(call) : undefined;
      if (!operation || call.code.name === 'SIO_LOOPBACK_FAST_PATH') continue;
      const rule = operation.input;
      if (rule.size === 'sizeof') checkSized(context, call, rule);
      else if (rule.size === 'sockaddr') checkAddress(context, call, rule);
      else if (rule.size === 'none') checkNone(context, call);
    }
  },
};

function related(call: ControlCall): { place: Place; message: { id: string } }[] {
  return [{ place: callPlace(call.fact), message: { id: 'call' } }];
}

/** Every size that the argument may have; undefined when one is not known. */
function sizes(value: Value, call: ControlCall): readonly number[] | undefined {
  const all = alternatives(value).map((one) => constantOf(call.fact.before, one));
  return all.every((n) => n !== undefined) ? all : undefined;
}

function checkSized(context: RuleContext, call: ControlCall, rule: BufferRule): void {
  const size = argument(call, 'inputSize');
  const buffer = argument(call, 'inputBuffer');
  if (!size || !buffer) return;
  const known = sizes(size.value, call);
  if (rule.nullable && isNullHere(buffer.value, call.fact.before) && known?.every((n) => n === 0)) return;
  const args = { code: call.code.name, type: rule.type ?? '', right: rule.bytesX64 ?? 0, size: known?.[0] ?? 0 };
  if (isNullHere(buffer.value, call.fact.before)) {
    context.report({ place: argumentPlace(call.fact, buffer), message: { id: 'null', args }, related: related(call) });
    return;
  }
  if (rule.bytesX64 !== null && known?.every((n) => n !== rule.bytesX64)) {
    const place = argumentPlace(call.fact, size);
    const here = place.start === size.expr.start && place.file === call.fact.frame.fn.file;
    const measured = /^sizeof\b/.test(textOf(context.files.get(place.file), place));
    const fixes = (): FixReport[] =>
      (here || measured) && rule.type !== null && mayHold(buffer, rule)
        ? [{ title: { id: 'fix', args }, safe: false, edits: [{ place, newText: `sizeof(${rule.type})` }] }]
        : forTooSmall(context, call, rule, buffer);
    const isPointer = size.value.k === 'int' && size.value.measured?.t === 'pointer';
    context.report({ place, message: { id: isPointer ? 'pointerSize' : 'size', args }, related: related(call), fixes });
    return;
  }
  checkBuffer(context, call, rule, buffer, args);
}

/** Another size is no remedy where the buffer itself is of another size. */
function mayHold(buffer: NonNullable<ReturnType<typeof argument>>, rule: BufferRule): boolean {
  const size = pointed(buffer.value)?.size;
  return size === undefined || size === rule.bytesX64;
}

/** A BOOLEAN where the option takes a ULONG. */
function forTooSmall(
  context: RuleContext,
  call: ControlCall,
  rule: BufferRule,
  buffer: NonNullable<ReturnType<typeof argument>>,
): FixReport[] {
  const isSmall = rule.bytesX64 === 4 && (pointed(buffer.value)?.size ?? 4) < 4;
  return isSmall && rule.type === 'ULONG' ? widened(context, call, buffer, rule.type) : [];
}

/** What the buffer argument points to: a pointer variable, or one member, instead of the whole. */
function checkBuffer(
  context: RuleContext,
  call: ControlCall,
  rule: BufferRule,
  buffer: NonNullable<ReturnType<typeof argument>>,
  args: Record<string, string | number>,
): void {
  const held = pointee(rule.type === null ? undefined : context.facts.program.named(rule.type, ''));
  if (held?.t === 'record' && pointed(buffer.value)?.name === held.name) {
    const place = typedPlace(
      call.fact,
      buffer,
      (type, file) => pointee(context.facts.program.type(type, file))?.name === held.name,
    );
    const message = { id: 'itself', args: { ...args, held: held.name } };
    context.report({ place, message, related: related(call), fixes: () => withAddress(context, place) });
    return;
  }
  const region = buffer.value.k === 'pointer' ? buffer.value.region : undefined;
  const type = region?.type;
  if (!region || !type) return;
  if (type.t === 'pointer' && rule.bytesX64 !== 8) {
    const place = argumentPlace(call.fact, buffer);
    context.report({
      place,
      message: { id: 'pointer', args },
      related: related(call),
      fixes: () => withoutAddress(context, place),
    });
    return;
  }
  const outer = baseOf(region);
  if (
    region.r === 'field' &&
    outer?.type?.name === rule.type &&
    type.name !== rule.type &&
    region.name !== firstMember(outer.type)
  ) {
    const place = argumentPlace(call.fact, buffer);
    const whole = /^(&\s*)([A-Za-z_][\w.>-]*?)(\.|->)\w+$/.exec(textOf(context.files.get(place.file), place));
    const newText = whole && (whole[3] === '.' ? `${whole[1] ?? ''}${whole[2] ?? ''}` : (whole[2] ?? ''));
    const fixes: FixReport[] = newText
      ? [{ title: { id: 'whole', args: { text: newText } }, safe: true, edits: [{ place, newText }] }]
      : [];
    context.report({
      place,
      message: { id: 'member', args: { ...args, member: region.name } },
      related: related(call),
      fixes,
    });
    return;
  }
  if (
    type.size !== undefined &&
    rule.bytesX64 !== null &&
    type.t === 'scalar' &&
    type.size < rule.bytesX64 &&
    region.r === 'local'
  ) {
    context.report({
      place: argumentPlace(call.fact, buffer),
      message: { id: 'small', args: { ...args, have: type.name } },
      related: related(call),
      fixes: () => forTooSmall(context, call, rule, buffer),
    });
  }
}

function firstMember(type: NonNullable<ReturnType<typeof baseOf>>['type']): string | undefined {
  return type?.t === 'record' ? type.fields[0]?.name : undefined;
}

/** A socket address: at least the smallest one; a pointer's size is none. */
function checkAddress(context: RuleContext, call: ControlCall, rule: BufferRule): void {
  const size = argument(call, 'inputSize');
  const buffer = argument(call, 'inputBuffer');
  if (!size || !buffer) return;
  const known = sizes(size.value, call);
  const isNull = isNullHere(buffer.value, call.fact.before);
  const args = { code: call.code.name, type: rule.type ?? 'SOCKADDR_xxx', right: 16, size: known?.[0] ?? 0 };
  if (isNull && known?.every((n) => n === 0) && rule.nullable) return;
  if (known?.every((n) => n < 16)) {
    const isPointer = size.value.k === 'int' && size.value.measured?.t === 'pointer';
    if (known.every((n) => n === 0) && rule.nullable && !isNull) return;
    context.report({
      place: argumentPlace(call.fact, size),
      message: { id: isPointer ? 'pointerSize' : 'size', args },
      related: related(call),
    });
  } else if (wrongFamily(buffer.value, known)) {
    context.report({
      place: argumentPlace(call.fact, size),
      message: {
        id: 'size',
        args: { ...args, type: pointed(buffer.value)?.name ?? '', right: pointed(buffer.value)?.size ?? 0 },
      },
      related: related(call),
    });
  } else if (isNull && known) {
    context.report({ place: argumentPlace(call.fact, buffer), message: { id: 'null', args }, related: related(call) });
  } else if (buffer.value.k === 'pointer' && buffer.value.region.type?.t === 'pointer') {
    const place = argumentPlace(call.fact, buffer);
    context.report({
      place,
      message: { id: 'pointer', args },
      related: related(call),
      fixes: () => withoutAddress(context, place),
    });
  }
}

/** The variable that holds the pointer becomes its address. */
function withAddress(context: RuleContext, place: Place): FixReport[] {
  const text = textOf(context.files.get(place.file), place);
  return /^[A-Za-z_]\w*$/.test(text)
    ? [{ title: { id: 'whole', args: { text: `&${text}` } }, safe: false, edits: [{ place, newText: `&${text}` }] }]
    : [];
}

/** `&pointer` becomes `pointer`. */
function withoutAddress(context: RuleContext, place: Place): FixReport[] {
  const newText = /^&\s*([A-Za-z_][\w.>-]*)$/.exec(textOf(context.files.get(place.file), place))?.[1];
  return newText === undefined
    ? []
    : [{ title: { id: 'whole', args: { text: newText } }, safe: true, edits: [{ place, newText }] }];
}

function pointed(value: Value): Type | undefined {
  if (value.k === 'pointer') return value.region.type;
  return value.k === 'symbol' ? pointee(value.symbol.type) : undefined;
}

/** The size of another address type than the one that the buffer has. */
function wrongFamily(value: Value, known: readonly number[] | undefined): boolean {
  const type = pointed(value);
  if (type?.name !== 'SOCKADDR_IN' && type?.name !== 'SOCKADDR_IN6') return false;
  return known?.every((n) => n !== type.size && n < (type.size ?? 0)) === true;
}

function checkNone(context: RuleContext, call: ControlCall): void {
  const size = argument(call, 'inputSize');
  const known = size && sizes(size.value, call);
  if (!size || !known?.every((n) => n !== 0)) return;
  context.report({
    place: argumentPlace(call.fact, size),
    message: { id: 'none', args: { code: call.code.name } },
    related: related(call),
  });
}
