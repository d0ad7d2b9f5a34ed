/** How a file is written: what generated code has to look like there. */

export interface CodeStyle {
  /** One level of indentation. */
  readonly step: string;
  /** Where the brace of `if` and the like stands. */
  readonly braces: 'attached' | 'own-line';
  /** Where the brace of a function's body stands. */
  readonly functionBraces: 'attached' | 'own-line';
  readonly lineEnd: '\n' | '\r\n';
  /** Parameters carry `_In_` and the like. */
  readonly annotated: boolean;
  readonly heads: HeadStyle;
  readonly comments: 'block' | 'line';
}

/** How the heads of functions are laid out. */
export interface HeadStyle {
  readonly results: 'own-line' | 'beside-name';
  /** `own-lines-closed`: the parenthesis that closes them has a line of its own too. */
  readonly parameters: 'together' | 'own-lines' | 'own-lines-closed';
}

/** The style of a text, by what most of its lines do; four columns and attached braces where it does not tell. */
export function codeStyle(text: string): CodeStyle {
  return new StyleOfText(text);
}

/** So few tell nothing of a file. */
const FEW_COMMENTS = 2;

/** Looks only when it is asked, and once: most statements are looked at and left as they are. */
class StyleOfText implements CodeStyle {
  private split: readonly string[] | undefined;
  private openers: readonly string[] | undefined;
  private seen: Partial<Omit<CodeStyle, 'lineEnd' | 'annotated'>> = {};

  constructor(private readonly text: string) {}

  get step(): string {
    return this.remember('step', () => stepOf(this.lines));
  }

