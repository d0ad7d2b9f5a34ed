/** Event flags where a mask is written: those of the socket's category, each once, and WSK_EVENT_DISABLE where one event may be disabled. */
import { alternatives } from '../../flow/values';
import { model, type EventFlag, type SocketCategory } from '../../model';
import type { Param } from '../../syntax/ast';
import { TokenKind, type Tokens } from '../../text/scan';
import type { CallFact } from '../../wsk/facts';
import { argumentText, callOpenedAt, type CallSite } from '../callSite';
import type { Knowledge } from '../knowledge';
import type { Translate } from '../messages';
import { closingBracket, enclosingBracket } from '../sourceTokens';
import { enclosingFunction } from '../enclosingFunction';
import { initialisedBy } from './initialiser';
import { item, type CompletionItem } from './item';
import { onlyTableOf, socketOf } from './socket';

const modifier = 'WSK_EVENT_DISABLE';

export class MaskCompleter {
  constructor(
    private readonly tokens: Tokens,
    private readonly path: string,
    /** The first token at or behind the word that is being typed. */
    private readonly next: number,
    /** The first token behind that word. */
    private readonly behind: number,
    private readonly knowledge: Knowledge | undefined,
    private readonly translate: Translate,
  ) {}

  items(): CompletionItem[] | undefined {
    const flagBefore = this.tokens.is(this.next - 1, '|') && this.isFlagName(this.next - 2);
    const member = this.assignedMember() ?? this.initialisedMember();
    const control = member ? undefined : this.controlOfHelper();
    if (member?.name !== 'EventMask' && !flagBefore && !control) return undefined;
    const written = this.written();
    const call = this.callOf(member?.object);
    const isStatic = (call?.fn.name ?? control?.name) === 'WskControlClient';
    const category = isStatic ? undefined : this.categoryOf(call, control);
    return this.fitting(written, category, isStatic).map((flag) => this.eventFlag(flag, category));
  }

  private categoryOf(call: CallSite | undefined, control: CallFact | undefined): SocketCategory | undefined {
    if (call) return socketOf(this.tokens, call, this.path, this.knowledge).category;
    if (control) return control.socket?.category ?? control.socket?.tableCategory;
    // The call is not written yet.
    const fn = enclosingFunction(this.tokens, this.next);
    return fn && onlyTableOf(this.tokens, fn, closingBracket(this.tokens, fn.brace));
  }

  /** The flags that stand in the expression beside the word. */
  private written(): ReadonlySet<string> {
    const written = new Set<string>();
    for (let at = this.expressionStart() + 1; at < this.next; at++) written.add(this.tokens.textOf(at));
    for (let at = this.behind; this.tokens.is(at, '|') || this.tokens.is(at, ')') || this.isFlagName(at); at++)
      written.add(this.tokens.textOf(at));
    return written;
  }

  /** The control call in a function of the workspace that takes its mask from the argument at this place. */
  private controlOfHelper(): CallFact | undefined {
    let before = this.next - 1;
    while (this.tokens.is(before, '|') || this.isFlagName(before)) before--;
    if (!this.knowledge || (!this.tokens.is(before, '(') && !this.tokens.is(before, ','))) return undefined;
    const open = this.tokens.is(before, '(') ? before : enclosingBracket(this.tokens, before);
    if (!this.tokens.is(open, '(')) return undefined;
    const name = this.tokens.textOf(open - 1);
    let index = 0;
    for (let at = open + 1; at < this.next; at++) {
      if (this.tokens.is(at, '(')) at = closingBracket(this.tokens, at);
      else if (this.tokens.is(at, ',')) index++;
    }
    return this.knowledge.facts.calls.find(
      (call) => call.frame.fn.name === name && takesMask(call, call.frame.fn.decl.params?.[index]),
    );
  }

  /** WSK disables one event per call: beside DISABLE stands one flag, and DISABLE stands beside one flag. */
  private fitting(written: ReadonlySet<string>, category: SocketCategory | undefined, isStatic: boolean): EventFlag[] {
    const flags = [...model.eventFlags.values()];
    const events = flags.filter((flag) => !flag.modifier && written.has(flag.name)).length;
    const disables = written.has(modifier);
    return flags.filter((flag) => {
      if (written.has(flag.name)) return false;
      if (flag.modifier) return !isStatic && events <= 1;
      return !(disables && events > 0) && fits(flag, category);
    });
  }

