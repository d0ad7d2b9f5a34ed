/** Calls of WSK functions as the text has them, also while they are being typed. */
import { model, type ControlCode, type Param, type RequestType, type WskFunction } from '../model';
import { TokenKind, type Tokens } from '../text/scan';
import { declaredType, enclosingFunction } from './enclosingFunction';
import { closingBracket, enclosingBracket } from './sourceTokens';

export interface ArgumentText {
  /** Token indexes, the last one exclusive; equal for an argument that is still empty. */
  readonly first: number;
  readonly last: number;
}

export interface CallSite {
  readonly fn: WskFunction;
  /** Token index of the parenthesis. */
  readonly open: number;
  /** Of the parenthesis that ends the call; the number of tokens where it is missing. */
  readonly close: number;
  readonly args: readonly ArgumentText[];
}

/** WSK_RELEASE_DATAGRAM and the like have a second prototype; the first serves for names and roles. */
function paramsOf(fn: WskFunction): readonly Param[] {
  return fn.params;
}

/** The arguments between two parentheses, split at the commas of their own level. */
function splitArguments(tokens: Tokens, open: number, close: number): ArgumentText[] {
  const args: ArgumentText[] = [];
  let first = open + 1;
  for (let at = open + 1; at < close; at++) {
    if (tokens.is(at, '(') || tokens.is(at, '[') || tokens.is(at, '{'))
      at = Math.min(closingBracket(tokens, at), close);
    else if (tokens.is(at, ',')) {
      args.push({ first, last: at });
      first = at + 1;
    } else if (tokens.is(at, ';')) {
      // The call is not finished yet: what follows is another statement.
      return [...args, { first, last: at }];
    }
  }
  return [...args, { first, last: Math.min(close, tokens.count) }];
}

/**
 * The function called with the parenthesis at `open`: a member of a dispatch table, one that the library exports, or what a pointer
 * of the function around it points to.
 */
function functionAt(tokens: Tokens, open: number): WskFunction | undefined {
  if (tokens.kind(open - 1) !== TokenKind.Ident) return undefined;
  const fn = model.functions.get(tokens.textOf(open - 1));
  const accessor = tokens.textOf(open - 2);
  if (accessor === '->' || accessor === '.') return fn;
  return fn?.role === 'registration' ? fn : pointedTo(tokens, open - 1);
}

/** `PFN_WSK_BIND Bind;` in the function: what Bind calls. */
function pointedTo(tokens: Tokens, at: number): WskFunction | undefined {
  if (!tokens.text.includes('PFN_WSK_')) return undefined;
  const fn = enclosingFunction(tokens, at);
  const type = fn && declaredType(tokens, fn, tokens.textOf(at), at);
  const target = type === undefined ? undefined : model.pfns.get(type)?.target;
  return target?.kind === 'function' ? target : undefined;
}

export function callOpenedAt(tokens: Tokens, open: number): CallSite | undefined {
  const fn = tokens.is(open, '(') ? functionAt(tokens, open) : undefined;
  if (!fn) return undefined;
  const close = closingBracket(tokens, open);
  return { fn, open, close, args: splitArguments(tokens, open, close) };
}

/** The index of the first token that starts at the offset or behind it. */
export function tokenFrom(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens.start(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface ActiveArgument {
  readonly site: CallSite;
  readonly index: number;
  readonly param: Param | undefined;
}

/** The WSK call around an offset, and which of its arguments the offset is in. */
export function argumentAt(tokens: Tokens, offset: number): ActiveArgument | undefined {
  const next = tokenFrom(tokens, offset);
  for (let open = enclosingBracket(tokens, next); open >= 0; open = enclosingBracket(tokens, open)) {
    if (tokens.is(open, '{')) return undefined;
    const site = callOpenedAt(tokens, open);
    if (!site) continue;
    const passed = site.args.filter((arg) => arg.last < next).length;
    const index = Math.min(passed, site.args.length - 1);
    return { site, index, param: paramsOf(site.fn)[index] };
  }
  return undefined;
}

export function argumentText(tokens: Tokens, arg: ArgumentText | undefined): string {
  if (!arg || arg.first >= arg.last) return '';
  return tokens.text.slice(tokens.start(arg.first), tokens.end(arg.last - 1));
}

/** The argument of a role, as text. */
export function argumentOf(tokens: Tokens, site: CallSite, role: Param['role']): string {
  return argumentText(tokens, site.args[paramsOf(site.fn).findIndex((param) => param.role === role)]);
}

export interface WrittenControl {
  readonly code: ControlCode | undefined;
  readonly request: RequestType | undefined;
}

/** What a control call asks for, as far as it is written out. */
export function controlOf(tokens: Tokens, site: CallSite): WrittenControl {
  const request = argumentOf(tokens, site, 'request-type');
  return {
    code: model.controlCodes.get(argumentOf(tokens, site, 'control-code')),
    request: model.enumValues.get(request)?.enum.name === 'WSK_CONTROL_SOCKET_TYPE' ? toRequest(request) : undefined,
  };
}

function toRequest(text: string): RequestType | undefined {
  return text === 'WskSetOption' || text === 'WskGetOption' || text === 'WskIoctl' ? text : undefined;
}
