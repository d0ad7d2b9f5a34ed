/** Ties the parts of the lowering together over one parsed piece of text. */
import type { Expr } from '../ast';
import type { Cst } from '../cst';
import { lowerExpression } from './expressions';
import { lowerRecordOrEnum } from './records';
import type { Declarations, FileContext, LoweringSession } from './session';
import { lowerBlock, lowerStatement } from './statements';

export function openSession(cst: Cst, file: FileContext, out: Declarations): LoweringSession {
  const session: LoweringSession = {
    cst,
    file,
    out,
    callCasts: new WeakSet<Expr>(),
    specifiers: new Map(),
    depth: 0,
    expression: (node) => lowerExpression(session, node),
    recordOrEnum: (node, scope, typeParams) => lowerRecordOrEnum(session, node, scope, typeParams),
    block: (node) => lowerBlock(session, node),
    statements: (node, statements) => lowerStatement(session, node, statements),
  };
  return session;
}
