import clientCodeData from '../data/clientControlCodes.json';
import ioctlData from '../data/ioctls.json';
import optionData from '../data/socketOptions.json';
import transportOptionData from '../data/transportOptions.json';
import { Reader } from '../reader';
import {
  bufferSizes,
  controlFamilies,
  irpRequirements,
  irqls,
  requestTypes,
  socketCategories,
  timings,
  windowsVersions,
  type BufferRule,
  type ControlCode,
  type ControlOperation,
  type RequestType,
} from '../types';
import { readPerCategory } from './perCategory';

function readBuffer(buffer: Reader): BufferRule {
  return {
    type: buffer.stringOrNull('type'),
    size: buffer.oneOf('size', bufferSizes),
    bytesX64: buffer.numberOrNull('bytesX64'),
    nullable: buffer.flag('nullable'),
    values: buffer.numbersOrNull('values'),
  };
}

function readOperation(entry: Reader): ControlOperation {
  const forEvents = entry.objectOrNull('irpForEvents');
  return {
    requestType: entry.has('requestType') ? entry.oneOf('requestType', requestTypes) : null,
    input: readBuffer(entry.object('input')),
    output: readBuffer(entry.object('output')),
    outputSizeReturned: entry.oneOf('outputSizeReturned', ['required', 'forbidden', 'optional', 'unspecified']),
    irp: entry.oneOf('irp', irpRequirements),
    irpForEvents: forEvents && {
      enable: forEvents.oneOf('enable', irpRequirements),
      disable: forEvents.oneOf('disable', irpRequirements),
    },
    timing: readPerCategory(entry.objectOrNull('timing'), timings),
  };
}

function readLevel(level: Reader): { name: string; value: number } {
  return { name: level.string('name'), value: level.hex('value') };
}

function readControlCode(entry: Reader): ControlCode {
  const level = entry.objectOrNull('level');
  return {
    kind: 'controlCode',
    name: entry.string('name'),
    family: entry.oneOf('family', controlFamilies),
    value: entry.hex('value'),
    summary: entry.string('summary'),
    slug: entry.stringOrNull('slug'),
    minWindows: entry.oneOf('minWindows', windowsVersions),
    function: entry.oneOf('function', ['WskControlSocket', 'WskControlClient']),
    requestTypes: entry.choices('requestTypes', requestTypes),
    readable: entry.flag('readable'),
    writable: entry.flag('writable'),
    level: level && readLevel(level),
    categories: entry.choices('categories', socketCategories),
    unstatedCategories: entry.choices('unstatedCategories', socketCategories),
    operations: entry.list('operations', readOperation),
    irql: entry.oneOf('irql', irqls),
    header: entry.string('header'),
    statuses: entry.strings('statuses'),
    notes: entry.strings('notes'),
    defaultValue: entry.numberOrNull('defaultValue'),
    deprecated: entry.flag('deprecated'),
    reservedForSystem: entry.flag('reservedForSystem'),
  };
}

const noBuffer: BufferRule = { type: null, size: 'none', bytesX64: null, nullable: false, values: null };
const anyBuffer: BufferRule = { type: null, size: 'unspecified', bytesX64: null, nullable: true, values: null };

function transportOperation(requestType: RequestType): ControlOperation {
  return {
    requestType,
    input: requestType === 'WskSetOption' ? anyBuffer : noBuffer,
    output: requestType === 'WskGetOption' ? anyBuffer : noBuffer,
    outputSizeReturned: 'unspecified',
    irp: 'unspecified',
    irpForEvents: null,
    timing: {},
  };
}

/** Options of a transport: the WSK pages name their level only, so nothing else of them may be judged. */
function readTransportOption(entry: Reader): ControlCode {
  return {
    kind: 'controlCode',
    name: entry.string('name'),
    family: 'transport-option',
    value: entry.hex('value'),
    summary: entry.string('summary'),
    slug: null,
    minWindows: 'unspecified',
    function: 'WskControlSocket',
    requestTypes: ['WskSetOption', 'WskGetOption'],
    readable: true,
    writable: true,
    level: readLevel(entry.object('level')),
    categories: [],
    unstatedCategories: socketCategories,
    operations: [transportOperation('WskSetOption'), transportOperation('WskGetOption')],
    irql: 'DISPATCH_LEVEL',
    header: entry.string('header'),
    statuses: [],
    notes: [],
    defaultValue: null,
    deprecated: false,
    reservedForSystem: false,
  };
}

export function readControlCodes(): ControlCode[] {
  return [
    ...new Reader(optionData, 'socketOptions').entries('controlCodes', readControlCode),
    ...new Reader(ioctlData, 'ioctls').entries('controlCodes', readControlCode),
    ...new Reader(clientCodeData, 'clientControlCodes').entries('controlCodes', readControlCode),
    ...new Reader(transportOptionData, 'transportOptions').entries('transportOptions', readTransportOption),
  ];
}
