/** What the model says of a name, as Markdown. Declarations are left to the servers that have the headers. */
import {
  docBaseUrl,
  message,
  model,
  type BufferRule,
  type CategoryInfo,
  type ControlCode,
  type ControlOperation,
  type DispatchTable,
  type EventFlag,
  type Irql,
  type IrpRequirement,
  type Language,
  type ModelEntry,
  type PerCategory,
  type SocketCategory,
  type StatusMeaning,
  type WindowsVersion,
  type WskCallback,
  type WskFlag,
  type WskFunction,
  type WskStructure,
} from '../model';
import { featureTexts } from './language';
import type { Translate } from './messages';
import type { MemberOf } from './memberTypes';

/** A hover in the making: a title, paragraphs and facts, each left out where there is nothing to say. */
class Description {
  private readonly parts: string[] = [];
  private readonly facts: string[] = [];

  constructor(private readonly translate: Translate) {}

  title(name: string, kind: string): this {
    this.parts.push(`**${name}** — ${this.translate(kind)}`);
    return this;
  }

  text(...sentences: readonly (string | null)[]): this {
    const said = sentences.filter((sentence) => sentence !== null && sentence !== '');
    if (said.length > 0) this.parts.push(said.join(' '));
    return this;
  }

  fact(label: string, value: string | undefined): this {
    if (value !== undefined && value !== '')
      this.facts.push(`- ${this.translate('hover.fact', { label: this.translate(label), value })}`);
    return this;
  }

  list(label: string, items: readonly string[]): this {
    if (items.length > 0)
      this.facts.push(
        `- ${this.translate('hover.fact', { label: this.translate(label), value: '' }).trimEnd()}${items.map((item) => `\n  - ${item}`).join('')}`,
      );
    return this;
  }

  end(slug: string | null): string {
    const link = slug === null ? [] : [`[${this.translate('hover.documentation')}](${docBaseUrl}${slug})`];
    return [...this.parts, ...(this.facts.length > 0 ? [this.facts.join('\n')] : []), ...link].join('\n\n');
  }
}

function code(name: string): string {
  return `\`${name}\``;
}

