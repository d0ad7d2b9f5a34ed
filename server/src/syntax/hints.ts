/**
 * What the macros of other files mean to a parser. A header's `#define MYDRV_API` makes `MYDRV_API NTSTATUS Foo();` readable,
 * so every file is looked at for its macros first: directives only, no parsing.
 */
import { readDirectives, withoutCommentsAndSplices } from '../text/directives';
import { macroEffect, type MacroEffect } from '../text/mask';
import { scan } from '../text/scan';
import type { Language } from './ast';
import { headMacros, type HeadMacro, type HeadMacros } from './heads';

/** Of one file. */
export interface MacroHints {
  /** Defined to nothing a parser needs. */
  readonly blank: ReadonlyMap<string, MacroEffect>;
  /** Defined to something else. */
  readonly meaningful: readonly string[];
  /** Function-like, and the body is statements. */
  readonly statements: readonly string[];
  /** Parts of functions' heads. */
  readonly heads: HeadMacros;
}

/** Of a workspace, as `ParseInput` takes it. */
export interface WorkspaceHints {
  readonly emptyMacros: ReadonlyMap<string, MacroEffect>;
  readonly statementMacros: ReadonlySet<string>;
  readonly headMacros: HeadMacros;
}

export interface HintOptions {
  readonly language: Language;
  readonly defines?: ReadonlyMap<string, string>;
}

const NO_HINTS: MacroHints = { blank: new Map(), meaningful: [], statements: [], heads: new Map() };
const STATEMENT_BODY = /^(?:do|if|while|for|switch|return|goto)\b|^\{|;/;

export function macroHints(text: string, options: HintOptions): MacroHints {
  if (!/#\s*define\b/.test(text)) return NO_HINTS;
  const blank = new Map<string, MacroEffect>();
  const meaningful: string[] = [];
  const statements: string[] = [];
  const { macros } = readDirectives(text, scan(text, options), options);
  for (const macro of macros) {
    const body = text.slice(macro.body.start, macro.body.end);
    const effect = macroEffect(body, {});
    // Who sees a name is decided in each file.
    if (effect !== undefined) blank.set(macro.name, { ...effect, isStatic: false });
    else meaningful.push(macro.name);
    if (macro.params && STATEMENT_BODY.test(withoutCommentsAndSplices(body))) statements.push(macro.name);
  }
  return { blank, meaningful, statements, heads: headMacros(text, macros) };
}

/** A macro counts as empty only if no file gives it a meaning. */
export function mergeHints(files: Iterable<MacroHints>): WorkspaceHints {
  const emptyMacros = new Map<string, MacroEffect>();
  const statementMacros = new Set<string>();
  const heads = new Map<string, HeadMacro>();
  const meaningful = new Set<string>();
  for (const hints of files) {
    for (const [name, effect] of hints.blank) emptyMacros.set(name, effect);
    for (const name of hints.meaningful) meaningful.add(name);
    for (const name of hints.statements) statementMacros.add(name);
    for (const [name, macro] of hints.heads) heads.set(name, macro);
  }
  for (const name of meaningful) emptyMacros.delete(name);
  return { emptyMacros, statementMacros, headMacros: heads };
}
