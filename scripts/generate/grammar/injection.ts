import { model } from '../../../server/src/model';

/** The TextMate grammar that editors inject into C and C++: it gives the names of WSK their scopes. */

interface WordList {
  readonly scope: string;
  readonly words: readonly string[];
}

function wordLists(): WordList[] {
  const codes = [...model.controlCodes.values()];
  const options = codes.filter(({ family }) => family === 'socket-option' || family === 'transport-option');
  const ioctls = codes.filter(({ family }) => family === 'ioctl');
  const clientCodes = codes.filter(({ family }) => family === 'client-code');
  const enums = [...model.enums.values()];
  return [
    { scope: 'support.function.wsk', words: [...model.functions.keys()] },
    { scope: 'support.function.callback.wsk', words: [...model.callbacks.keys()] },
    { scope: 'support.constant.event-flag.wsk', words: [...model.eventFlags.keys()] },
    { scope: 'support.constant.flag.wsk', words: [...model.flags.keys()] },
    { scope: 'support.constant.option.wsk', words: options.map(({ name }) => name) },
    { scope: 'support.constant.ioctl.wsk', words: ioctls.map(({ name }) => name) },
    { scope: 'support.constant.client-code.wsk', words: clientCodes.map(({ name }) => name) },
    { scope: 'support.constant.enum.wsk', words: [...model.enumValues.keys()] },
    { scope: 'support.variable.wsk', words: [...model.identifiers.keys()] },
    { scope: 'support.function.macro.wsk', words: [...model.macros.keys()] },
    {
      scope: 'support.type.wsk',
      words: [...model.types.keys(), ...enums.flatMap(({ name, pointer }) => [name, pointer])],
    },
    { scope: 'support.type.function.wsk', words: [...model.pfns.keys()] },
  ];
}

function alternatives(words: readonly string[]): string {
  return `(?:${[...new Set(words)].sort().join('|')})`;
}

const objectPatterns = [
  { match: '->', name: 'punctuation.separator.pointer-access.wsk' },
  { match: '\\.', name: 'punctuation.separator.dot-access.wsk' },
  { match: '\\bthis\\b', name: 'variable.language.this.wsk' },
  { match: '[A-Za-z_]\\w*', name: 'variable.other.object.access.wsk' },
];

/**
 * The grammars of C and C++ match `a->b.Member` as a whole, from its first name on, so a pattern for the member alone would
 * come too late. This one starts where theirs does.
 */
function memberPattern(scope: string, words: readonly string[]): object {
  const name = '[A-Za-z_]\\w*';
  const access = '(?:->|\\.)';
  const objects = `(?:\\b${name}|${access}\\s*${name})(?:\\s*${access}\\s*${name})*?`;
  return {
    match: `(?:(${objects})\\s*)?(?:(->)|(\\.))\\s*(${alternatives(words)})\\b`,
    captures: {
      1: { patterns: objectPatterns },
      2: { name: 'punctuation.separator.pointer-access.wsk' },
      3: { name: 'punctuation.separator.dot-access.wsk' },
      4: { name: scope },
    },
  };
}

export function renderInjectionGrammar(): string {
  const functions = [...model.functions.keys()];
  const callbacks = [...model.callbacks.keys()];
  const grammar = {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    information_for_contributors: 'Generated from server/src/model/data by scripts/generate/grammar.ts',
    name: 'Winsock Kernel names',
    scopeName: 'wsk.injection',
    injectionSelector: 'L:source.c -comment -string, L:source.cpp -comment -string',
    patterns: [
      memberPattern('support.function.wsk', functions),
      memberPattern('support.function.callback.wsk', callbacks),
      ...wordLists().map(({ scope, words }) => ({ name: scope, match: `\\b${alternatives(words)}\\b` })),
    ],
  };
  return `${JSON.stringify(grammar, null, 2)}\n`;
}
