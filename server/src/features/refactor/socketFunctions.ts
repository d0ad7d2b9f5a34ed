/** Functions that enable or disable the events of the socket under the cursor, written before the function that it is in. */
import { alternatives, isNull } from '../../flow/values';
import { argumentOf } from '../../rules/dispatch';
import { model, type EventFlag, type SocketCategory } from '../../model';
import { functionStart, signalling } from '../../rules/ownIrp';
import { eventCalls, masksOf, staticCalls } from '../../rules/mask';
import { edit } from '../../rules/statements';
import type { Declarator, Stmt, TypeName } from '../../syntax/ast';
import { parts } from '../../syntax/walk';
import type { CallFact, ClientTable } from '../../wsk/facts';
import {
  disableFunction,
  enableFunction,
  freeName,
  optionFunction,
  signallingRoutine,
  staticFunction,
  type SocketFunction,
} from '../../wsk/source';
import { nameAt } from '../sourceTokens';
import type { RefactorContext, Refactoring } from './context';

interface SocketHere {
  readonly category: SocketCategory | undefined;
  /** The tables that the socket may have; empty where they are not known. */
  readonly tables: readonly ClientTable[];
}

function isSocketType({ base, pointers }: TypeName): boolean {
  return (base === 'PWSK_SOCKET' && pointers === 0) || (/^_?WSK_SOCKET$/.test(base) && pointers === 1);
}

function locals(stmt: Stmt): Declarator[] {
  const own = stmt.kind === 'decl' ? [...stmt.declarators] : [];
  return [...own, ...parts(stmt).statements.flatMap(locals)];
}

/** The type that the function, its file or a structure of the workspace declares the name with. */
function declaresSocket({ fn, source, facts, path }: RefactorContext, name: string, isMember: boolean): boolean {
  if (isMember) {
    return [...facts.program.files.values()].some(({ records }) =>
      records.some(({ fields }) => fields.some((field) => field.name === name && isSocketType(field.type))),
    );
  }
  const body = fn?.decl.body;
  const own = [...(fn?.decl.params ?? []), ...(body ? locals(body) : [])].find((one) => one.name === name);
  if (own) return isSocketType(own.type);
  const variable = facts.program.resolveVariable(name, path);
  return variable
    ? isSocketType(variable.decl.type)
    : source.syntax.variables.some((one) => one.name === name && isSocketType(one.type));
}

/** Calls on a socket that is written with this name at the end: in the same function, or for members anywhere. */
function callsOn({ fn, files, facts }: RefactorContext, name: string, isMember: boolean): CallFact[] {
  // A member of that name is another thing than a variable.
  const named = new RegExp(isMember ? `(?:->|\\.)\\s*${name}$` : `^\\W*${name}$`);
  return facts.calls.filter((call) => {
    if (!call.fn || (!isMember && call.frame.fn !== fn)) return false;
    const socket = call.args.find(({ param }) => param?.role === 'socket')?.expr;
    return socket && named.test(files.get(call.frame.fn.file)?.text.slice(socket.start, socket.end) ?? '');
  });
}

function socketOf(context: RefactorContext): SocketHere | undefined {
  const { source, start, calls } = context;
  const found = nameAt(source.text, start, source.syntax.language);
  if (!found) return undefined;
  const onFunction = calls.length > 0 && calls[0]?.name === found.name && calls[0].socket !== undefined;
  if (onFunction) return known(calls, context);
  const isField = source.syntax.records.some(({ fields }) =>
    fields.some(({ nameSpan }) => nameSpan.start === found.start && nameSpan.end === found.end),
  );
  const isMember = isField || found.tokens.is(found.index - 1, '->') || found.tokens.is(found.index - 1, '.');
  if (!declaresSocket(context, found.name, isMember)) return undefined;
  const socket = known(callsOn(context, found.name, isMember), context);
  return !isMember && isAccepted(context, found.name) ? accepted(socket, context) : socket;
}

/** The socket that a WskAcceptEvent callback is given. */
function isAccepted({ fn, facts }: RefactorContext, name: string): boolean {
  const index = model.callbacks.get('WskAcceptEvent')?.params.findIndex(({ name: param }) => param === 'AcceptSocket');
  const isCallback = fn !== undefined && facts.callbacks.get(fn)?.has('WskAcceptEvent') === true;
  return isCallback && index !== undefined && fn.decl.params?.[index]?.name === name;
}

