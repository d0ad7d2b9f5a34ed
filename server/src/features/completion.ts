/**
 * Completion of what WSK wants at a place: options, flags, levels, sizes, statuses, members of dispatch tables. Everything else is
 * the business of other servers.
 */
import {
  model,
  type ControlCode,
  type EventFlag,
  type ModelEntry,
  type RequestType,
  type SocketCategory,
} from '../model';
import { TokenKind, type Tokens } from '../text/scan';
import type { WskFacts } from '../wsk/facts';
import { argumentAt, argumentText, controlOf, tokenFrom, type ActiveArgument } from './callSite';
import { fixedArgument, operationOf } from './controlArguments';
import { Describer } from './describe';
import { featureTexts } from './language';
import type { Translate } from './messages';
import { closingBracket, enclosingBracket, tokenize } from './sourceTokens';
import { matchingFunctions } from './callbackFunctions';
import { isWskCode } from './wskCode';

export interface CompletionItem {
  readonly label: string;
  readonly kind: 'constant' | 'enumMember' | 'value' | 'field' | 'snippet';
  readonly detail: string;
  readonly insertText: string;
  readonly isSnippet: boolean;
  /** The model's name that documents the item. */
  readonly name: string | undefined;
}

export interface Completions {
  /** Best first. */
  readonly items: readonly CompletionItem[];
  /** What an item replaces: the word that is being typed. */
  readonly start: number;
  readonly end: number;
}

export interface CompletionRequest {
  readonly path: string;
  readonly text: string;
  readonly offset: number;
  readonly language: 'en' | 'zh-cn';
  readonly facts: WskFacts | undefined;
}

function item(
  label: string,
  kind: CompletionItem['kind'],
  detail: string,
  name: string | undefined = label,
): CompletionItem {
  return { label, kind, detail, insertText: label, isSnippet: false, name };
}

class Completer {
  private readonly tokens: Tokens;
  private readonly translate: Translate;
  /** The first token at or behind the word that is being typed. */
  private readonly next: number;
  readonly start: number;
  readonly end: number;

  constructor(private readonly request: CompletionRequest) {
    const { path, text, offset, language } = request;
    this.tokens = tokenize(text, /\.c$/i.test(path) ? 'c' : 'cpp');
    this.translate = featureTexts(language);
    const before = /[A-Za-z_]\w*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? '';
    const after = /^\w*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
    this.start = offset - before.length;
    this.end = offset + (before === '' ? 0 : after.length);
    this.next = tokenFrom(this.tokens, this.start);
  }

  items(): CompletionItem[] {
    if (this.isInText()) return [];
    const active = argumentAt(this.tokens, this.start);
    if (active) return this.argument(active);
    return this.member() ?? this.mask() ?? this.npiId() ?? this.tableMember() ?? this.returned() ?? [];
  }

  /** In a comment, a string or a directive. */
  private isInText(): boolean {
    const at = this.next - 1;
    const kind = this.tokens.kind(at);
    const inside = this.tokens.end(at) > this.start;
    const lineComment =
      kind === TokenKind.Comment && this.tokens.end(at) >= this.start && this.tokens.textOf(at).startsWith('//');
    return (inside && kind !== TokenKind.Ident && kind !== TokenKind.Punct) || lineComment;
  }

  private detail(entry: ModelEntry | undefined): string {
    return entry && 'kind' in entry ? this.translate(`detail.${entry.kind}`) : '';
  }

  private names(names: readonly string[], kind: CompletionItem['kind'] = 'constant'): CompletionItem[] {
    return names.map((name) => item(name, kind, this.detail(model.lookup(name))));
  }

  // Arguments of WSK calls

  private argument({ site, index, param }: ActiveArgument): CompletionItem[] {
    if (!param) return [];
    const { code, request } = controlOf(this.tokens, site);
    const operation = code && operationOf(code, request);
    const fixed = code && operation ? fixedArgument(param, code, operation) : undefined;
    if (fixed !== undefined && code) return [item(fixed, 'value', code.name, code.name)];
    switch (param.role) {
      case 'control-code':
        return this.controlCodes({ site, index, param }, request);
      case 'request-type':
        return this.names(code ? code.requestTypes : ['WskSetOption', 'WskGetOption', 'WskIoctl'], 'enumMember');
      case 'flags':
        return this.flags(site.fn.flags?.allowed ?? [], argumentText(this.tokens, site.args[index]));
      case 'action':
        return this.names(['WskInspectAccept', 'WskInspectReject'], 'enumMember');
      default:
        return [];
    }
  }

