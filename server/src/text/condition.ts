/** `#if` expressions over what is known; everything else is unknown, not zero: headers that nobody showed us define names too. */
import { scan, TokenKind, type Tokens } from './scan';

/** What a name stands for in a condition: its text, `null` when it is known to be undefined. */
export type DefinitionLookup = (name: string) => string | null | undefined;

/** Undefined: not known. */
export type ConditionValue = number | undefined;

const MAX_EXPANSION = 8;

export function evaluateCondition(text: string, lookup: DefinitionLookup): ConditionValue {
  return new ConditionParser(scan(text, { language: 'c', insideDirective: true }), lookup, 0).parse();
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};

const TWO_CHARACTER = new Set(['||', '&&', '==', '!=', '<=', '>=', '<<', '>>']);

class ConditionParser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly tokens: Tokens,
    private readonly lookup: DefinitionLookup,
    private readonly expansion: number,
  ) {}

  parse(): ConditionValue {
    const value = this.ternary();
    return this.at >= this.significantCount() ? value : undefined;
  }

  private significantCount(): number {
    let count = this.tokens.count;
    while (count > 0 && this.tokens.kind(count - 1) === TokenKind.Comment) count--;
    return count;
  }

  private skipComments(): void {
    while (this.tokens.kind(this.at) === TokenKind.Comment) this.at++;
  }

  private ternary(): ConditionValue {
    const test = this.binary(1);
    if (!this.take('?')) return test;
    const then = this.ternary();
    if (!this.take(':')) return undefined;
    const otherwise = this.ternary();
    if (test === undefined) return undefined;
    return test !== 0 ? then : otherwise;
  }

  private binary(minimum: number): ConditionValue {
    let left = this.unary();
    for (;;) {
      const operator = this.operator();
      const precedence = PRECEDENCE[operator] ?? 0;
      if (precedence < minimum || precedence === 0) return left;
      this.at += operator.length === 2 ? 2 : 1;
      left = combine(operator, left, this.binary(precedence + 1));
    }
  }

  private operator(): string {
    this.skipComments();
    if (this.tokens.kind(this.at) !== TokenKind.Punct) return '';
    const one = this.tokens.textOf(this.at);
    const two = one + this.tokens.textOf(this.at + 1);
    const adjacent = this.tokens.end(this.at) === this.tokens.start(this.at + 1);
    return adjacent && TWO_CHARACTER.has(two) ? two : one;
  }

  private take(punctuation: string): boolean {
    this.skipComments();
    if (!this.tokens.is(this.at, punctuation)) return false;
    this.at++;
    return true;
  }

  private unary(): ConditionValue {
    if (this.depth > 200) {
      this.at = this.tokens.count + 1;
      return undefined;
    }
    this.depth++;
    const value = this.unaryInner();
    this.depth--;
    return value;
  }

  private unaryInner(): ConditionValue {
    if (this.take('!')) {
      const value = this.unary();
      return value === undefined ? undefined : value === 0 ? 1 : 0;
    }
    if (this.take('-')) {
      const value = this.unary();
      return value === undefined ? undefined : -value;
    }
    if (this.take('+')) return this.unary();
    if (this.take('~')) {
      const value = this.unary();
      return value === undefined ? undefined : ~value;
    }
    if (this.take('(')) {
      const value = this.ternary();
      if (!this.take(')')) this.at = this.tokens.count + 1;
      return value;
    }
    return this.primary();
  }

  private primary(): ConditionValue {
    const kind = this.tokens.kind(this.at);
    const text = this.tokens.textOf(this.at);
    this.at++;
    if (kind === TokenKind.Number) return integerValue(text);
    if (kind === TokenKind.Char && text.length === 3) return text.charCodeAt(1);
    if (kind !== TokenKind.Ident) return undefined;
    if (text === 'defined') return this.defined();
    if (this.take('(')) {
      this.skipGroup();
      return undefined;
    }
    return this.named(text);
  }

  private defined(): ConditionValue {
    const parenthesized = this.take('(');
    const name = this.tokens.textOf(this.at);
    this.at++;
    if (parenthesized && !this.take(')')) return undefined;
    const definition = this.lookup(name);
    return definition === undefined ? undefined : definition === null ? 0 : 1;
  }

  private named(name: string): ConditionValue {
    if (name === 'true') return 1;
    if (name === 'false') return 0;
    const definition = this.lookup(name);
    if (definition === null) return 0;
    if (definition === undefined || definition.trim() === '' || this.expansion >= MAX_EXPANSION) return undefined;
    const tokens = scan(definition, { language: 'c', insideDirective: true });
    return new ConditionParser(tokens, this.lookup, this.expansion + 1).parse();
  }

  private skipGroup(): void {
    let open = 1;
    while (open > 0 && this.at < this.tokens.count) {
      if (this.tokens.is(this.at, '(')) open++;
      else if (this.tokens.is(this.at, ')')) open--;
      this.at++;
    }
  }
}

function combine(operator: string, left: ConditionValue, right: ConditionValue): ConditionValue {
  if (operator === '&&') {
    if (left === 0 || right === 0) return 0;
    return left === undefined || right === undefined ? undefined : 1;
  }
  if (operator === '||') {
    if ((left !== undefined && left !== 0) || (right !== undefined && right !== 0)) return 1;
    return left === undefined || right === undefined ? undefined : 0;
  }
  if (left === undefined || right === undefined) return undefined;
  return arithmetic(operator, left, right);
}

function arithmetic(operator: string, left: number, right: number): ConditionValue {
  switch (operator) {
    case '|':
      return Number(BigInt.asIntN(64, BigInt(left) | BigInt(right)));
    case '^':
      return Number(BigInt.asIntN(64, BigInt(left) ^ BigInt(right)));
    case '&':
      return Number(BigInt.asIntN(64, BigInt(left) & BigInt(right)));
    case '==':
      return left === right ? 1 : 0;
    case '!=':
      return left !== right ? 1 : 0;
    case '<':
      return left < right ? 1 : 0;
    case '>':
      return left > right ? 1 : 0;
    case '<=':
      return left <= right ? 1 : 0;
    case '>=':
      return left >= right ? 1 : 0;
    case '<<':
      return right < 0 || right > 52 ? undefined : left * 2 ** right;
    case '>>':
      return right < 0 || right > 63 ? undefined : Math.floor(left / 2 ** right);
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? undefined : Math.trunc(left / right);
    case '%':
      return right === 0 ? undefined : left % right;
    default:
      return undefined;
  }
}

/** The value of an integer literal with any suffix; undefined when it is no integer or not exactly representable. */
export function integerValue(text: string): number | undefined {
  const match = /^(0[xX][0-9a-fA-F']+|0[bB][01']+|[0-9][0-9']*)(?:[uUlLzZ]*|[uU]?[iI](?:8|16|32|64|128))$/.exec(text);
  const digits = match?.[1]?.replace(/'/g, '');
  if (digits === undefined) return undefined;
  const octal = /^0[0-7]+$/.test(digits);
  if (!octal && /^0[0-9]/.test(digits)) return undefined;
  const value = octal ? parseInt(digits, 8) : Number(digits);
  return Number.isSafeInteger(value) ? value : undefined;
}