/** Calls may not tell; the callback does. */
function accepted(socket: SocketHere, { facts }: RefactorContext): SocketHere {
  if (socket.category !== undefined) return socket;
  const tables = facts.tables.filter(({ type }) => model.tables.get(type)?.category === 'connection');
  return { category: 'connection', tables };
}

/** What the calls agree on. */
function known(calls: readonly CallFact[], { facts }: RefactorContext): SocketHere {
  const sockets = calls.flatMap(({ socket }) => socket ?? []);
  const categories = new Set(sockets.flatMap(({ category, tableCategory }) => category ?? tableCategory ?? []));
  const [category] = categories;
  const regions = new Set(
    sockets.flatMap(({ ghost }) =>
      ghost?.dispatch
        ? alternatives(ghost.dispatch).flatMap((one) => (one.k === 'pointer' ? [one.region.key] : []))
        : [],
    ),
  );
  const isOne = categories.size === 1;
  const ofCategory = facts.tables.filter(
    ({ type }) => isOne && category !== undefined && model.tables.get(type)?.category === category,
  );
  const own = ofCategory.filter(({ region }) => regions.has(region.key));
  return { category: isOne ? category : undefined, tables: own.length > 0 ? own : ofCategory };
}

/** Flags of the category whose callback the socket's tables have; all of them where no table is known. */
function flagsOf({ category, tables }: SocketHere, context: RefactorContext): readonly EventFlag[] {
  const flags = [...model.eventFlags.values()].filter(
    (flag) => !flag.modifier && category !== undefined && flag.categories.includes(category),
  );
  const enabled = staticFlags(context);
  const free = flags.filter((flag) => !enabled.has(flag.name));
  if (tables.length === 0) return free;
  return free.filter(({ callback }) => {
    const member = callback === null ? undefined : model.callbacks.get(callback)?.member;
    return tables.some(({ entries }) => typeof member === 'string' && entries.get(member)?.k === 'function');
  });
}

/** What the workspace enables statically no option can change. */
function staticFlags({ facts }: RefactorContext): ReadonlySet<string> {
  const on = new Set<string>();
  for (const call of staticCalls(facts)) {
    const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
    for (const mask of masks ?? []) for (const flag of mask.events) on.add(flag.name);
  }
  return on;
}

/** What a socket's option changes nothing may enable statically. */
function changedFlags({ facts }: RefactorContext): ReadonlySet<string> {
  const changed = new Set<string>();
  for (const call of eventCalls(facts)) {
    const masks = call.control?.eventMask && masksOf(call.control.eventMask, call.before);
    for (const mask of masks ?? []) for (const flag of mask.events) changed.add(flag.name);
  }
  return changed;
}

const titles: Readonly<Record<SocketCategory, string>> = {
  basic: 'Basic',
  listen: 'Listen',
  datagram: 'Datagram',
  connection: 'Connection',
  stream: 'Stream',
};

/** Every socket of the workspace is made without a table: there is nothing to call. */
function hearsNothing({ facts }: RefactorContext): boolean {
  const given = facts.calls.flatMap((call) => (call.fn?.creates ? (argumentOf(call, 'client-dispatch') ?? []) : []));
  return facts.tables.every(({ type }) => type === 'WSK_CLIENT_DISPATCH') && given.some(({ value }) => isNull(value));
}

class Generator {
  private readonly title: string;
  private readonly flags: readonly EventFlag[];

  constructor(
    private readonly context: RefactorContext,
    private readonly socket: SocketHere,
  ) {
    this.title = socket.category === undefined ? '' : titles[socket.category];
    this.flags = socket.category === undefined ? [] : flagsOf(socket, context);
  }

  all(): Refactoring[] {
    const { category } = this.socket;
    if (category === 'basic' || hearsNothing(this.context)) return [];
    const hasFlags = category === undefined || this.flags.length > 0;
    return [
      ...(hasFlags ? [this.enable(), this.disable()] : []),
      ...(category === 'listen' ? [this.conditionalAccept()] : []),
      ...this.statically(),
    ];
  }

