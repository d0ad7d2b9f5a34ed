import data from '../data/functions.json';
import { Reader } from '../reader';
import {
  irpRequirements,
  irqls,
  paramRoles,
  socketCategories,
  socketStates,
  stateRequirements,
  windowsVersions,
  type FunctionFlags,
  type Param,
  type StatusMeaning,
  type WskFunction,
} from '../types';
import { readPerCategory } from './perCategory';

export function readParam(param: Reader): Param {
  return {
    name: param.string('name'),
    type: param.string('type'),
    dir: param.oneOf('dir', ['in', 'out', 'inout']),
    optional: param.flag('optional'),
    reserved: param.flag('reserved'),
    sizedBy: param.stringOrNull('sizedBy'),
    role: param.oneOf('role', paramRoles),
  };
}

function readFlags(flags: Reader): FunctionFlags {
  return {
    allowed: flags.strings('allowed'),
    undocumented: flags.strings('undocumented'),
    reserved: flags.flag('reserved'),
    combine: flags.oneOf('combine', ['none', 'any', 'exactly-one', 'at-most-one']),
  };
}

function readStatus(status: Reader): StatusMeaning {
  return { name: status.stringOrNull('name'), meaning: status.string('meaning') };
}

function readSocketState(state: Reader): WskFunction['socketState'] {
  return {
    requires: readPerCategory(state.objectOrNull('requires'), stateRequirements),
    becomes: readPerCategory(state.objectOrNull('becomes'), socketStates),
  };
}

function readIrql(irql: Reader): WskFunction['irql'] {
  return {
    max: irql.oneOf('max', irqls),
    maxNoWait: irql.has('maxNoWait') ? irql.oneOf('maxNoWait', irqls) : null,
    assumed: irql.flag('assumed'),
    note: irql.stringOrNull('note'),
  };
}

function readCreates(creates: Reader): WskFunction['creates'] {
  return {
    category: creates.oneOf('category', ['flags', ...socketCategories] as const),
    state: creates.oneOf('state', socketStates),
  };
}

function readFunction(entry: Reader): WskFunction {
  const irp = entry.object('irp');
  const flags = entry.objectOrNull('flags');
  const socketState = entry.objectOrNull('socketState');
  const creates = entry.objectOrNull('creates');
  return {
    kind: 'function',
    name: entry.string('name'),
    role: entry.oneOf('role', ['registration', 'client', 'socket']),
    summary: entry.string('summary'),
    slug: entry.stringOrNull('slug'),
    minWindows: entry.oneOf('minWindows', windowsVersions),
    ntddi: entry.stringOrNull('ntddi'),
    pfn: entry.stringOrNull('pfn'),
    altPfn: entry.stringOrNull('altPfn'),
    returnType: entry.string('returnType'),
    mustInspectResult: entry.flag('mustInspectResult'),
    params: entry.list('params', readParam),
    altParams: entry.listOrNull('altParams', readParam),
    dispatchTables: entry.strings('dispatchTables'),
    categories: entry.choices('categories', socketCategories),
    irp: {
      requirement: irp.oneOf('requirement', irpRequirements),
      information: irp.stringOrNull('information'),
    },
    flags: flags && readFlags(flags),
    irql: readIrql(entry.object('irql')),
    socketState: socketState && readSocketState(socketState),
    creates: creates && readCreates(creates),
    statuses: entry.list('statuses', readStatus),
    preconditions: entry.strings('preconditions'),
    obligations: entry.strings('obligations'),
    lifetime: entry.strings('lifetime'),
    reservedForSystem: entry.flag('reservedForSystem'),
  };
}

export function readFunctions(): WskFunction[] {
  return new Reader(data, 'functions').entries('functions', readFunction);
}
