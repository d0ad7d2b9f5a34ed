import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { model, type ModelEntry, type SocketCategory } from '../../../server/src/model';
import { statements } from '../../../server/src/model/statements';

function family(name: string): number {
  return [...model.controlCodes.values()].filter((code) => code.family === name).length;
}

function assertKnown(names: Iterable<string>, kinds: readonly ModelEntry['kind'][], where: string): void {
  for (const name of names) {
    const kind = model.lookup(name)?.kind;
    assert.ok(kind !== undefined && kinds.includes(kind), `${where}: ${name} is ${kind ?? 'unknown'}`);
  }
}

describe('the size of the model', () => {
  const sizes: readonly (readonly [string, number, number])[] = [
    ['functions', model.functions.size, 30],
    ['callbacks', model.callbacks.size, 9],
    ['event flags', model.eventFlags.size, 6],
    ['flags', model.flags.size, 13],
    ['socket options', family('socket-option'), 8],
    ['IOCTLs', family('ioctl'), 15],
    ['client control codes', family('client-code'), 7],
    ['structures', model.structures.size, 28],
    ['dispatch tables', model.tables.size, 11],
    ['enumerations', model.enums.size, 2],
    ['categories', model.categories.size, 5],
    ['statements', statements.size, 289],
  ];
  for (const [what, actual, expected] of sizes) {
    it(`is ${expected} ${what}`, () => assert.equal(actual, expected));
  }

  it('is at least 150 kernel routines', () => assert.ok(model.kernelRoutines.size >= 150));
});

describe('references within the model', () => {
  it('lead from functions to tables and flags', () => {
    for (const entry of model.functions.values()) {
      assertKnown(entry.dispatchTables, ['structure'], entry.name);
      for (const table of entry.dispatchTables) {
        const member = model.tables.get(table)?.flatMembers.find(({ name }) => name === entry.name);
        assert.equal(member?.target, entry.name, `${table} holds ${entry.name}`);
      }
      const flags = [...(entry.flags?.allowed ?? []), ...(entry.flags?.undocumented ?? [])];
      assertKnown(flags, ['flag', 'constant'], entry.name);
      assertKnown(
        entry.statuses.flatMap(({ name }) => name ?? []),
        ['status'],
        entry.name,
      );
    }
  });

  it('lead from callbacks to tables, flags and statuses', () => {
    for (const callback of model.callbacks.values()) {
      if (callback.table !== null && callback.member !== null) {
        const member = model.tables.get(callback.table)?.members.find(({ name }) => name === callback.member);
        assert.equal(member?.target, callback.name);
        assert.equal(member.type, callback.pfn);
      }
      if (callback.flag !== null) {
        assert.equal(model.eventFlags.get(callback.flag)?.callback, callback.name);
      }
      assertKnown(callback.flagsIn, ['flag', 'constant'], callback.name);
      assertKnown(
        callback.returns.map(({ name }) => name),
        ['status', 'enumValue'],
        callback.name,
      );
      const params = callback.params.map(({ name }) => name);
      for (const name of [callback.nullIndication, ...callback.validOnlyDuringCall]) {
        assert.ok(name === null || params.includes(name), `${callback.name} has ${name ?? ''}`);
      }
    }
  });

  it('lead from event flags to callbacks of their categories', () => {
    for (const flag of model.eventFlags.values()) {
      if (flag.callback === null) {
        assert.ok(flag.modifier);
        continue;
      }
      const callback = model.callbacks.get(flag.callback);
      assert.equal(callback?.flag, flag.name);
      assert.deepEqual([...flag.categories, ...flag.inferredCategories], [...callback.categories]);
      assert.equal(flag.inheritable, callback.enabledBy.includes('inherited'));
    }
  });

  it('lead from table members to functions, callbacks and tables, whose types they have', () => {
    for (const table of model.tables.values()) {
      assert.equal(model.structures.get(table.name)?.isTable, true);
      for (const member of table.members) {
        if (member.role === 'data') {
          continue;
        }
        assert.ok(member.target !== null);
        if (member.role === 'function' || member.role === 'callback') {
          assert.equal(model.pfns.get(member.type)?.target.name, member.target);
        } else {
          assert.ok(model.tables.has(member.target));
        }
      }
    }
  });

  it('lead from categories to tables, flags and callbacks', () => {
    for (const category of model.categories.values()) {
      assert.equal(model.flags.get(category.flag)?.category, category.name);
      assert.equal(model.tableFor('provider', category.name)?.name, category.providerTable);
      assert.equal(model.tableFor('client', category.name)?.name ?? null, category.clientTable);
      assertKnown(category.events, ['eventFlag'], category.name);
      assertKnown(category.callbacks, ['callback'], category.name);
      assertKnown(category.createdBy, ['function', 'callback'], category.name);
      assertKnown(
        category.combinations.flatMap(({ type, protocol }) => [type, protocol ?? type]),
        ['constant'],
        category.name,
      );
    }
  });

  it('lead from flags to what takes them', () => {
    for (const flag of model.flags.values()) {
      for (const { target, direction } of flag.usedBy) {
        if (direction === 'callback') {
          assert.ok(model.callbacks.get(target)?.flagsIn.includes(flag.name), `${target} gets ${flag.name}`);
          continue;
        }
        const flags = model.functions.get(target)?.flags;
        assert.ok(
          flags && [...flags.allowed, ...flags.undocumented].includes(flag.name),
          `${target} takes ${flag.name}`,
        );
      }
    }
  });

  it('lead from control codes to types, statuses and categories', () => {
    for (const code of model.controlCodes.values()) {
      assertKnown(code.statuses, ['status'], code.name);
      assert.equal(code.operations.length, Math.max(code.requestTypes.length, 1), code.name);
      for (const operation of code.operations) {
        assert.equal(operation.requestType === null, code.function === 'WskControlClient', code.name);
        if (code.family === 'socket-option' || code.family === 'ioctl') {
          assert.deepEqual(
            Object.keys(operation.timing)
              .filter((category) => category !== 'stream')
              .sort(),
            code.categories.filter((category) => category !== 'stream').sort(),
            code.name,
          );
        }
      }
      if (code.level !== null) {
        assert.equal(model.constants.get(code.level.name), code.level.value, code.name);
      }
    }
  });

  it('lead from contradictions to names', () => {
    for (const { about } of model.contradictions) {
      for (const name of about) {
        assert.ok(model.lookup(name) ?? name.startsWith('Nmr'), name);
      }
    }
  });

  it('agree on what is asked of a socket and what it becomes', () => {
    for (const entry of model.functions.values()) {
      if (entry.role !== 'socket') {
        continue;
      }
      const required = Object.keys(entry.socketState?.requires ?? {}).sort();
      assert.deepEqual(required, [...entry.categories].sort(), entry.name);
    }
  });
});

