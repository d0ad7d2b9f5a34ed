import { model, type Param, type WskCallback, type WskFunction } from '../../../server/src/model';
import { code, codes, documentation, english, list, page, section, table } from './markdown';

function paramTable(params: readonly Param[]): string[] {
  if (params.length === 0) {
    return [];
  }
  const rows = params.map((param) => [
    code(param.name),
    code(param.type),
    param.dir,
    [
      param.optional ? 'may be NULL or 0' : '',
      param.reserved ? 'reserved' : '',
      param.sizedBy ? `sized by ${code(param.sizedBy)}` : '',
    ]
      .filter((text) => text !== '')
      .join(', '),
  ]);
  return [table(['Parameter', 'Type', 'Direction', ''], rows)];
}

function flagsFact({ flags }: WskFunction): string {
  if (flags === null) {
    return '';
  }
  if (flags.reserved) {
    return 'reserved, 0';
  }
  const how = { none: '', any: '', 'exactly-one': 'exactly one of ', 'at-most-one': 'at most one of ' }[flags.combine];
  const undocumented = flags.undocumented.length > 0 ? `; in the header only: ${codes(flags.undocumented)}` : '';
  return `${how}${codes(flags.allowed)}${undocumented}`;
}

function facts(rows: readonly (readonly [string, string])[]): string {
  return rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `- ${name}: ${value}`)
    .join('\n');
}

function functionSection(entry: WskFunction): string {
  const statuses = entry.statuses.map(({ name, meaning }) => [name === null ? 'other' : code(name), english(meaning)]);
  const information = entry.irp.information === null ? '' : english(entry.irp.information);
  return section(entry.name, [
    english(entry.summary),
    facts([
      ['Member of', codes(entry.dispatchTables)],
      ['Type', entry.pfn === null ? '' : codes([entry.pfn, ...(entry.altPfn === null ? [] : [entry.altPfn])])],
      ['Returns', code(entry.returnType)],
      ['Sockets', entry.categories.join(', ')],
      ['IRP', entry.irp.requirement === 'none' ? 'no such parameter' : entry.irp.requirement],
      ['IoStatus.Information', information],
      ['IRQL', entry.irql.note === null ? `at most ${entry.irql.max}` : english(entry.irql.note)],
      ['Flags', flagsFact(entry)],
      ['Since', english(`windows.${entry.minWindows}`)],
      ['Reserved for the system', entry.reservedForSystem ? 'yes' : ''],
    ]),
    ...paramTable(entry.params),
    ...(statuses.length > 0 ? [table(['Status', 'Meaning'], statuses)] : []),
    ...list('Before the call', entry.preconditions),
    ...list('Obligations', entry.obligations),
    ...list('Lifetimes', entry.lifetime),
    ...documentation(entry.slug),
  ]);
}

const enabling: Readonly<Record<WskCallback['enabledBy'][number], string>> = {
  socketOption: '`SO_WSK_EVENT_CALLBACK`',
  static: '`WSK_SET_STATIC_EVENT_CALLBACKS`',
  conditionalAccept: '`SO_CONDITIONAL_ACCEPT`',
  inherited: 'inherited from the listening socket',
  always: 'an entry in the table is enough',
  ioctl: '`SIO_WSK_SET_RECEIVE_EX_CALLBACK`',
};

const disabling: Readonly<Record<WskCallback['disable'], string>> = {
  'unless-static': 'one at a time with `WSK_EVENT_DISABLE`, unless it was enabled statically',
  never: 'never',
  ioctl: 'by the same IOCTL with NULL',
};

function callbackSection(entry: WskCallback): string {
  return section(entry.name, [
    english(entry.summary),
    facts([
      ['Table', entry.table === null ? '' : code(entry.table)],
      ['Type', code(entry.pfn)],
      ['Flag', entry.flag === null ? 'none' : code(entry.flag)],
      ['Enabled by', entry.enabledBy.map((way) => enabling[way]).join('; ')],
      ['Disabled', disabling[entry.disable]],
      ['Sockets', entry.categories.join(', ')],
      ['Called at', `IRQL at most ${entry.irql}`],
      ['Flags it may get', codes(entry.flagsIn)],
      ['Dead socket', entry.nullIndication === null ? '' : `${code(entry.nullIndication)} is NULL`],
      ['Reserved for the system', entry.reservedForSystem ? 'yes' : ''],
    ]),
    ...paramTable(entry.params),
    table(
      ['Returns', 'Meaning'],
      entry.returns.map(({ name, meaning }) => [code(name), english(meaning)]),
    ),
    ...list('Obligations', entry.obligations),
    ...list('Notes', entry.notes),
    ...documentation(entry.slug),
  ]);
}

export function functionsPage(): string {
  return page('Functions', 'What a WSK client calls.', [...model.functions.values()].map(functionSection));
}

export function callbacksPage(): string {
  return page('Event callbacks', 'What WSK calls in a client.', [...model.callbacks.values()].map(callbackSection));
}