  private function(name: string, comment: string): SocketFunction {
    const { source } = this.context;
    return {
      name: freeName(name, source.text),
      category: this.socket.category,
      language: source.syntax.language,
      comment,
    };
  }

  private refactoring(what: string, name: string, edits: Refactoring['edits']): Refactoring {
    return {
      kind: 'refactor.generate.wsk',
      title: this.context.translate(`refactor.generate.${what}`, { function: name }),
      edits,
    };
  }

  /** The function before the one that the cursor is in; at the end of the file where it is in none. */
  private placed(text: string): Refactoring['edits'] {
    const { source, fn, path, style } = this.context;
    if (fn) {
      const at = functionStart({ source, fn: fn.decl });
      return [edit(path, at, at, text + style.lineEnd)];
    }
    const end = source.text.length;
    const blank = /\n[ \t]*\r?\n[ \t]*$/.test(source.text) ? '' : style.lineEnd;
    return [edit(path, end, end, (source.text.endsWith('\n') ? '' : style.lineEnd) + blank + text)];
  }

  private mask(): string {
    return namesOf(this.flags);
  }

  /** A comment of code is in the language of its names. */
  private kind(): string {
    return this.socket.category === undefined
      ? 'a socket'
      : `a ${this.socket.category === 'listen' ? 'listening' : this.socket.category} socket`;
  }

  private enable(): Refactoring {
    const fn = this.function(`Enable${this.title}Events`, `Enables event callbacks of ${this.kind()}.`);
    const mask = this.flags.length > 0 ? this.mask() : undefined;
    return this.refactoring('enable', fn.name, this.placed(enableFunction(fn, mask, this.context.style)));
  }

  /** With a routine of its own, or one that the file has. */
  private waiting(name: string, comment: string, write: (fn: SocketFunction, routine: string) => string) {
    const fn = this.function(name, comment);
    const { at, source, style } = this.context;
    const known = at && signalling(at);
    if (known?.edits.length === 0) return { name: fn.name, edits: this.placed(write(fn, known.name)) };
    const routine = freeName(`${fn.name}Complete`, source.text);
    const text = signallingRoutine(routine, style) + style.lineEnd + write(fn, routine);
    return { name: fn.name, edits: this.placed(text) };
  }

  private disable(): Refactoring {
    const [only, ...others] = this.flags;
    const event = only && others.length === 0 ? only.name : undefined;
    const { name, edits } = this.waiting(
      `Disable${this.title}Event`,
      `Disables ${event ?? 'one event'} of ${this.kind()} and waits until its callback no longer runs: not for callbacks.`,
      (fn, routine) => disableFunction(fn, event, routine, this.context.style),
    );
    return this.refactoring('disable', name, edits);
  }

  private conditionalAccept(): Refactoring {
    const { name, edits } = this.waiting(
      'EnableConditionalAccept',
      'Switches conditional accept on, between WskSocket and WskBind: not for callbacks.',
      (fn, routine) => optionFunction(fn, 'SO_CONDITIONAL_ACCEPT', '1', routine, this.context.style),
    );
    return this.refactoring('conditionalAccept', name, edits);
  }

  private statically(): Refactoring[] {
    const changed = changedFlags(this.context);
    const flags = this.flags.filter(({ name }) => !changed.has(name));
    if (flags.length === 0) return [];
    const fn = this.function(
      'EnableStaticEvents',
      "Enables event callbacks of all sockets: after WskCaptureProviderNPI, before the client's first socket.",
    );
    const text = staticFunction(fn, namesOf(flags), this.context.style);
    return [this.refactoring('static', fn.name, this.placed(text))];
  }
}

function namesOf(flags: readonly EventFlag[]): string {
  return flags.map(({ name }) => name).join(' | ');
}

export function socketFunctions(context: RefactorContext): Refactoring[] {
  // A header declares sockets, but is no place for functions.
  if (!/\.(?:c|cc|cpp|cxx)$/i.test(context.path)) return [];
  const socket = socketOf(context);
  return socket ? new Generator(context, socket).all() : [];
}
