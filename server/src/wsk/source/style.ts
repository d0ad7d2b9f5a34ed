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
}

/** The style of a text, by what most of its lines do; four columns and attached braces where it does not tell. */
export function codeStyle(text: string): CodeStyle {
  return new StyleOfText(text);
}

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

/**
 * Code in the style of a file. It is given in one plain form: four columns a level, `if (…) {`, a function's brace on a line of
 * its own, `\n`. The result ends with a line end.
 */
export function inStyle(code: string, style: CodeStyle, indent = ''): string {
  const lines = code
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => placed(line, style));
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
