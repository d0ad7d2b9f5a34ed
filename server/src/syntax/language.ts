/** Which language a file is in. */
import { createWordGate } from '../text/gate';
import { maskSource } from '../text/mask';
import { TokenKind } from '../text/scan';
import type { Language } from './ast';
import { basename } from '../text/paths';

const CPP_EXTENSION = /\.(?:cpp|cxx|cc|c\+\+|hpp|hxx|hh|h\+\+|ipp|inl|tpp)$/i;
const mayBeCpp = createWordGate([
  'class',
  'namespace',
  'template',
  'public',
  'private',
  'using',
  'constexpr',
  'virtual',
]);

/** By extension; a header by what it holds outside comments and dead branches. */
export function languageOf(path: string, text: string): Language {
  if (CPP_EXTENSION.test(path)) return 'cpp';
  if (!/\.h$/i.test(path)) return 'c';
  if (!mayBeCpp(text) && !text.includes('::')) return 'c';
  return isCppHeader(text) ? 'cpp' : 'c';
}

/** A file that is compiled by itself. */
export function isUnit(path: string): boolean {
  return /\.(?:c|cpp|cxx|cc|c\+\+)$/i.test(path);
}

/** What is known of a file's language before it is read. */
export interface Unread {
  readonly path: string;
  /** By its name and what it holds. */
  readonly language: Language;
  /** As written. */
  readonly includes: readonly string[];
}

/**
 * The language of each of a workspace's files, by path. What is only included is in the language of the files that include
 * it, through other headers too; where they disagree, or nothing includes it, in its own.
 */
export function languagesOf(files: readonly Unread[]): ReadonlyMap<string, Language> {
  const languages = new Map(files.map(({ path, language }) => [path, language]));
  const includes = new Map(files.map(({ path, includes: written }) => [path, written.map(fileName)]));
  const byName = new Map<string, string[]>();
  for (const { path } of files) {
    const name = fileName(path);
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  const usedFrom = new Map<string, Set<Language>>();
  for (const unit of languages.keys()) {
    const language = languages.get(unit);
    if (!isUnit(unit) || language === undefined) continue;
    const seen = new Set([unit]);
    for (const path of seen) {
      for (const included of includes.get(path) ?? []) {
        for (const target of byName.get(included) ?? []) {
          seen.add(target);
          if (!isUnit(target)) usedFrom.set(target, (usedFrom.get(target) ?? new Set<Language>()).add(language));
        }
      }
    }
  }
  for (const [path, [only, other]] of usedFrom) if (only && !other) languages.set(path, only);
  return languages;
}

function fileName(path: string): string {
  return basename(path).toLowerCase();
}

function isCppHeader(text: string): boolean {
  // With `__cplusplus` undefined: what is left is C++ by nature, not a C header's concession to it.
  const { tokens } = maskSource(text, { language: 'c' });
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.is(i, '::')) return true;
    if (tokens.kind(i) !== TokenKind.Ident) continue;
    const next = i + 1;
    switch (tokens.textOf(i)) {
      case 'class':
        if (tokens.kind(next) === TokenKind.Ident && /^[{:;]$/.test(tokens.textOf(next + 1))) return true;
        break;
      case 'namespace':
        if (tokens.punct(next) === 123 || (tokens.kind(next) === TokenKind.Ident && tokens.punct(next + 1) === 123))
          return true;
        break;
      case 'template':
        if (tokens.is(next, '<')) return true;
        break;
      case 'public':
      case 'private':
      case 'protected':
        if (tokens.is(next, ':')) return true;
        break;
      case 'using':
        if (tokens.is(next, 'namespace') || tokens.is(next + 1, '=')) return true;
        break;
      case 'constexpr':
      case 'virtual':
        if (tokens.kind(next) === TokenKind.Ident) return true;
        break;
    }
  }
  return false;
}
