/** The typed syntax as short text, so that a test can say what it expects in one line. */
import type { Expr, Stmt, TypeName } from '../../../server/src/syntax/ast';

export function typeText(type: TypeName): string {
  const arrays = type.arrays.map((size) => `[${size ? exprText(size) : ''}]`).join('');
  if (type.functionPointer) {
    const params = type.functionPointer.params.map((param) => typeText(param.type)).join(',');
    return `fn(${params})->${typeText(type.functionPointer.returnType)}${'*'.repeat(type.pointers)}${arrays}`;
  }
  const tag = type.tag ? `${type.tag} ` : '';
  const mark = `${type.reference === true ? '&' : ''}${type.opaque === true ? '?' : ''}`;
  return `${type.isConst ? 'const ' : ''}${tag}${type.base}${'*'.repeat(type.pointers)}${mark}${arrays}`;
}

function list(exprs: readonly Expr[]): string {
  return exprs.map(exprText).join(', ');
}

export function exprText(expr: Expr): string {
  switch (expr.kind) {
    case 'ident':
      return expr.name;
    case 'number':
    case 'char':
      return String(expr.value);
    case 'string':
      return expr.text;
    case 'keyword':
      return `$${expr.name}`;
    case 'unary':
      return `${expr.op}(${exprText(expr.operand)})`;
    case 'update':
      return expr.prefix ? `${expr.op}(${exprText(expr.operand)})` : `(${exprText(expr.operand)})${expr.op}`;
    case 'binary':
      return `(${exprText(expr.left)} ${expr.op} ${exprText(expr.right)})`;
    case 'assign':
      return `${exprText(expr.target)} ${expr.op} ${exprText(expr.value)}`;
    case 'conditional':
      return `(${exprText(expr.test)} ? ${exprText(expr.then)} : ${exprText(expr.otherwise)})`;
    case 'comma':
      return `(${exprText(expr.left)}, ${exprText(expr.right)})`;
    case 'call':
      return `${exprText(expr.callee)}(${list(expr.args)})`;
    case 'member':
      return `{${exprText(expr.object)}}${expr.arrow ? '->' : '.'}${expr.name}`;
    case 'index':
      return `{${exprText(expr.object)}}[${exprText(expr.index)}]`;
    case 'cast':
      return `<${typeText(expr.type)}>(${exprText(expr.operand)})`;
    case 'sizeofType':
      return `sizeof<${typeText(expr.type)}>`;
    case 'sizeofExpr':
      return `sizeof(${exprText(expr.operand)})`;
    case 'offsetof':
      return `offsetof<${typeText(expr.type)}>.${expr.member}`;
    case 'initList':
      return `{${expr.items
        .map((item) => {
          const designators = item.designators
            .map((d) => (typeof d === 'string' ? `.${d}` : `[${exprText(d)}]`))
            .join('');
          return `${designators}${designators === '' ? '' : '='}${exprText(item.value)}`;
        })
        .join(', ')}}`;
    case 'compoundLiteral':
      return `<${typeText(expr.type)}>${exprText(expr.init)}`;
    case 'lambda':
      return `[${expr.captures.join()}](${expr.params.map((param) => param.name).join()})${stmtText(expr.body)}`;
    case 'new':
      return `new ${typeText(expr.type)}(${list(expr.args)})`;
    case 'delete':
      return `delete ${exprText(expr.operand)}`;
    case 'unknown':
      return `?(${list(expr.parts)})`;
  }
}

export function stmtText(stmt: Stmt): string {
  switch (stmt.kind) {
    case 'expr':
      return `${exprText(stmt.expr)};`;
    case 'decl': {
      const storage = stmt.storage === 'none' ? '' : `${stmt.storage} `;
      return `${storage}${stmt.declarators
        .map((d) => `${typeText(d.type)} ${d.name}${d.init ? ` = ${exprText(d.init)}` : ''}`)
        .join(', ')};`;
    }
    case 'block':
      return `{${stmt.body.map((inner) => ` ${stmtText(inner)}`).join('')} }`;
    case 'if':
      return `if (${exprText(stmt.test)}) ${stmtText(stmt.then)}${stmt.otherwise ? ` else ${stmtText(stmt.otherwise)}` : ''}`;
    case 'while':
    case 'switch':
      return `${stmt.kind} (${exprText(stmt.test)}) ${stmtText(stmt.body)}`;
    case 'doWhile':
      return `do ${stmtText(stmt.body)} while (${exprText(stmt.test)});`;
    case 'for': {
      const parts = [
        stmt.init ? stmtText(stmt.init) : ';',
        stmt.test ? exprText(stmt.test) : '',
        stmt.update ? exprText(stmt.update) : '',
      ];
      return `for (${parts[0] ?? ''} ${parts[1] ?? ''}; ${parts[2] ?? ''}) ${stmtText(stmt.body)}`;
    }
    case 'forRange':
      return `for (${stmt.variable?.name ?? ''} : ${exprText(stmt.range)}) ${stmtText(stmt.body)}`;
    case 'case':
      return stmt.test ? `case ${exprText(stmt.test)}:` : 'default:';
    case 'label':
      return `${stmt.name}:`;
    case 'goto':
      return `goto ${stmt.label};`;
    case 'return':
      return `return${stmt.value ? ` ${exprText(stmt.value)}` : ''};`;
    case 'try': {
      const handlers = stmt.handlers.map((h) => ` except (${h.filter ? exprText(h.filter) : ''}) ${stmtText(h.body)}`);
      return `try ${stmtText(stmt.body)}${handlers.join('')}${stmt.finalizer ? ` finally ${stmtText(stmt.finalizer)}` : ''}`;
    }
    case 'memberInit':
      return `${stmt.name}${exprText(stmt.init)}`;
    case 'opaque':
      return `opaque<${stmt.names.join()}>`;
    case 'break':
    case 'continue':
    case 'leave':
    case 'empty':
      return `${stmt.kind};`;
  }
}