  get braces(): CodeStyle['braces'] {
    return this.remember('braces', () => {
      const attached = this.opening(/^\s*(?:\}\s*)?(?:if|else|for|while|do|switch)\b.*\{\s*$/);
      return this.opening(/^[ \t]+\{\s*$/) > attached ? 'own-line' : 'attached';
    });
  }

  get functionBraces(): CodeStyle['functionBraces'] {
    return this.remember('functionBraces', () =>
      this.opening(/^[A-Za-z_].*\)\s*\{\s*$/) > this.opening(/^\{\s*$/) ? 'attached' : 'own-line',
    );
  }

  get lineEnd(): CodeStyle['lineEnd'] {
    return this.text.includes('\r\n') ? '\r\n' : '\n';
  }

  get annotated(): boolean {
    return /\b_In_(?:opt_)?\b/.test(this.text);
  }

  get heads(): HeadStyle {
    return this.remember('heads', () => headsOf(this.lines));
  }

  get comments(): CodeStyle['comments'] {
    return this.remember('comments', () => {
      const starting = (mark: string): number =>
        this.lines.filter((line) => line.includes(mark) && line.trimStart().startsWith(mark)).length;
      return starting('//') > Math.max(FEW_COMMENTS, starting('/*')) ? 'line' : 'block';
    });
  }

  private remember<K extends keyof typeof this.seen>(key: K, look: () => CodeStyle[K]): CodeStyle[K] {
    const known = this.seen[key];
    if (known !== undefined) return known;
    const value = look();
    this.seen = { ...this.seen, [key]: value };
    return value;
  }

  private get lines(): readonly string[] {
    return (this.split ??= this.text.split('\n').map((line) => line.replace(/\r$/, '')));
  }

  /** How many lines that open a block are like this. */
  private opening(pattern: RegExp): number {
    this.openers ??= this.lines.filter(opensBlock);
    return this.openers.filter((line) => pattern.test(line)).length;
  }
}

/** Most lines do not, and to look at their ends costs less than a pattern. */
function opensBlock(line: string): boolean {
  return line.trimEnd().endsWith('{');
}

/** What a line adds to the one that opened a brace before it. */
function stepOf(lines: readonly string[]): string {
  const steps = new Map<string, number>();
  for (let i = 1; i < lines.length; i++) {
    const opener = lines[i - 1] ?? '';
    const outer = opensBlock(opener) ? /^([ \t]*)(?:.*\))?\s*\{\s*$/.exec(opener)?.[1] : undefined;
    const inner = /^([ \t]*)[^\s#}]/.exec(lines[i] ?? '')?.[1];
    if (outer === undefined || inner === undefined || !inner.startsWith(outer) || inner === outer) continue;
    const step = inner.slice(outer.length);
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  let best = '    ';
  let most = 0;
  for (const [step, times] of steps) if (times > most) [best, most] = [step, times];
  return best;
}

/** The result of a function's definition on the line before its name: `NTSTATUS` and `Bind(`. */
const RESULT = /^[A-Za-z_][\w \t*]*$/;
const NAME_FIRST = /^[A-Za-z_]\w*[ \t]*\(/;
const NAME_BESIDE = /^[A-Za-z_][\w \t*]*[ \t*][A-Za-z_]\w*[ \t]*\([^;]*$/;

/** By the lines from the name to the brace of each definition at the left margin. */
function headsOf(lines: readonly string[]): HeadStyle {
  const seen = { apart: 0, beside: 0, together: 0, listed: 0, closed: 0 };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const isApart = NAME_FIRST.test(line) && RESULT.test(lines[i - 1] ?? '');
    if (!isApart && !NAME_BESIDE.test(line)) continue;
    const end = lines.findIndex((other, at) => at >= i && /\)\s*\{?\s*$|[;{}]/.test(other));
    const last = lines[end] ?? '';
    const isDefinition = end - i < 30 && (/\{\s*$/.test(last) || (lines[end + 1] ?? '').startsWith('{'));
    if (!isDefinition) continue;
    seen[isApart ? 'apart' : 'beside']++;
    if (!/\([ \t]*$/.test(line)) seen.together++;
    else seen[/^\s*\)/.test(last) ? 'closed' : 'listed']++;
  }
  const results = seen.apart > seen.beside ? 'own-line' : 'beside-name';
  if (seen.together >= seen.listed + seen.closed) return { results, parameters: 'together' };
  return { results, parameters: seen.closed > seen.listed ? 'own-lines-closed' : 'own-lines' };
}

/** A block comment and lines of it that begin with an asterisk, in the way of the file. */
function commented(line: string, style: CodeStyle): string {
  const [, margin, text] = /^( *)(?:\/\*| \*) (.*?)(?: \*\/)?$/.exec(line) ?? [];
  return text === undefined || style.comments === 'block' ? line : `${margin ?? ''}// ${text}`;
}

/**
 * Code in the style of a file. It is given in one plain form: four columns a level, `if (…) {`, a function's brace on a line of
 * its own, `\n`. The result ends with a line end.
 */
export function inStyle(code: string, style: CodeStyle, indent = ''): string {
  const lines = code
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => placed(commented(line, style), style));
  return joined(lines, style)
    .map((line) => (line.trim() === '' ? '' : indent + indented(line, style.step)) + style.lineEnd)
    .join('');
}

function indented(line: string, step: string): string {
  const spaces = /^ */.exec(line)?.[0].length ?? 0;
  return step.repeat(Math.floor(spaces / 4)) + ' '.repeat(spaces % 4) + line.slice(spaces).replace(KEPT, '');
}

/** Stands where a line of the file begins that keeps the indentation behind it. */
const KEPT = '\u0001';

/**
 * Text of the file as a part of code in plain form: its lines keep their distance from the one that `indent` indents. Lines that are
 * aligned with something behind the column `from` of that line move with it to `to`.
 */
export function fromSource(text: string, indent: string, from = 0, to = from): string {
  const kept = (line: string): string => {
    const rest = line.startsWith(indent) ? line.slice(indent.length) : line;
    const margin = /^ */.exec(rest)?.[0].length ?? 0;
    const moved = from !== to && margin > from ? ' '.repeat(margin + to - from) + rest.slice(margin) : rest;
    return KEPT + moved;
  };
  const [first = '', ...others] = text.replace(/\r/g, '').split('\n');
  return [first, ...others.map((line) => (line === '' ? '' : kept(line)))].join('\n');
}

/** Braces of statements on lines of their own, where the file has them there. */
function placed(line: string, style: CodeStyle): string[] {
  if (style.braces === 'attached') return [line];
  const margin = /^ */.exec(line)?.[0] ?? '';
  const rest = line.slice(margin.length);
  const opens = /^(\} )?((?:if|else|for|while|do|switch)\b.*?) ?\{$/.exec(rest);
  if (!opens) return [line];
  return [...(opens[1] ? [`${margin}}`] : []), `${margin}${opens[2] ?? ''}`, `${margin}{`];
}

/** The brace of a function at the end of its head, where the file has it there. */
function joined(lines: readonly string[], style: CodeStyle): string[] {
  if (style.functionBraces === 'own-line') return [...lines];
  const result: string[] = [];
  for (const line of lines) {
    const last = result[result.length - 1];
    if (line === '{' && last?.endsWith(')')) result[result.length - 1] = `${last} {`;
    else result.push(line);
  }
  return result;
}