describe('facts that the rules stand on', () => {
  it('names which callbacks have no event flag', () => {
    const without = [...model.callbacks.values()].filter(({ flag }) => flag === null).map(({ name }) => name);
    assert.deepEqual(without.sort(), ['WskAbortEvent', 'WskClientEvent', 'WskInspectEvent', 'WskReceiveExEvent']);
  });

  it('has an IRP for every socket function but the control calls and WskRelease', () => {
    const other = [...model.functions.values()]
      .filter(({ role, irp }) => role !== 'registration' && irp.requirement !== 'required')
      .map(({ name, irp }) => `${name} ${irp.requirement}`);
    assert.deepEqual(other.sort(), [
      'WskControlClient per-operation',
      'WskControlSocket per-operation',
      'WskFreeAddressInfo none',
      'WskRelease none',
    ]);
  });

  it('has one client code with an IRP', () => {
    const codes = [...model.controlCodes.values()].filter(({ family: kind }) => kind === 'client-code');
    const withIrp = codes.filter(({ operations }) => operations.some(({ irp }) => irp !== 'forbidden'));
    assert.deepEqual(
      withIrp.map(({ name }) => name),
      ['WSK_TRANSPORT_LIST_CHANGE'],
    );
  });

  it('puts four options before bind', () => {
    const isBeforeBind = (timing: Partial<Record<SocketCategory, string>>) =>
      Object.values(timing).includes('before-bind');
    const options = [...model.controlCodes.values()].filter(({ operations }) =>
      operations.some(({ timing }) => isBeforeBind(timing)),
    );
    assert.deepEqual(options.map(({ name }) => name).sort(), [
      'SO_CONDITIONAL_ACCEPT',
      'SO_EXCLUSIVEADDRUSE',
      'SO_REUSEADDR',
      'SO_WSK_SECURITY',
    ]);
  });

  it('computes NT_SUCCESS as the kernel does', () => {
    for (const status of model.statuses.values()) {
      assert.equal(status.ntSuccess, status.value < 0x80000000, status.name);
    }
  });

  it('waits only in routines that cannot run at DISPATCH_LEVEL while they wait', () => {
    for (const routine of model.kernelRoutines.values()) {
      const blocking = routine.conditions.filter(({ blocks }) => blocks);
      assert.equal(routine.blocks === 'conditional', blocking.length > 0, routine.name);
      const limits = routine.blocks === 'always' ? [routine.maxIrql] : blocking.map(({ maxIrql }) => maxIrql);
      for (const limit of limits) {
        assert.ok(limit === 'APC_LEVEL' || limit === 'PASSIVE_LEVEL', routine.name);
      }
    }
  });
});

