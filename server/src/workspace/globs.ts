/** Glob patterns against paths with forward slashes: `*`, `?`, `**`, `[…]` and `{a,b}`, as editors and .gitignore read them. */

function escapeLiteral(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** The pattern's pieces, each with what it matches. */
const pieces: readonly (readonly [RegExp, (piece: string) => string])[] = [
  [/^\*\*\//, () => '(?:.*/)?'],
  [/^\/\*\*$/, () => '(?:/.*)?'],
  [/^\*\*/, () => '.*'],
  [/^\*/, () => '[^/]*'],
  [/^\?/, () => '[^/]'],
  [/^\[!?[^\]/]+\]/, (piece) => piece.replace(/^\[!/, '[^').replace(/\\/g, '\\\\')],
];

function translate(pattern: string, depth: number): string {
  let source = '';
  for (let rest = pattern; rest !== '';) {
    const braces = depth < 3 ? /^\{([^{}]*)\}/.exec(rest) : null;
    if (braces?.[1] !== undefined) {
      const choices = braces[1].split(',').map((choice) => translate(choice, depth + 1));
      source += `(?:${choices.join('|')})`;
      rest = rest.slice(braces[0].length);
      continue;
    }
    const found = pieces.flatMap(([start, to]) => {
      const piece = start.exec(rest)?.[0];
      return piece === undefined ? [] : [{ piece, source: to(piece) }];
    })[0];
    source += found?.source ?? escapeLiteral(rest.charAt(0));
    rest = rest.slice(found?.piece.length ?? 1);
  }
  return source;
}

/** A pattern that cannot be meant (`[z-a]`) matches nothing. */
function compile(source: string): RegExp | undefined {
  try {
    return new RegExp(source);
  } catch {
    return undefined;
  }
}

/**
 * Tests paths that are relative to the patterns' folder. A pattern that names a folder holds for all in it; one without a
 * slash holds at any depth.
 */
export function createMatcher(patterns: readonly string[]): (path: string) => boolean {
  const sources = patterns
    .map((pattern) =>
      pattern
        .trim()
        .replace(/^\.?\//, '')
        .replace(/\/$/, ''),
    )
    .filter((pattern) => pattern !== '')
    .map((pattern) => translate(pattern.includes('/') ? pattern : `**/${pattern}`, 0));
  if (sources.length === 0) return () => false;
  const expressions = sources.flatMap((source) => compile(`^(?:${source})(?:/.*)?$`) ?? []);
  return (path) => expressions.some((expression) => expression.test(path));
}
