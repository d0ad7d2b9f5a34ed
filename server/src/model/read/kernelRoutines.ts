import data from '../data/kernelRoutines.json';
import { Reader } from '../reader';
import { argumentTests, irqls, type KernelCondition, type KernelRoutine } from '../types';

function readCondition(condition: Reader): KernelCondition {
  return {
    param: condition.number('param'),
    test: condition.oneOf('test', argumentTests),
    values: condition.strings('values'),
    maxIrql: condition.oneOf('maxIrql', irqls),
    blocks: condition.flag('blocks'),
  };
}

function readRuns(runs: Reader | null): KernelRoutine['runs'] {
  return runs && { param: runs.number('param'), irql: runs.oneOf('irql', irqls) };
}

/** Pages of functions lie where their header and name say. */
function pageOf(header: string, name: string): string {
  const folder = header.replace(/\.h$/, '');
  return `/windows-hardware/drivers/ddi/${folder}/nf-${folder}-${name.toLowerCase()}`;
}

export function readKernelRoutines(): KernelRoutine[] {
  return new Reader(data, 'kernelRoutines').entries('kernelRoutines', (entry) => ({
    kind: 'kernelRoutine',
    name: entry.string('name'),
    header: entry.string('header'),
    group: entry.string('group'),
    maxIrql: entry.oneOf('maxIrql', irqls),
    blocks: entry.oneOf('blocks', ['never', 'always', 'conditional']),
    conditions: entry.list('conditions', readCondition),
    runs: readRuns(entry.objectOrNull('runs')),
    note: entry.stringOrNull('note'),
    slug: entry.flag('noPage') ? null : pageOf(entry.string('header'), entry.string('name')),
  }));
}
