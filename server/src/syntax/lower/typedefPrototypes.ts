/** `IO_COMPLETION_ROUTINE Foo;` declares a function, in a file and in a class. */
import type { FunctionDecl, VariableDecl } from '../ast';
import type { NodeIndex } from '../cst';
import { hasStorage, type Surroundings } from './functions';
import type { LoweringSession } from './session';

type Declared = Pick<VariableDecl, 'name' | 'nameSpan' | 'type' | 'init'>;

export function isTypedefPrototype(session: LoweringSession, { type, init }: Declared): boolean {
  if (init || type.pointers > 0 || type.arrays.length > 0 || type.tag) return false;
  return session.file.isFunctionTypedef(type.base);
}

export function typedefPrototype(
  session: LoweringSession,
  node: NodeIndex,
  { name, nameSpan, type }: Declared,
  around: Surroundings,
): FunctionDecl {
  const span = session.cst.span(node);
  const segment = session.file.segmentAt(span);
  const isStatic = hasStorage(session, node, 'static');
  return {
    ...span,
    name,
    nameSpan,
    scope: around.scope,
    returnType: {
      start: type.start,
      end: type.end,
      base: '',
      pointers: 0,
      arrays: [],
      isConst: false,
      opaque: true,
    },
    params: undefined,
    typedefName: type.base,
    variadic: false,
    isStatic,
    isTemplate: around.isTemplate,
    isMethod: around.inClass && !isStatic,
    ...(segment === undefined ? {} : { segment }),
  };
}
