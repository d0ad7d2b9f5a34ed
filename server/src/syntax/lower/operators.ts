/**
 * Operator chains. tree-sitter reads `(T) & x` as an operation of two values, because it cannot know that T is a type; that
 * mistake also changes what binds to what. So a chain is flattened, casts are put right, and precedence is applied again.
 */
import type { BinaryOperator, Expr, Span, TypeName, UnaryOperator } from '../ast';
import type { NodeIndex } from '../cst';
import { unreadable, type LoweringSession } from './session';
import { namedType } from './types';

const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  '||': 1, '&&': 2, '|': 3, '^': 4, '&': 5, '==': 6, '!=': 6, '<': 7, '>': 7, '<=': 7, '>=': 7,
  '<<': 8, '>>': 8, '+': 9, '-': 9, '*': 10, '/': 10, '%': 10,
}; // prettier-ignore

const ALTERNATIVE_SPELLINGS: Readonly<Record<string, BinaryOperator>> = {
  and: '&&', or: '||', bitand: '&', bitor: '|', xor: '^', not_eq: '!=',
}; // prettier-ignore

const MAX_CHAIN = 250;

interface Operator extends Span {
  readonly op: BinaryOperator | undefined;
}

interface Chain {
  readonly operands: NodeIndex[];
  readonly operators: Operator[];
}

export function lowerBinary(session: LoweringSession, node: NodeIndex): Expr {
  const chain: Chain = { operands: [], operators: [] };
  flatten(session, node, chain);
  const span = session.cst.span(node);
  if (chain.operands.length > MAX_CHAIN || chain.operators.some((operator) => operator.op === undefined)) {
    if (chain.operands.length > MAX_CHAIN) unreadable(session, span);
    return { kind: 'unknown', ...span, parts: chain.operands.map((operand) => session.expression(operand)) };
  }
  return new ChainParser(session, chain).parse();
}

function flatten(session: LoweringSession, node: NodeIndex, chain: Chain): void {
  const { cst } = session;
  // Left-deep without recursion; the right side only ever nests as deep as there are precedences.
  const rights: { operator: NodeIndex; right: NodeIndex }[] = [];
  let at = node;
  while (cst.type(at) === 'binary_expression' && (at === node || !isDamaged(session, at))) {
    rights.push({ operator: cst.childInField(at, 'operator'), right: cst.childInField(at, 'right') });
    at = cst.childInField(at, 'left');
  }
  chain.operands.push(at);
  for (const { operator, right } of rights.reverse()) {
    chain.operators.push({ ...cst.span(operator), op: binaryOperator(cst.textOf(operator)) });
    if (cst.type(right) === 'binary_expression' && !isDamaged(session, right)) flatten(session, right, chain);
    else chain.operands.push(right);
  }
}

/** What is wrong with it is said where it is read by itself. */
function isDamaged({ cst }: LoweringSession, node: NodeIndex): boolean {
  return cst.hasError && cst.children(node).some((child) => cst.isError(child) || cst.isMissing(child));
}

function binaryOperator(text: string): BinaryOperator | undefined {
  if (Object.hasOwn(ALTERNATIVE_SPELLINGS, text)) return ALTERNATIVE_SPELLINGS[text];
  return isBinaryOperator(text) ? text : undefined;
}

function isBinaryOperator(text: string): text is BinaryOperator {
  return Object.hasOwn(PRECEDENCE, text);
}

const UNARY_AND_BINARY: ReadonlySet<string> = new Set(['&', '*', '-', '+']);

class ChainParser {
  private at = 0;

  constructor(
    private readonly session: LoweringSession,
    private readonly chain: Chain,
  ) {}

  parse(): Expr {
    return this.climb(1);
  }

  private climb(minimum: number): Expr {
    let left = this.operand();
    for (;;) {
      const operator = this.chain.operators[this.at];
      if (operator?.op === undefined || PRECEDENCE[operator.op] < minimum) return left;
      this.at++;
      const right = this.climb(PRECEDENCE[operator.op] + 1);
      const { start, end, op } = operator;
      left = { kind: 'binary', start: left.start, end: right.end, op, opSpan: { start, end }, left, right };
    }
  }

  private operand(): Expr {
    const node = this.chain.operands[this.at] ?? 0;
    const operator = this.chain.operators[this.at];
    if (operator?.op === undefined || !UNARY_AND_BINARY.has(operator.op)) return this.session.expression(node);
    const cast = this.castBefore(node, operator);
    if (!cast) return this.session.expression(node);
    this.at++;
    const inner = this.operand();
    const operand: Expr = {
      kind: 'unary',
      start: operator.start,
      end: inner.end,
      op: asUnary(operator.op),
      operand: inner,
    };
    let result: Expr = { kind: 'cast', start: cast.start, end: operand.end, type: cast.type, operand };
    for (const wrap of cast.wraps) result = wrap(result);
    return result;
  }

  /** The operand is `(T)`, perhaps behind prefix operators: `*(PULONG)&x`. */
  private castBefore(
    node: NodeIndex,
    operator: Operator,
  ): (Span & { type: TypeName; wraps: ((e: Expr) => Expr)[] }) | undefined {
    const { cst, file } = this.session;
    const wraps: ((e: Expr) => Expr)[] = [];
    let at = node;
    for (let i = 0; i < 20 && cst.type(at) !== 'parenthesized_expression'; i++) {
      const wrap = this.prefix(at);
      if (!wrap) return undefined;
      wraps.unshift(wrap.apply);
      at = wrap.argument;
    }
    const inner = cst.namedChildren(at);
    const only = inner[0];
    if (inner.length !== 1 || only === undefined || cst.type(only) !== 'identifier') return undefined;
    const name = cst.textOf(only);
    const isType = this.looksUnary(operator) ? file.types.isPossible(name) : file.types.isLikely(name);
    return isType ? { ...cst.span(at), type: namedType(name, cst.span(only)), wraps } : undefined;
  }

  private prefix(node: NodeIndex): { argument: NodeIndex; apply: (e: Expr) => Expr } | undefined {
    const { cst } = this.session;
    const start = cst.start(node);
    switch (cst.type(node)) {
      case 'unary_expression':
      case 'pointer_expression': {
        const op = unaryOperator(cst.textOf(cst.childInField(node, 'operator')));
        if (op === undefined) return undefined;
        return {
          argument: cst.childInField(node, 'argument'),
          apply: (operand) => ({ kind: 'unary', start, end: operand.end, op, operand }),
        };
      }
      default:
        return undefined;
    }
  }

  /** `(MASK)&x` and `(MASK) &x`, but not `(MASK) & x`. */
  private looksUnary(operator: Operator): boolean {
    const { cst } = this.session;
    return !/\s/.test(cst.source[operator.end - cst.shift] ?? ' ');
  }
}

function asUnary(op: BinaryOperator): UnaryOperator {
  return unaryOperator(op) ?? '+';
}

const UNARY_OPERATORS: Readonly<Record<string, UnaryOperator>> = {
  '!': '!', '~': '~', '-': '-', '+': '+', '*': '*', '&': '&', not: '!', compl: '~',
}; // prettier-ignore

export function unaryOperator(text: string): UnaryOperator | undefined {
  return Object.hasOwn(UNARY_OPERATORS, text) ? UNARY_OPERATORS[text] : undefined;
}
