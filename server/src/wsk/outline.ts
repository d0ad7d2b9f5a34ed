/** What a text says about the files that it belongs with: found without parsing it, once for each text. */
import { languageOf } from '../syntax/language';
import type { Language } from '../syntax/ast';
import { isPlatformName } from './names';

/** A text that nobody has looked at yet. */
export interface UnreadText {
  /** Certain: the text names nothing of WSK. */
  readonly usesWsk: false;
  read(): string;
}

const NAME = /\bWsk[A-Z]|\bP?WSK_|\bPFN_WSK_|\bSO_WSK_|\bSIO_WSK_|\bNPI_WSK_/;
const HEADER = /[<"]wsk\.h[>"]/;
/** What else a file that has the header may have mistakes in: its IRPs, and comments that silence a rule. */
const BESIDE = /\bP?IRP\b|\bIo[A-Z]\w*Irp\b|\bwsk-ignore/;
/** One of these words stands in every text that uses WSK. */
export const WSK_WORDS: readonly string[] = ['WSK_', 'Wsk', 'wsk.h'];

const INCLUDE = /^[ \t]*#[ \t]*include[ \t]*[<"]([^>"\n]+)[>"]/gm;
const CALLED = /\b([A-Za-z_]\w*)[ \t]*\(/g;
const EXTERN = /\bextern\b[^;{}()]*?\b([A-Za-z_]\w*)\s*(?:\[[^\]]*\]\s*)*;/g;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;

export class Outline {
  /** It names something of WSK, or at least its header. */
  readonly usesWsk: boolean;
  /** It does more than include the header, and may have mistakes. */
  readonly namesWsk: boolean;
  private read: string | undefined;
  private ownLanguage: Language | undefined;
  private includedNames: readonly string[] | undefined;
  private calledNames: ReadonlySet<string> | undefined;
  private definedNames: ReadonlySet<string> | undefined;
  private externNames: ReadonlySet<string> | undefined;

  constructor(
    readonly path: string,
    private readonly source: string | UnreadText,
  ) {
    // Looking for plain words is many times faster than the pattern, and most texts have none.
    const text = typeof source === 'string' && WSK_WORDS.some((word) => source.includes(word)) ? source : '';
    const hasHeader = HEADER.test(text);
    this.namesWsk = NAME.test(text) || (hasHeader && BESIDE.test(text));
    this.usesWsk = this.namesWsk || hasHeader;
  }

  get text(): string {
    return (this.read ??= typeof this.source === 'string' ? this.source : this.source.read());
  }

  /** The text is this one; asks nobody to read it. */
  isText(text: string | UnreadText): boolean {
    return text === this.source || text === this.read;
  }

  /** By its name and what it holds; who includes it may know better. */
  get language(): Language {
    return (this.ownLanguage ??= languageOf(this.path, this.text));
  }

  /** As written. */
  get includes(): readonly string[] {
    return (this.includedNames ??= [...this.text.matchAll(INCLUDE)].map(([, written]) => written ?? ''));
  }

  /** Names that are called, or declared as functions, and are not the platform's. */
  get called(): ReadonlySet<string> {
    if (this.calledNames) return this.calledNames;
    const names = new Set<string>();
    for (const [, name] of this.text.matchAll(CALLED)) if (name !== undefined && !isPlatformName(name)) names.add(name);
    return (this.calledNames = names);
  }

  /** Names with what looks like a body: `name(…) … {`, or `#define name(`. */
  get defined(): ReadonlySet<string> {
    return (this.definedNames ??= definedIn(this.text));
  }

  /** Variables of other files. */
  get externs(): ReadonlySet<string> {
    return (this.externNames ??= new Set([...this.text.matchAll(EXTERN)].map(([, name]) => name ?? '')));
  }

  get startsDriver(): boolean {
    return /\bDriverEntry\s*\(/.test(this.text);
  }

  /** Somebody has asked what it says about other files. */
  get wasAsked(): boolean {
    return (
      this.includedNames !== undefined ||
      this.calledNames !== undefined ||
      this.definedNames !== undefined ||
      this.externNames !== undefined
    );
  }

  /** Says the same about other files: which ones belong together has not changed. */
  isLike(other: Outline): boolean {
    return (
      this.path === other.path &&
      this.usesWsk === other.usesWsk &&
      this.namesWsk === other.namesWsk &&
      this.startsDriver === other.startsDriver &&
      this.language === other.language &&
      sameList(this.includes, other.includes) &&
      sameSet(this.called, other.called) &&
      sameSet(this.defined, other.defined) &&
      sameSet(this.externs, other.externs)
    );
  }
}

function definedIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(CALLED)) {
    const name = match[1];
    if (name === undefined || names.has(name)) continue;
    const lineStart = text.lastIndexOf('\n', match.index) + 1;
    if (/^\s*#\s*define\s+$/.test(text.slice(lineStart, match.index))) {
      names.add(name);
      continue;
    }
    const close = closing(text, match.index + match[0].length - 1);
    if (close < 0) continue;
    const behind = text.slice(close + 1, close + 400).replace(COMMENT, ' ');
    const after = /^[\s\w()]*?([{;,)=+\-*/&|<>?:[.])/.exec(behind);
    if (after?.[1] === '{') names.add(name);
  }
  return names;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length && i < open + 4000; i++) {
    const c = text.charCodeAt(i);
    if (c === 40) depth++;
    else if (c === 41 && --depth === 0) return i;
  }
  return -1;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size !== b.size) return false;
  for (const one of a) if (!b.has(one)) return false;
  return true;
}
