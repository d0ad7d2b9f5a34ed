/**
 * Completion of what WSK wants at a place: options, flags, levels, sizes, statuses, members of dispatch tables. Everything else is
 * the business of other servers.
 */
import { model } from '../../model';
import { TokenKind, type Tokens } from '../../text/scan';
import { argumentAt, controlOf, tokenFrom, type ActiveArgument } from '../callSite';
import { fixedArgument, operationOf } from '../controlArguments';
import { declaredName, enclosingFunction } from '../enclosingFunction';
import { Describer } from '../describe';
import { featureTexts } from '../language';
import { macroTokens } from '../macroBody';
import type { Translate } from '../messages';
import { enclosingBracket, languageOf, tokenize } from '../sourceTokens';
import { isWskCode } from '../wskCode';
import { controlCodes } from './controlCodes';
import { item, kindOf, type CompletionItem, type CompletionRequest, type Completions } from './item';
import { controlInitialiser, MaskCompleter } from './mask';
import { socketArgument } from './socketArguments';
import { returnedStatuses } from './returned';
import { socketOf } from './socket';
import { TableCompleter } from './table';

export type { CompletionItem, CompletionRequest, Completions } from './item';

const npiId = 'NPI_WSK_INTERFACE_ID';

class Completer {
  /** Of the file, or of the macro that is being defined. */
  private readonly tokens: Tokens;
  private readonly isMacro: boolean;
  private readonly translate: Translate;
  /** The first token at or behind the word that is being typed. */
  private readonly next: number;
  /** The first token behind that word. */
  private readonly behind: number;
  readonly start: number;
  readonly end: number;

  constructor(private readonly request: CompletionRequest) {
    const { path, text, offset, language } = request;
    this.translate = featureTexts(language);
    const before = /[A-Za-z_]\w*$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[0] ?? '';
    const after = /^\w*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
    this.start = offset - before.length;
    this.end = offset + (before === '' ? 0 : after.length);
    const tokens = request.tokens ?? tokenize(text, languageOf(path));
    const macro = macroTokens(tokens, this.start, path);
    this.isMacro = macro !== undefined;
    this.tokens = macro ?? tokens;
    this.next = tokenFrom(this.tokens, this.start);
    this.behind = before === '' ? this.next : this.next + 1;
  }

  items(): CompletionItem[] {
    if (this.isInText()) return [];
    const active = argumentAt(this.tokens, this.start);
    if (active) return this.argument(active);
    const { path, knowledge } = this.request;
    const accessor = this.tokens.textOf(this.next - 1);
    // After a dot that is not an initialiser's, other servers know more.
    if (accessor === '->' || (accessor === '.' && !this.isDesignator())) return [];
    return (
      new MaskCompleter(this.tokens, path, this.next, this.behind, knowledge, this.translate).items() ??
      this.npiId() ??
      new TableCompleter(this.tokens, path, this.next, knowledge, this.translate).items() ??
      (this.isMacro ? this.begun() : this.returned())
    );
  }

