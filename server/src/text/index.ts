/**
 * text: one source file as text. Positions, decoding, the lexical pass, preprocessor directives and the length-preserving
 * mask. Knows no syntax tree and no WSK. Never throws for any input; an offset never moves.
 */
export * from './decode';
export * from './gate';
export * from './mask';
export * from './scan';
export * from './source';
export * from './span';
