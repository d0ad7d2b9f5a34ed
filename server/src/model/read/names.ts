import addressFamilyData from '../data/addressFamilies.json';
import categoryData from '../data/categories.json';
import constantData from '../data/constants.json';
import contradictionData from '../data/contradictions.json';
import identifierData from '../data/identifiers.json';
import macroData from '../data/macros.json';
import statusData from '../data/statuses.json';
import { Reader } from '../reader';
import {
  socketCategories,
  windowsVersions,
  type AddressFamily,
  type CategoryInfo,
  type Contradiction,
  type WskConstant,
  type WskIdentifier,
  type WskMacro,
  type WskStatus,
} from '../types';

export function readStatuses(): WskStatus[] {
  return new Reader(statusData, 'statuses').entries('statuses', (entry) => ({
    kind: 'status',
    name: entry.string('name'),
    value: entry.hex('value'),
    ntSuccess: entry.flag('ntSuccess'),
    summary: entry.string('summary'),
  }));
}

export function readCategories(): CategoryInfo[] {
  return new Reader(categoryData, 'categories').entries('categories', (entry) => ({
    kind: 'category',
    name: entry.oneOf('name', socketCategories),
    summary: entry.string('summary'),
    flag: entry.string('flag'),
    createdBy: entry.strings('createdBy'),
    providerTable: entry.string('providerTable'),
    clientTable: entry.stringOrNull('clientTable'),
    callbacks: entry.strings('callbacks'),
    canBind: entry.flag('canBind'),
    events: entry.strings('events'),
    inheritableEvents: entry.strings('inheritableEvents'),
    combinations: entry.list('combinations', (pair) => ({
      type: pair.string('type'),
      protocol: pair.stringOrNull('protocol'),
    })),
    lifecycle: entry.strings('lifecycle'),
    minWindows: entry.oneOf('minWindows', windowsVersions),
    notes: entry.strings('notes'),
  }));
}

export function readConstants(): WskConstant[] {
  return new Reader(constantData, 'constants').entries('constants', (entry) => ({
    kind: 'constant',
    name: entry.string('name'),
    value: entry.hex('value'),
    header: entry.string('header'),
    group: entry.string('group'),
    summary: entry.stringOrNull('summary'),
  }));
}

export function readMacros(): WskMacro[] {
  return new Reader(macroData, 'macros').entries('macros', (entry) => ({
    kind: 'macro',
    name: entry.string('name'),
    args: entry.strings('args'),
    expansion: entry.string('expansion'),
    summary: entry.string('summary'),
  }));
}

export function readIdentifiers(): WskIdentifier[] {
  return new Reader(identifierData, 'identifiers').entries('identifiers', (entry) => ({
    kind: 'identifier',
    name: entry.string('name'),
    type: entry.string('type'),
    summary: entry.string('summary'),
  }));
}

export function readAddressFamilies(): AddressFamily[] {
  return new Reader(addressFamilyData, 'addressFamilies').entries('addressFamilies', (entry) => ({
    kind: 'addressFamily',
    name: entry.string('name'),
    value: entry.hex('value'),
    sockaddr: entry.string('sockaddr'),
    sockaddrSize: entry.number('sockaddrSize'),
    summary: entry.string('summary'),
    slug: entry.stringOrNull('slug'),
  }));
}

export function readContradictions(): Contradiction[] {
  return new Reader(contradictionData, 'contradictions').entries('contradictions', (entry) => ({
    topic: entry.string('topic'),
    fact: entry.string('fact'),
    about: entry.strings('about'),
  }));
}