  private isDesignator(): boolean {
    const before = this.tokens.textOf(this.next - 2);
    return before === '{' || before === ',';
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

  private names(names: readonly string[], kind: CompletionItem['kind'] = 'constant'): CompletionItem[] {
    return names.map((name) => item(name, kind, kindOf(model.lookup(name), this.translate)));
  }

  // Arguments of WSK calls

  private argument(active: ActiveArgument): CompletionItem[] {
    const { site, param } = active;
    if (!param) return [];
    const before = this.tokens.textOf(this.next - 1);
    if (before === '.' || before === '->' || before === '::') return [];
    const { code, request } = controlOf(this.tokens, site);
    const operation = code && operationOf(code, request);
    const fixed = code && operation ? fixedArgument(param, code, operation) : undefined;
    const around = enclosingBracket(this.tokens, this.next);
    if (this.tokens.is(around - 1, 'sizeof')) return this.inSizeof(active, fixed);
    const isInOtherCall = around !== site.open && this.tokens.kind(around - 1) === TokenKind.Ident;
    if (isInOtherCall || (before === '&' && param.role !== 'client-dispatch')) return [];
    if (fixed !== undefined && code)
      return [...this.measured(active, fixed), item(fixed, 'value', code.name, code.name)];
    switch (param.role) {
      case 'control-code': {
        const socket = socketOf(this.tokens, site, this.request.path, this.request.knowledge);
        return controlCodes(this.tokens, active, request, socket, this.translate);
      }
      case 'request-type':
        return this.names(code ? code.requestTypes : ['WskSetOption', 'WskGetOption', 'WskIoctl'], 'enumMember');
      case 'flags':
        return this.flags(active);
      case 'action':
        return this.names(['WskInspectAccept', 'WskInspectReject'], 'enumMember');
      default:
        return socketArgument(
          this.tokens,
          active,
          this.next,
          this.request.path,
          this.request.knowledge?.facts,
          this.translate,
        );
    }
  }

  /** `sizeof(Control)` where the function has a variable of the type. */
  private measured({ site }: ActiveArgument, size: string): CompletionItem[] {
    const type = measuredType(size);
    const fn = type === undefined ? undefined : enclosingFunction(this.tokens, site.open);
    const name = type !== undefined && fn ? declaredName(this.tokens, fn, [type], site.open) : undefined;
    return name === undefined ? [] : [item(`sizeof(${name})`, 'value', type ?? '', undefined)];
  }

  /** Between the parentheses of `sizeof` only the name is missing. */
  private inSizeof(active: ActiveArgument, size = ''): CompletionItem[] {
    const type = measuredType(size);
    if (type === undefined) return [];
    const measured = this.measured(active, size).map(({ label, detail }) =>
      item(measuredType(label) ?? label, 'value', detail, undefined),
    );
    return [...measured, item(type, 'value', kindOf(model.lookup(type), this.translate), type)];
  }

  private flags({ site, index }: ActiveArgument): CompletionItem[] {
    const { allowed = [], combine } = site.fn.flags ?? {};
    if (allowed.length === 0) return [item('0', 'value', this.translate('argument.reserved'), undefined)];
    const { first, last } = site.args[index] ?? { first: 0, last: 0 };
    const written = new Set<string>();
    for (let at = first; at < last; at++) {
      if (at < this.next || at >= this.behind) written.add(this.tokens.textOf(at));
    }
    const isTaken = combine !== 'any' && allowed.some((name) => written.has(name));
    return this.names(isTaken ? [] : allowed.filter((name) => !written.has(name)));
  }

  private npiId(): CompletionItem[] | undefined {
    const ampersand = this.tokens.is(this.next - 1, '&') ? 1 : 0;
    const equals = this.next - 1 - ampersand;
    const assigned = this.tokens.is(equals, '=') && this.tokens.is(equals - 1, 'NpiId');
    if (!assigned && controlInitialiser(this.tokens, this.next)?.index !== 0) return undefined;
    return [item(ampersand ? npiId : `&${npiId}`, 'value', kindOf(model.lookup(npiId), this.translate), npiId)];
  }

  private begun(): CompletionItem[] {
    return this.names(begunNames(this.tokens.text.slice(this.start, this.request.offset)));
  }

  private returned(): CompletionItem[] {
    const { path, knowledge } = this.request;
    return this.names(returnedStatuses(this.tokens, this.next, path, knowledge) ?? []);
  }
}

/** What a size measures: `sizeof(X)` is the size of X. */
function measuredType(size: string): string | undefined {
  return /^sizeof\((\w+)\)$/.exec(size)?.[1];
}

/** A macro may stand for anything: only what has been begun to be written is offered. */
function begunNames(word: string): string[] {
  if (!/^[A-Z]+_/.test(word)) return [];
  return [model.eventFlags, model.flags, model.controlCodes]
    .flatMap((entries) => [...entries.keys()])
    .filter((name) => name.startsWith(word));
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
