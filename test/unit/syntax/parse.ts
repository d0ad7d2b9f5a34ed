/** One parser for all syntax tests. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  createSyntaxParser,
  parseFile,
  type FileSyntax,
  type FunctionDecl,
  type ParseInput,
  type SyntaxParser,
} from '../../../server/src/syntax';
import { stmtText } from './notation';

const modules = path.join(process.cwd(), 'node_modules');
let shared: Promise<SyntaxParser> | undefined;

export function syntaxParser(): Promise<SyntaxParser> {
  shared ??= create();
  return shared;
}

async function create(): Promise<SyntaxParser> {
  const parser = await createSyntaxParser({
    runtime: readFileSync(path.join(modules, 'web-tree-sitter/web-tree-sitter.wasm')),
    c: readFileSync(path.join(modules, 'tree-sitter-c/tree-sitter-c.wasm')),
    cpp: () => Promise.resolve(readFileSync(path.join(modules, 'tree-sitter-cpp/tree-sitter-cpp.wasm'))),
  });
  await parser.ensureLanguage('cpp');
  return parser;
}

export async function parse(text: string, file = 'a.c', more: Partial<ParseInput> = {}): Promise<FileSyntax> {
  return parseFile({ path: file, text, ...more }, await syntaxParser());
}

/** The statements of a function body, each in the tests' notation. */
export async function statements(body: string, file = 'a.c'): Promise<string[]> {
  const syntax = await parse(`void f(void)\n{\n${body}\n}\n`, file);
  return bodyOf(syntax.functions.find((fn) => fn.name === 'f'));
}

export function bodyOf(fn: FunctionDecl | undefined): string[] {
  return fn?.body?.body.map(stmtText) ?? ['no body'];
}

export function unreadableText(syntax: FileSyntax, text: string): string[] {
  return syntax.unreadable.map((span) => text.slice(span.start, span.end));
}
