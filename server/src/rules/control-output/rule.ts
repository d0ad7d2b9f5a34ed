import { constantOf } from '../../flow/arithmetic';
import { alternatives, isNull } from '../../flow/values';
import { argument, controlCalls, isWellAddressed, operationOf, type ControlCall } from '../control';
import { argumentPlace, callPlace, type Place } from '../../wsk/place';
import { isNonNullHere, isNullHere } from '../../wsk/values';
import { lineStart } from '../text';
import type { Region } from '../../flow/regions';
import { otherArgument } from '../argumentEdits';
import type { FixReport, Rule, RuleContext } from '../rule';

/** Output arguments: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_control_socket */
export const rule: Rule = {
  meta: {
    id: 'control-output',
    section: 'control',
    severity: 'warning',
    statements: ['A27', 'E11', 'E12', 'E13', 'F2'],
    fixable: true,
  },
  check(context) {
    for (const call of controlCalls(context.facts)) {
      const operation = isWellAddressed(call) ? operationOf(call) : undefined;
      if (!operation || call.code.name.includes('_WFP_')) continue;
      if (operation.output.size === 'none') checkNone(context, call);
      else checkOutput(context, call);
      checkReturned(context, call, operation.outputSizeReturned);
    }
  },
};

function related(call: ControlCall): { place: Place; message: { id: string } }[] {
  return [{ place: callPlace(call.fact), message: { id: 'call' } }];
}

function checkNone({ report, files }: RuleContext, call: ControlCall): void {
  const size = argument(call, 'outputSize');
  const buffer = argument(call, 'outputBuffer');
  const args = { code: call.code.name };
  if (size) {
    const n = constantOf(call.fact.before, size.value);
    if (n !== undefined && n !== 0)
      report({
        place: argumentPlace(call.fact, size),
        message: { id: 'size', args },
        related: related(call),
        fixes: () => fix(call, size, '0', files),
      });
  }
  if (
    buffer &&
    isNonNullHere(buffer.value, call.fact.before) &&
    alternatives(buffer.value).every((one) => !isNull(one))
  ) {
    report({
      place: argumentPlace(call.fact, buffer),
      message: { id: 'buffer', args },
      related: related(call),
      fixes: () => fix(call, buffer, 'NULL', files),
    });
  }
}

function checkOutput({ report }: RuleContext, call: ControlCall): void {
  const size = argument(call, 'outputSize');
  const buffer = argument(call, 'outputBuffer');
  const operation = operationOf(call);
  if (!size || !buffer || !operation || operation.output.nullable || operation.output.size !== 'sizeof') return;
  const args = { code: call.code.name, type: operation.output.type ?? '' };
  const n = constantOf(call.fact.before, size.value);
  if (isNullHere(buffer.value, call.fact.before))
    report({ place: argumentPlace(call.fact, buffer), message: { id: 'missing', args }, related: related(call) });
  else if (n !== undefined && operation.output.bytesX64 !== null && n < operation.output.bytesX64)
    report({ place: argumentPlace(call.fact, size), message: { id: 'short', args }, related: related(call) });
}

function checkReturned({ report, files }: RuleContext, call: ControlCall, rule: string): void {
  const returned = argument(call, 'outputSizeReturned');
  const irp = argument(call, 'irp');
  if (!returned) return;
  const args = { code: call.code.name };
  const given = returned.value.k === 'pointer' || isNonNullHere(returned.value, call.fact.before);
  if (rule === 'forbidden' && given) {
    // With an IRP the argument is only not read, whatever the option.
    const harmless = irp !== undefined && isNonNullHere(irp.value, call.fact.before);
    report({
      place: argumentPlace(call.fact, returned),
      message: { id: harmless ? 'withIrp' : 'returned', args },
      ...(harmless ? { severity: 'hint' as const } : {}),
      related: related(call),
      fixes: () => fix(call, returned, 'NULL', files),
    });
    return;
  }
  const withIrp = irp !== undefined && !isNullHere(irp.value, call.fact.before);
  if (rule === 'required' && isNullHere(returned.value, call.fact.before) && !withIrp) {
    report({ place: argumentPlace(call.fact, returned), message: { id: 'required', args }, related: related(call) });
    return;
  }
  if (
    given &&
    irp &&
    (isNonNullHere(irp.value, call.fact.before) ||
      (irp.value.k === 'symbol' && irp.value.symbol.tag === 'irp-allocation'))
  ) {
    report({
      place: argumentPlace(call.fact, returned),
      message: { id: 'withIrp', args },
      severity: 'hint',
      related: related(call),
    });
    return;
  }
  const type = returned.value.k === 'pointer' ? returned.value.region.type : undefined;
  if (type?.t !== 'scalar' || type.size !== 4) return;
  report({
    place: argumentPlace(call.fact, returned),
    message: { id: 'narrow', args: { ...args, type: type.name } },
    related: related(call),
    fixes: () => (returned.value.k === 'pointer' ? widen(returned.value.region, type.name, files) : []),
  });
}

function fix(
  call: ControlCall,
  arg: NonNullable<ReturnType<typeof argument>>,
  text: string,
  files: RuleContext['files'],
): FixReport[] {
  const edits = otherArgument(call.fact, arg, text, files);
  return edits ? [{ title: { id: 'fix', args: { text } }, safe: false, edits }] : [];
}

/** The variable's own declaration gets the type that WSK writes. */
function widen(region: Region, type: string, files: RuleContext['files']): FixReport[] {
  if (region.r !== 'local' || region.local.parameter !== undefined) return [];
  const file = region.frame.fn.file;
  const source = files.get(file);
  const at = region.local.span.start;
  const line = source?.text.slice(lineStart(source, at), at + 200).split('\n')[0];
  const declaration =
    line === undefined ? null : new RegExp(`^(\\s*)${type}(?=\\s+${region.local.name}\\s*(?:=[^,;]*)?;)`).exec(line);
  if (!source || !declaration) return [];
  const start = lineStart(source, at) + (declaration[1]?.length ?? 0);
  return [
    {
      title: { id: 'widen', args: { variable: region.local.name } },
      safe: false,
      edits: [{ place: { file, start, end: start + type.length }, newText: 'SIZE_T' }],
    },
  ];
}