describe('lookup', () => {
  const kinds: Readonly<Record<string, ModelEntry['kind']>> = {
    WskBind: 'function',
    WskReceiveEvent: 'callback',
    WSK_EVENT_DISABLE: 'eventFlag',
    WSK_FLAG_NODELAY: 'flag',
    SO_WSK_EVENT_CALLBACK: 'controlCode',
    WSK_SET_STATIC_EVENT_CALLBACKS: 'controlCode',
    PWSK_BUF: 'structure',
    _WSK_BUF: 'structure',
    PWSK_CLIENT: 'structure',
    WSK_CLIENT_LISTEN_DISPATCH: 'structure',
    PFN_WSK_RECEIVE_EVENT: 'pfn',
    WskInspectPend: 'enumValue',
    WSK_INSPECT_ACTION: 'enum',
    PWSK_INSPECT_ACTION: 'enum',
    STATUS_EVENT_PENDING: 'status',
    AF_INET6: 'addressFamily',
    IPPROTO_TCP: 'constant',
    MAKE_WSK_VERSION: 'macro',
    NPI_WSK_INTERFACE_ID: 'identifier',
    KeWaitForSingleObject: 'kernelRoutine',
  };
  for (const [name, kind] of Object.entries(kinds)) {
    it(`finds ${name} as ${kind}`, () => assert.equal(model.lookup(name)?.kind, kind));
  }

  it('finds nothing for other names', () => {
    assert.equal(model.lookup('WSK_EVENT_INSPECT'), undefined);
    assert.equal(model.lookup('toString'), undefined);
  });

  it('finds fields by structure, tag or pointer', () => {
    assert.equal(model.field('PWSK_EVENT_CALLBACK_CONTROL', 'EventMask')?.offsetX64, 8);
    assert.equal(model.field('WSK_BUF', 'EventMask'), undefined);
  });

  it('has each name once, except where a table is a structure', () => {
    const seen = new Map<string, string>();
    const maps = [
      model.functions,
      model.callbacks,
      model.eventFlags,
      model.flags,
      model.controlCodes,
      model.statuses,
      model.enumValues,
      model.enums,
      model.types,
      model.pfns,
      model.addressFamilies,
      model.macros,
      model.identifiers,
      model.kernelRoutines,
    ] as const;
    for (const entries of maps) {
      for (const [name, { kind }] of entries) {
        assert.equal(seen.get(name), undefined, `${name} is both ${kind} and ${seen.get(name) ?? ''}`);
        seen.set(name, kind);
      }
    }
  });
});

describe('the documentation', () => {
  it('has a page for everything that is not reserved for the system', () => {
    const entries = [
      ...model.functions.values(),
      ...model.callbacks.values(),
      ...model.structures.values(),
      ...[...model.controlCodes.values()].filter(({ family: kind }) => kind !== 'transport-option'),
    ];
    for (const entry of entries) {
      const reserved = 'reservedForSystem' in entry && entry.reservedForSystem;
      // Named on a page of something else only.
      const noPage = entry.name === 'SIO_ADDRESS_LIST_SORT';
      assert.equal(entry.slug === null, reserved || noPage, entry.name);
      assert.notEqual(entry.slug, '');
    }
  });

  it('has each slug as a path', () => {
    for (const routine of model.kernelRoutines.values()) {
      assert.ok(routine.slug === null || routine.slug.startsWith('/windows-hardware/drivers/ddi/'), routine.name);
    }
    for (const { id, slugs } of statements.values()) {
      assert.ok(
        slugs.every((slug) => slug.startsWith('/windows-hardware/drivers/')),
        id,
      );
    }
  });
});