  private flags(allowed: readonly string[], written: string): CompletionItem[] {
    if (allowed.length === 0) return [item('0', 'value', this.translate('argument.reserved'), undefined)];
    return this.names(allowed.filter((name) => !new RegExp(`\\b${name}\\b`).test(written)));
  }

  /** Options that fit the call, those of the socket's category first; each can bring the rest of the arguments. */
  private controlCodes(active: ActiveArgument, request: RequestType | undefined): CompletionItem[] {
    const { site, index } = active;
    const category = this.categoryAt(site.open);
    const fits = (code: ControlCode): boolean =>
      code.function === site.fn.name && !code.reservedForSystem && (!request || code.requestTypes.includes(request));
    const rank = (code: ControlCode): number =>
      (category && !code.categories.includes(category) ? 2 : 0) + (code.family === 'transport-option' ? 1 : 0);
    const codes = [...model.controlCodes.values()]
      .filter(fits)
      .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
    const isLast = site.args.slice(index + 1).every((arg) => argumentText(this.tokens, arg) === '');
    return codes.flatMap((code) => {
      const single = item(code.name, 'constant', this.controlDetail(code));
      const whole = isLast ? this.wholeCall(active, code, request) : undefined;
      return whole ? [single, whole] : [single];
    });
  }

  private controlDetail(code: ControlCode): string {
    const operation = operationOf(code, undefined);
    return [this.translate(`kind.control.${code.family}`), operation?.input.type ?? operation?.output.type ?? '']
      .filter((part) => part !== '')
      .join(', ');
  }

  /** The rest of the argument list; what the option leaves open is a place to type. */
  private wholeCall(
    { site, index }: ActiveArgument,
    code: ControlCode,
    request: RequestType | undefined,
  ): CompletionItem | undefined {
    const operation = operationOf(code, request);
    if (!operation) return undefined;
    let stop = 0;
    const rest = site.fn.params.slice(index + 1).map((param) => {
      const fixed = fixedArgument(param, code, operation);
      return fixed ?? `\${${++stop}:${param.role === 'irp' ? 'Irp' : param.name}}`;
    });
    const end = this.tokens.is(site.close, ')') ? '' : ')';
    return {
      label: `${code.name}, …`,
      kind: 'snippet',
      detail: this.translate('completion.wholeCall'),
      insertText: `${[code.name, ...rest].join(', ')}${end}`,
      isSnippet: true,
      name: code.name,
    };
  }

  private categoryAt(open: number): SocketCategory | undefined {
    const at = this.tokens.start(open);
    const fact = this.request.facts?.calls.find(
      ({ frame, call }) => frame.fn.file === this.request.path && call.start <= at && at < call.end,
    );
    return fact?.socket?.category ?? fact?.socket?.tableCategory;
  }

  // Event masks

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

  private assignedMember(): string | undefined {
    const at = this.expressionStart();
    if (!this.tokens.is(at, '=')) return undefined;
    const before = this.tokens.is(at - 1, '|') ? at - 2 : at - 1;
    return this.tokens.kind(before) === TokenKind.Ident ? this.tokens.textOf(before) : undefined;
  }

  private mask(): CompletionItem[] | undefined {
    const flagBefore = this.tokens.is(this.next - 1, '|') && this.isFlagName(this.next - 2);
    if (this.assignedMember() !== 'EventMask' && !flagBefore) return undefined;
    const written = new Set<string>();
    for (let at = this.expressionStart() + 1; at < this.next; at++) written.add(this.tokens.textOf(at));
    return [...model.eventFlags.values()].filter((flag) => !written.has(flag.name)).map((flag) => this.eventFlag(flag));
  }

