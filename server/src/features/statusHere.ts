/**
 * What a status means where it stands: in an event callback by the callback's contract, in a function that calls WSK by what
 * those calls return. Elsewhere a status is no business of WSK.
 */
import { message, model, type ControlCode, type Language, type StatusMeaning, type WskCallback } from '../model';
import { TokenKind, type Tokens } from '../text/scan';
import type { WskFacts } from '../wsk/facts';
import { callOpenedAt, controlOf } from './callSite';
import { callbacksOf } from './completion/returned';
import { enclosingFunction, type TextFunction } from './enclosingFunction';
import { featureTexts } from './language';
import { closingBracket, type NameAt } from './sourceTokens';

/** Statuses that come with one routine of the platform's. */
const routines: ReadonlyMap<string, string> = new Map([
  ['STATUS_UNSUCCESSFUL', 'IoReuseIrp'],
  ['STATUS_INSUFFICIENT_RESOURCES', 'IoAllocateIrp'],
]);

/** More calls than these would hide what a reader looks for. */
const maxCalls = 4;

function code(name: string): string {
  return `\`${name}\``;
}

class StatusReader {
  private readonly lines: string[] = [];
  private readonly controls: ControlCode[] = [];
  private hasContext = false;

  constructor(
    private readonly name: NameAt,
    private readonly fn: TextFunction,
    private readonly path: string,
    private readonly language: Language,
  ) {}

  read(facts: WskFacts | undefined): readonly string[] | undefined {
    for (const callback of callbacksOf(this.name.tokens, this.fn, this.path, facts)) this.callback(callback);
    this.calls();
    this.hasContext ||= isCompletionRoutine(this.fn, this.path, facts);
    return this.hasContext && this.isOfThisFunction() ? this.lines : undefined;
  }

  /** Some statuses have one meaning only, which is out of place where the function does nothing of the kind. */
  private isOfThisFunction(): boolean {
    if (this.lines.length > 0) return true;
    const { name, tokens } = this.name;
    const routine = routines.get(name);
    if (routine !== undefined) {
      const end = closingBracket(tokens, this.fn.brace);
      for (let at = this.fn.brace; at < end; at++) if (tokens.is(at, routine)) return true;
      return false;
    }
    if (!ofOptionsAlone(name)) return true;
    return this.controls.some(({ statuses }) => statuses.includes(name));
  }

  private say(key: string, args: Readonly<Record<string, string>>): void {
    this.lines.push(featureTexts(this.language)(key, args));
  }

  private callback({ name, returns }: WskCallback): void {
    this.hasContext = true;
    const own = returns.find((one) => one.name === this.name.name);
    if (own) this.say('here.status.callback', { callback: code(name), meaning: message(own.meaning, this.language) });
  }

  /** The calls of the function whose pages name the status. */
  private calls(): void {
    const { tokens } = this.name;
    const seen = new Set<string>();
    const end = closingBracket(tokens, this.fn.brace);
    for (let at = this.fn.brace; at < end; at++) {
      if (tokens.kind(at) !== TokenKind.Ident || !tokens.is(at + 1, '(')) continue;
      const site = callOpenedAt(tokens, at + 1);
      if (!site) continue;
      this.hasContext = true;
      const { name, statuses } = site.fn;
      const meaning = meaningOf(statuses, this.name.name);
      const control = controlOf(tokens, site).code;
      if (control) this.controls.push(control);
      const subject = control ? `${name}, ${control.name}` : name;
      if (meaning === undefined || seen.has(subject) || seen.size >= maxCalls) continue;
      seen.add(subject);
      this.say('here.status.call', { function: code(name), meaning: message(meaning, this.language) });
    }
  }
}

/** Only pages of options and IOCTLs name the status. */
function ofOptionsAlone(name: string): boolean {
  const others = [...model.functions.values()].flatMap(({ statuses }) => statuses);
  const callbacks = [...model.callbacks.values()].flatMap(({ returns }) => returns);
  return (
    [...model.controlCodes.values()].some(({ statuses }) => statuses.includes(name)) &&
    ![...others, ...callbacks].some((one) => one.name === name)
  );
}

function meaningOf(statuses: readonly StatusMeaning[], name: string): string | undefined {
  return statuses.find((one) => one.name === name)?.meaning;
}

function isCompletionRoutine(fn: TextFunction, path: string, facts: WskFacts | undefined): boolean {
  return [...(facts?.completionRoutines.keys() ?? [])].some(({ name, file }) => name === fn.name && file === path);
}

/** Completion routines that the analysis does not know are known by their parameters. */
function looksLikeCompletion(tokens: Tokens, { open, close }: TextFunction): boolean {
  const text = tokens.text.slice(tokens.start(open), tokens.end(close));
  return /\bPDEVICE_OBJECT\b[^,]*,[^,]*\bPIRP\b[^,]*,[^,]*\bPVOID\b/.test(text);
}

/** Lines for the hover; undefined where the status has nothing to do with WSK. */
export function statusHere(
  name: NameAt,
  path: string,
  language: Language,
  facts: WskFacts | undefined,
): readonly string[] | undefined {
  if (model.lookup(name.name)?.kind !== 'status') return [];
  const fn = enclosingFunction(name.tokens, name.index);
  if (!fn) return undefined;
  const lines = new StatusReader(name, fn, path, language).read(facts);
  const completes = name.name === 'STATUS_MORE_PROCESSING_REQUIRED' && looksLikeCompletion(name.tokens, fn);
  return lines ?? (completes ? [] : undefined);
}
