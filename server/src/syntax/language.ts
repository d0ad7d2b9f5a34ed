/** Which language a file is in. */
import { createWordGate } from '../text/gate';
import { maskSource } from '../text/mask';
import { TokenKind } from '../text/scan';
import type { Language } from './ast';

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
