/**
 * syntax: tree-sitter behind our own small typed syntax. Everything after this layer reads `ast.ts` and nothing of
 * tree-sitter. Never throws for any input; what cannot be read is listed in `unreadable` and costs as little as possible.
 */
export * from './ast';
export { macroHints, mergeHints, type HintOptions, type MacroHints, type WorkspaceHints } from './hints';
export { languageOf, languagesOf } from './language';
export { createSyntaxParser, parseFile, type GrammarSource, type ParseInput, type SyntaxParser } from './parser';
