/** Functions of the workspace that could serve as a callback, by their parameters. */
import type { Program } from '../flow/program';
import type { WskCallback } from '../model';
import { shortName } from '../wsk/source';
import type { FunctionDecl, TypeName } from '../syntax/ast';

/** `PVOID *`, `void **` and `VOID **` are one. */
function normal(base: string, pointers: number): string {
  let name = base
    .replace(/\b(?:const|CONST|struct|unsigned)\b/g, '')
    .replace(/\s+/g, '')
    .replace(/^_(?=[A-Z])/, '');
  let depth = pointers;
  while (/^P[A-Z]/.test(name) && !name.startsWith('PFN')) {
    name = name.slice(1);
    depth++;
  }
  return `${name.toLowerCase()}${'*'.repeat(depth)}`;
}

function fromText(type: string): string {
  const stars = type.replace(/[^*]/g, '').length;
  return normal(type.replace(/\*/g, ''), stars);
}

function fromSyntax(type: TypeName): string {
  return normal(type.base, type.pointers);
}

/** The function has a body, and the callback's parameters and result. */
export function matchesCallback(decl: FunctionDecl, callback: WskCallback): boolean {
  if (decl.params?.length !== callback.params.length || !decl.body || decl.isTemplate || decl.isMethod) return false;
  if (fromSyntax(decl.returnType) !== fromText(callback.returnType)) return false;
  const wanted = callback.params.map((param) => fromText(param.type)).join(',');
  return decl.params.map((param) => fromSyntax(param.type)).join(',') === wanted;
}

/** Those that a file can name: a static function is seen in its own file only, or wherever its header is included. */
export function matchingFunctions(program: Program, callback: WskCallback, path: string): string[] {
  const names = new Set<string>();
  for (const list of program.allFunctions()) {
    for (const { name, decl, file } of list) {
      const isSeen = !decl.isStatic || file === path || isHeader(file);
      if (isSeen && matchesCallback(decl, callback)) names.add(name);
    }
  }
  return [...names].sort();
}

function isHeader(path: string): boolean {
  return /\.(?:h|hh|hpp|hxx|inl)$/i.test(path);
}

/** The same for a function of which only the words are known. */
export function typesMatch(types: readonly string[], result: string, callback: WskCallback): boolean {
  return (
    types.length === callback.params.length &&
    fromText(result) === fromText(callback.returnType) &&
    callback.params.every((param, index) => fromText(param.type) === fromText(types[index] ?? ''))
  );
}

/** Some callbacks have parameters that many functions have: `(PVOID, ULONG)`. Those need a sign that WSK calls the function. */
export function isMeantAs(callback: WskCallback, name: string, head: string): boolean {
  const isDistinctive = callback.params.some(({ type }) => /^(?:const )?P?WSK_/.test(type));
  return isDistinctive || /\bWSKAPI\b/.test(head) || name.includes(shortName(callback.name));
}
