/** Heads of functions, laid out as the file lays out its own. */
import type { CodeStyle } from './style';

export interface FunctionHead {
  /** `static NTSTATUS WSKAPI`: what stands before the name. */
  readonly result: string;
  readonly name: string;
  /** Each with its annotation, where the file has annotations. */
  readonly params: readonly string[];
}

/** A longer line has its parameters on lines of their own. */
const LONGEST = 110;

/** Lines in the plain form of `inStyle`. */
export function functionHead({ result, name, params }: FunctionHead, style: CodeStyle): string[] {
  const { results, parameters } = style.heads;
  const start = results === 'own-line' ? [result, name] : [`${result} ${name}`];
  const last = start.pop() ?? name;
  const line = `${last}(${params.join(', ')})`;
  if (parameters === 'together' && line.length <= LONGEST) return [...start, line];
  const listed = params.map((param, index) => `    ${param}${index < params.length - 1 ? ',' : ''}`);
  if (parameters === 'own-lines-closed') return [...start, `${last}(`, ...listed, '    )'];
  return [...start, `${last}(`, ...listed.slice(0, -1), `${listed.at(-1) ?? ''})`];
}
