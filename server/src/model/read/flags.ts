import eventFlagData from '../data/eventFlags.json';
import flagData from '../data/flags.json';
import { Reader } from '../reader';
import { socketCategories, windowsVersions, type EventFlag, type WskFlag } from '../types';

function readEventFlag(entry: Reader): EventFlag {
  return {
    kind: 'eventFlag',
    name: entry.string('name'),
    value: entry.hex('value'),
    summary: entry.string('summary'),
    callback: entry.stringOrNull('callback'),
    categories: entry.choices('categories', socketCategories),
    inferredCategories: entry.choices('inferredCategories', socketCategories),
    inheritable: entry.flag('inheritable'),
    static: entry.flag('static'),
    modifier: entry.flag('modifier'),
  };
}

function readFlag(entry: Reader): WskFlag {
  return {
    kind: 'flag',
    name: entry.string('name'),
    value: entry.hex('value'),
    summary: entry.string('summary'),
    minWindows: entry.oneOf('minWindows', windowsVersions),
    usedBy: entry.list('usedBy', (use) => ({
      target: use.string('target'),
      direction: use.oneOf('direction', ['argument', 'callback']),
      documented: use.flag('documented'),
    })),
    category: entry.has('category') ? entry.oneOf('category', socketCategories) : null,
  };
}

export function readEventFlags(): EventFlag[] {
  return new Reader(eventFlagData, 'eventFlags').entries('eventFlags', readEventFlag);
}

export function readFlags(): WskFlag[] {
  return new Reader(flagData, 'flags').entries('flags', readFlag);
}
