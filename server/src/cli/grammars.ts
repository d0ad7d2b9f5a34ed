import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Grammars } from '../core';

/** The wasm files lie beside the bundle. */
export async function loadGrammars(): Promise<Grammars> {
  const read = async (name: string): Promise<Uint8Array> => readFile(path.join(__dirname, name));
  const [runtime, c] = await Promise.all([read('web-tree-sitter.wasm'), read('tree-sitter-c.wasm')]);
  return { runtime, c, cpp: () => read('tree-sitter-cpp.wasm') };
}