function hex(value: number): string {
  return `0x${(value >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

function atMost(irql: Irql): string {
  return irql === 'PASSIVE_LEVEL' ? irql : `≤ ${irql}`;
}

export class Describer {
  private readonly translate: Translate;

  constructor(private readonly language: Language) {
    this.translate = featureTexts(language);
  }

  private sentence(key: string): string {
    return message(key, this.language);
  }

  private sentences(keys: readonly string[]): string[] {
    return keys.map((key) => this.sentence(key));
  }

  private start(entry: { readonly name: string; readonly summary: string | null }, kind: string): Description {
    return new Description(this.translate)
      .title(entry.name, kind)
      .text(entry.summary === null ? null : this.sentence(entry.summary));
  }

  private since(version: WindowsVersion): string | undefined {
    return version === 'unspecified' ? undefined : this.translate(`windows.${version}`);
  }

  private categories(names: readonly SocketCategory[]): string {
    return this.list(names.map((name) => this.translate(`category.${name}`)));
  }

  private list(parts: readonly string[]): string {
    return parts.join(this.translate('join.list'));
  }

  private clauses(parts: readonly (string | undefined)[]): string {
    return parts.filter((part) => part !== undefined && part !== '').join(this.translate('join.clause'));
  }

  private codes(names: readonly string[]): string {
    return this.list(names.map(code));
  }

  private remark(text: string): string {
    return this.translate('hover.remark', { text });
  }

  private perCategory<T extends string>(entries: PerCategory<T>, prefix: string): string {
    const byText = new Map<string, SocketCategory[]>();
    for (const category of model.categories.keys()) {
      const value = entries[category];
      if (value === undefined || value === 'any' || value === 'unspecified') continue;
      const text = this.translate(`${prefix}.${value}`);
      byText.set(text, [...(byText.get(text) ?? []), category]);
    }
    if (byText.size === 1) return [...byText.keys()].join('');
    return this.clauses([...byText].map(([text, list]) => `${text}${this.remark(this.categories(list))}`));
  }

  private irp(requirement: IrpRequirement): string | undefined {
    return requirement === 'none' || requirement === 'unspecified' ? undefined : this.translate(`irp.${requirement}`);
  }

  private statuses(list: readonly StatusMeaning[]): string[] {
    const others = list.filter(({ name }) => name === null);
    return [
      ...list.flatMap(({ name, meaning }) => (name === null ? [] : [`${code(name)} ${this.sentence(meaning)}`])),
      ...others.map(({ meaning }) => this.translate('hover.otherStatus', { meaning: this.sentence(meaning) })),
    ];
  }

  function(fn: WskFunction): string {
    const { irp, irql, flags } = fn;
    const irpText = [
      this.irp(irp.requirement),
      irp.information === null
        ? undefined
        : this.translate('hover.fact', { label: code('IoStatus.Information'), value: this.sentence(irp.information) }),
    ];
    return this.start(fn, `kind.function.${fn.role}`)
      .fact('hover.sockets', this.categories(fn.categories))
      .fact('hover.when', fn.socketState ? this.perCategory(fn.socketState.requires, 'state') : undefined)
      .fact('hover.irp', irpText.filter((text) => text !== undefined).join(this.translate('join.sentence')))
      .fact('hover.irql', irql.note === null ? atMost(irql.max) : this.sentence(irql.note))
      .fact(
        'hover.flags',
        flags
          ? flags.reserved
            ? this.translate('hover.flagsReserved')
            : this.flagList(flags.allowed, flags.combine)
          : undefined,
      )
      .list('hover.statuses', this.statuses(fn.statuses))
      .list('hover.mind', this.sentences([...fn.preconditions, ...fn.obligations, ...fn.lifetime]))
      .fact('hover.since', this.since(fn.minWindows))
      .fact('hover.system', fn.reservedForSystem ? this.translate('hover.reservedForSystem') : undefined)
      .end(fn.slug);
  }

  private flagList(allowed: readonly string[], combine: string): string {
    if (allowed.length === 0) return this.translate('hover.flagsReserved');
    const how =
      allowed.length > 1 && combine !== 'any' && combine !== 'none'
        ? this.remark(this.translate(`combine.${combine}`))
        : '';
    return `${this.codes(allowed)}${how}`;
  }

  callback(callback: WskCallback): string {
    const returns = callback.returns.map(({ name, meaning }) => `${code(name)} ${this.sentence(meaning)}`);
    return this.start(callback, 'kind.callback')
      .fact('hover.sockets', this.categories(callback.categories))
      .fact('hover.eventFlag', callback.flag === null ? undefined : code(callback.flag))
      .fact('hover.enabledBy', this.clauses(callback.enabledBy.map((way) => this.translate(`enable.${way}`))))
      .fact('hover.disabled', this.translate(`disable.${callback.disable}`))
      .fact('hover.irql', atMost(callback.irql))
      .fact('hover.flagsIn', this.codes(callback.flagsIn))
      .list('hover.returns', returns)
      .list('hover.mind', this.sentences([...callback.obligations, ...callback.notes]))
      .fact('hover.since', this.since(callback.minWindows))
      .end(callback.slug);
  }

  eventFlag(flag: EventFlag): string {
    const callback = flag.callback === null ? undefined : model.callbacks.get(flag.callback);
    return this.start(flag, 'kind.eventFlag')
      .fact('hover.value', code(hex(flag.value)))
      .fact('hover.sockets', this.categories(flag.categories))
      .fact(
        'hover.handler',
        callback &&
          [code(`${callback.table ?? ''}.${callback.member ?? ''}`), this.sentence(callback.summary)].join(
            this.translate('join.sentence'),
          ),
      )
      .fact('hover.inherited', flag.inheritable ? this.translate('hover.inheritable') : undefined)
      .list(
        'hover.returns',
        (callback?.returns ?? []).map(({ name, meaning }) => `${code(name)} ${this.sentence(meaning)}`),
      )
      .end(callback?.slug ?? model.controlCodes.get('SO_WSK_EVENT_CALLBACK')?.slug ?? null);
  }

  flag(flag: WskFlag): string {
    const uses = flag.usedBy.map(({ target, direction }) => this.translate(`hover.flag.${direction}`, { target }));
    return this.start(flag, 'kind.flag')
      .fact('hover.value', code(hex(flag.value)))
      .fact('hover.usedBy', this.clauses(uses))
      .fact('hover.makes', flag.category === null ? undefined : this.translate(`category.${flag.category}`))
      .fact('hover.since', this.since(flag.minWindows))
      .end(this.slugOf(flag.usedBy[0]?.target));
  }

  private slugOf(name: string | undefined): string | null {
    const entry = name === undefined ? undefined : model.lookup(name);
    return entry && (entry.kind === 'function' || entry.kind === 'callback') ? entry.slug : null;
  }

  private buffer(rule: BufferRule): string | undefined {
    switch (rule.size) {
      case 'none':
        return this.translate('buffer.none');
      case 'sizeof': {
        const values = rule.values ? this.remark(this.list(rule.values.map(String))) : '';
        return `${code(`sizeof(${rule.type ?? '?'})`)}${values}${rule.nullable ? ` ${this.translate('buffer.nullable')}` : ''}`;
      }
      case 'sockaddr':
        return `${this.translate('buffer.sockaddr')}${rule.nullable ? ` ${this.translate('buffer.nullable')}` : ''}`;
      case 'array':
        return this.translate('buffer.array', { type: rule.type ?? '?' });
      case 'variable':
        return this.translate('buffer.variable', { type: rule.type ?? '?' });
      case 'unspecified':
        return undefined;
    }
  }

  private operationIrp({ irp, irpForEvents }: ControlOperation): string | undefined {
    if (!irpForEvents) return this.irp(irp);
    return this.translate('irp.events', {
      enable: this.irp(irpForEvents.enable) ?? '',
      disable: this.irp(irpForEvents.disable) ?? '',
    });
  }

  private operation(operation: ControlOperation): string {
    const facts: readonly (readonly [string, string | undefined])[] = [
      ['hover.input', this.buffer(operation.input)],
      ['hover.output', this.buffer(operation.output)],
      ['hover.irp', this.operationIrp(operation)],
      ['hover.requestWhen', this.perCategory(operation.timing, 'timing')],
    ];
    const said = facts
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([label, value]) => this.translate('hover.fact', { label: this.translate(label), value: value ?? '' }));
    const text = this.clauses(said);
    return operation.requestType === null ? text : `${code(operation.requestType)} — ${text}`;
  }

  controlCode(entry: ControlCode): string {
    return this.start(entry, `kind.control.${entry.family}`)
      .fact('hover.calledWith', code(entry.function))
      .fact('hover.level', entry.level ? code(entry.level.name) : undefined)
      .fact('hover.sockets', this.categories(entry.categories))
      .list(
        'hover.requests',
        entry.operations.map((operation) => this.operation(operation)),
      )
      .fact('hover.irql', atMost(entry.irql))
      .fact('hover.statusNames', this.codes(entry.statuses))
      .list('hover.mind', this.sentences(entry.notes))
      .fact('hover.since', this.since(entry.minWindows))
      .fact('hover.system', entry.reservedForSystem ? this.translate('hover.reservedForSystem') : undefined)
      .end(entry.slug);
  }

  structure(structure: WskStructure): string {
    const table = model.tables.get(structure.name);
    if (table) return this.table(table, structure);
    const fields = structure.fields
      .filter((field) => !field.reserved)
      .map((field) => `${code(field.name)} ${this.sentence(field.summary)}`);
    return this.start(structure, 'kind.structure')
      .list('hover.members', fields)
      .list('hover.mind', this.sentences(structure.notes))
      .fact('hover.since', this.since(structure.minWindows))
      .end(structure.slug);
  }

  private table(table: DispatchTable, structure: WskStructure): string {
    const info: CategoryInfo | undefined =
      table.category === 'client' ? undefined : model.categories.get(table.category);
    return this.start(table, `kind.table.${table.side}`)
      .fact('hover.sockets', table.category === 'client' ? undefined : this.categories([table.category]))
      .fact('hover.createdBy', info && this.codes(info.createdBy))
      .fact(table.side === 'client' ? 'hover.callbacks' : 'hover.functions', this.codes(this.tableNames(table)))
      .list('hover.mind', this.sentences(structure.notes))
      .end(table.slug);
  }

  private tableNames(table: DispatchTable): string[] {
    return table.flatMembers
      .filter((member) => member.role === 'function' || member.role === 'callback')
      .map((member) => member.name);
  }

  member({ structure, field }: MemberOf): string {
    const member = model.tables.get(structure.name)?.members.find((candidate) => candidate.name === field.name);
    const target = typeof member?.target === 'string' ? model.lookup(member.target) : undefined;
    if (target?.kind === 'function') return this.function(target);
    if (target?.kind === 'callback') return this.callback(target);
    return new Description(this.translate)
      .title(`${structure.name}.${field.name}`, 'kind.field')
      .text(this.sentence(field.summary))
      .fact('hover.reserved', field.reserved ? this.translate('hover.reservedMember') : undefined)
      .end(structure.slug);
  }

  entry(entry: ModelEntry): string | undefined {
    switch (entry.kind) {
      case 'function':
        return this.function(entry);
      case 'callback':
        return this.callback(entry);
      case 'eventFlag':
        return this.eventFlag(entry);
      case 'flag':
        return this.flag(entry);
      case 'controlCode':
        return this.controlCode(entry);
      case 'structure':
        return this.structure(entry);
      case 'table': {
        const structure = model.structures.get(entry.name);
        return structure && this.table(entry, structure);
      }
      case 'enum':
        return this.start(entry, 'kind.enum')
          .list(
            'hover.values',
            entry.values
              .filter((value) => value.forUse)
              .map((value) => `${code(value.name)} ${this.sentence(value.summary)}`),
          )
          .end(entry.slug);
      case 'enumValue':
        return this.start(entry, 'kind.enumValue').fact('hover.of', code(entry.enum.name)).end(entry.enum.slug);
      case 'status':
        return this.start(entry, 'kind.status')
          .fact('hover.value', code(hex(entry.value)))
          .fact('hover.ntSuccess', this.translate(entry.ntSuccess ? 'hover.isTrue' : 'hover.isFalse'))
          .end(null);
      case 'constant':
        return entry.summary === null ? undefined : this.start(entry, 'kind.constant').end(null);
      case 'macro':
        return this.start(entry, 'kind.macro').end(null);
      case 'identifier':
        return this.start(entry, 'kind.identifier').end(null);
      case 'addressFamily':
        return this.start(entry, 'kind.addressFamily').fact('hover.addresses', code(entry.sockaddr)).end(entry.slug);
      case 'pfn':
        return entry.target.kind === 'function' ? this.function(entry.target) : this.callback(entry.target);
      case 'kernelRoutine':
        // Not a name of WSK: other servers have the declaration, and rules speak where its limits matter.
        return undefined;
    }
  }
}
