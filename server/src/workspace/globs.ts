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

interface Rule {
  readonly expression: RegExp;
  readonly excludes: boolean;
}

function toRule(given: string): Rule[] {
  const excludes = !given.startsWith('!');
  const pattern = (excludes ? given : given.slice(1))
    .replace(/^\\(?=[#!])/, '')
    .replace(/^\.?\//, '')
    .replace(/\/$/, '');
  if (pattern === '') return [];
  // A slash at the start or in the middle binds the pattern to its folder.
  const bound = pattern.includes('/') || /^!?\.?\//.test(given);
  const expression = compile(`^(?:${translate(bound ? pattern : `**/${pattern}`, 0)})(?:/.*)?$`);
  return expression ? [{ expression, excludes }] : [];
}

/**
 * Tests paths that are relative to the patterns' folder. A pattern that names a folder holds for all in it; one without a
 * slash holds at any depth; one that begins with `!` takes back what those before it say.
 */
export function createMatcher(patterns: readonly string[]): (path: string) => boolean {
  const rules = patterns.map((pattern) => pattern.trim()).flatMap(toRule);
  if (rules.length === 0) return () => false;
  const lastFirst = rules.reverse();
  return (path) => lastFirst.find(({ expression }) => expression.test(path))?.excludes ?? false;
}