  private eventFlag(flag: EventFlag): CompletionItem {
    const categories = flag.categories.map((category) => this.translate(`category.${category}`)).join(', ');
    return item(
      flag.name,
      'constant',
      flag.modifier ? this.translate('completion.disable') : `${flag.callback ?? ''}: ${categories}`,
    );
  }

  private npiId(): CompletionItem[] | undefined {
    const ampersand = this.tokens.is(this.next - 1, '&') ? 1 : 0;
    const equals = this.next - 1 - ampersand;
    if (!this.tokens.is(equals, '=') || !this.tokens.is(equals - 1, 'NpiId')) return undefined;
    const name = 'NPI_WSK_INTERFACE_ID';
    return [item(ampersand ? name : `&${name}`, 'value', this.detail(model.lookup(name)), name)];
  }

  // Initialisers of dispatch tables

  /** After a dot that is not an initialiser's, other servers know more. */
  private member(): CompletionItem[] | undefined {
    const accessor = this.tokens.textOf(this.next - 1);
    if (accessor === '->') return [];
    if (accessor !== '.') return undefined;
    const before = this.tokens.textOf(this.next - 2);
    return before === '{' || before === ',' ? (this.tableMember() ?? []) : [];
  }

  private tableMember(): CompletionItem[] | undefined {
    const dotted = this.tokens.is(this.next - 1, '.');
    const before = this.next - (dotted ? 2 : 1);
    if (!this.tokens.is(before, '{') && !this.tokens.is(before, ',')) return undefined;
    const brace = enclosingBracket(this.tokens, this.next);
    if (!this.tokens.is(brace, '{') || !this.tokens.is(brace - 1, '=')) return undefined;
    const table = this.tableBefore(brace);
    if (!table) return undefined;
    const written = new Set<string>();
    for (let at = brace; at < closingBracket(this.tokens, brace); at++) {
      if (this.tokens.is(at - 1, '.')) written.add(this.tokens.textOf(at));
    }
    return table.members
      .filter((member) => member.role === 'callback' && !written.has(member.name))
      .flatMap((member) => this.tableEntry(member.name, member.target ?? member.name, dotted));
  }

  private tableBefore(brace: number) {
    for (let at = brace - 1; at >= 0 && brace - at < 8; at--) {
      const table = model.tables.get(this.tokens.textOf(at));
      if (table?.side === 'client') return table;
      if (this.tokens.is(at, ';') || this.tokens.is(at, '}')) return undefined;
    }
    return undefined;
  }

  private tableEntry(name: string, callback: string, dotted: boolean): CompletionItem[] {
    const dot = dotted ? '' : '.';
    const contract = model.callbacks.get(callback);
    const functions = contract && this.request.facts ? matchingFunctions(this.request.facts.program, contract) : [];
    const found = functions.map((handler): CompletionItem => ({
      ...item(`${dot}${name} = ${handler}`, 'field', this.translate('completion.matching'), callback),
      insertText: `${dot}${name} = ${handler}`,
    }));
    const open: CompletionItem = {
      ...item(`${dot}${name}`, 'field', this.translate('detail.callback'), callback),
      insertText: `${dot}${name} = \${1:NULL}`,
      isSnippet: true,
    };
    return [...found, open];
  }

  // Statuses of callbacks

  private returned(): CompletionItem[] | undefined {
    if (!this.tokens.is(this.next - 1, 'return')) return undefined;
    const { facts, path } = this.request;
    const names = new Set<string>();
    for (const [fn, callbacks] of facts?.callbacks ?? []) {
      const { decl, file } = fn;
      if (file !== path || decl.start > this.start || this.start > decl.end) continue;
      for (const callback of callbacks)
        for (const { name } of model.callbacks.get(callback)?.returns ?? []) names.add(name);
    }
    return this.names([...names]);
  }
}

export function completionsAt(request: CompletionRequest): Completions | undefined {
  if (!isWskCode(request.text)) return undefined;
  const completer = new Completer(request);
  const items = completer.items();
  return items.length === 0 ? undefined : { items, start: completer.start, end: completer.end };
}

/** What a chosen item stands for, asked for one at a time. */
export function completionDocumentation(name: string, language: 'en' | 'zh-cn'): string | undefined {
  const entry = model.lookup(name);
  return entry && new Describer(language).entry(entry);
}