  private eventFlag(flag: EventFlag, category: SocketCategory | undefined): CompletionItem {
    if (flag.modifier) return item(flag.name, 'constant', this.translate('completion.disable'));
    const handedDown = category === 'listen' && !flag.categories.includes(category);
    const names = flag.categories.map((one) => this.translate(`category.${one}`)).join(this.translate('join.list'));
    const detail = this.translate('hover.fact', { label: flag.callback ?? '', value: names });
    const parts = handedDown ? [detail, this.translate('completion.inherited')] : [detail];
    return item(flag.name, 'constant', parts.join(this.translate('join.clause')));
  }

  /** The tokens from the last `=`, `|=`, `,`, `(` or `;` before the word, when only flags and `|` stand between. */
  private expressionStart(): number {
    let at = this.next - 1;
    while (at >= 0 && (this.tokens.is(at, '|') || this.tokens.is(at, '(') || this.isFlagName(at))) {
      if (this.tokens.is(at, '|') && this.tokens.is(at + 1, '=')) return at;
      at--;
    }
    return at;
  }

  private isFlagName(at: number): boolean {
    return this.tokens.kind(at) === TokenKind.Ident && model.eventFlags.has(this.tokens.textOf(at));
  }

  /** `Control.EventMask =`: the member, and the structure that it is in. */
  private assignedMember(): { readonly name: string; readonly object: string | undefined } | undefined {
    const at = this.expressionStart();
    if (!this.tokens.is(at, '=')) return undefined;
    const before = this.tokens.is(at - 1, '|') ? at - 2 : at - 1;
    if (this.tokens.kind(before) !== TokenKind.Ident) return undefined;
    return { name: this.tokens.textOf(before), object: this.objectOf(before) };
  }

  /** `Control` of `Control.EventMask`, and of `Control = { .EventMask`. */
  private objectOf(member: number): string | undefined {
    if (this.tokens.kind(member - 2) === TokenKind.Ident) return this.tokens.textOf(member - 2);
    if (!this.tokens.is(member - 1, '.')) return undefined;
    const [braces] = initialisedBy(this.tokens, enclosingBracket(this.tokens, member));
    return braces?.object;
  }

  /** `WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, …`. */
  private initialisedMember(): { readonly name: string; readonly object: string | undefined } | undefined {
    const place = controlInitialiser(this.tokens, this.expressionStart() + 1);
    return place?.index === 1 ? { name: 'EventMask', object: place.object } : undefined;
  }

  /** The first control call behind the mask, in the same function, that is given the structure. */
  private callOf(object: string | undefined): CallSite | undefined {
    const fn = object === undefined ? undefined : enclosingFunction(this.tokens, this.next);
    if (!fn || object === undefined) return undefined;
    const end = closingBracket(this.tokens, fn.brace);
    for (let at = this.next; at < end; at++) {
      const name = this.tokens.textOf(at);
      if (name !== 'WskControlSocket' && name !== 'WskControlClient') continue;
      const site = callOpenedAt(this.tokens, at + 1);
      if (site?.args.some((arg) => new RegExp(`^&?\\s*${object}$`).test(argumentText(this.tokens, arg)))) return site;
    }
    return undefined;
  }
}

/** Looked at alone, the function has its parameter in the mask as the unknown that it is. */
function takesMask({ control }: CallFact, param: Param | undefined): boolean {
  return (
    param !== undefined &&
    control?.eventMask !== undefined &&
    alternatives(control.eventMask).some(
      ({ k, origin: { site } }) =>
        k === 'symbol' && site.start === param.nameSpan.start && site.end === param.nameSpan.end,
    )
  );
}

/** On a listening socket the flags of the sockets that it accepts may stand as well. */
function fits({ categories, inheritable }: EventFlag, category: SocketCategory | undefined): boolean {
  if (category === undefined || category === 'basic') return true;
  return categories.includes(category) || (category === 'listen' && inheritable);
}

export interface InitialiserPlace {
  /** Commas before the place. */
  readonly index: number;
  /** The structure's name. */
  readonly object: string | undefined;
}

/** The place in the braces of a WSK_EVENT_CALLBACK_CONTROL, where members go by their order. */
export function controlInitialiser(tokens: Tokens, next: number): InitialiserPlace | undefined {
  const before = tokens.textOf(next - 1);
  if (before !== '{' && before !== ',' && before !== '&') return undefined;
  const brace = enclosingBracket(tokens, next);
  const control = initialisedBy(tokens, brace).find(({ type }) => type === 'WSK_EVENT_CALLBACK_CONTROL');
  if (!control || tokens.is(brace + 1, '.')) return undefined;
  let index = 0;
  for (let at = brace + 1; at < next; at++) if (tokens.is(at, ',')) index++;
  return { index, object: control.object };
}
