import data from '../data/callbacks.json';
import { Reader } from '../reader';
import { enableWays, irqls, socketCategories, windowsVersions, type WskCallback } from '../types';
import { readParam } from './functions';

function readCallback(entry: Reader): WskCallback {
  return {
    kind: 'callback',
    name: entry.string('name'),
    summary: entry.string('summary'),
    slug: entry.stringOrNull('slug'),
    minWindows: entry.oneOf('minWindows', windowsVersions),
    pfn: entry.string('pfn'),
    returnType: entry.string('returnType'),
    params: entry.list('params', readParam),
    table: entry.stringOrNull('table'),
    member: entry.stringOrNull('member'),
    flag: entry.stringOrNull('flag'),
    categories: entry.choices('categories', socketCategories),
    enabledBy: entry.choices('enabledBy', enableWays),
    disable: entry.oneOf('disable', ['unless-static', 'never', 'ioctl']),
    returns: entry.list('returns', (value) => ({ name: value.string('name'), meaning: value.string('meaning') })),
    nullIndication: entry.stringOrNull('nullIndication'),
    flagsIn: entry.strings('flagsIn'),
    validOnlyDuringCall: entry.strings('validOnlyDuringCall'),
    irql: entry.oneOf('irql', irqls),
    obligations: entry.strings('obligations'),
    notes: entry.strings('notes'),
    reservedForSystem: entry.flag('reservedForSystem'),
  };
}

export function readCallbacks(): WskCallback[] {
  return new Reader(data, 'callbacks').entries('callbacks', readCallback);
}
