/** What stands at file, namespace or linkage level. */
import type { TemplateParam, VariableDecl } from '../ast';
import type { NodeIndex } from '../cst';
import { functionDefinition, functionPrototype, templateParameters } from './functions';
import { unreadable, type LoweringSession } from './session';
import { lowerDeclarator, storageOf } from './statements';
import { isTypedefPrototype, typedefPrototype } from './typedefPrototypes';
import { baseType } from './types';
import { lowerAlias, lowerTypedef } from './typedefs';

export interface Level {
  readonly scope: readonly string[];
  readonly isTemplate: boolean;
  readonly typeParams?: readonly TemplateParam[];
}

export function lowerTopLevel(session: LoweringSession, node: NodeIndex, level: Level): void {
  const { cst, out } = session;
  switch (cst.type(node)) {
    case 'function_definition':
    case 'constructor_or_destructor_definition': {
      const fn = functionDefinition(session, node, { ...level, inClass: false });
      if (fn) out.functions.push(fn);
      break;
    }
    case 'declaration':
      declaration(session, node, level);
      break;
    case 'type_definition':
      lowerTypedef(session, node);
      break;
    case 'alias_declaration':
      lowerAlias(session, node);
      break;
    case 'struct_specifier':
    case 'union_specifier':
    case 'class_specifier':
    case 'enum_specifier':
      session.recordOrEnum(node, level.scope, level.typeParams);
      break;
    case 'linkage_specification': {
      const body = cst.childInField(node, 'body');
      if (cst.type(body) === 'declaration_list') each(session, body, level);
      else if (body !== 0) lowerTopLevel(session, body, level);
      break;
    }
    case 'namespace_definition': {
      const name = cst.childInField(node, 'name');
      const scope = name === 0 ? level.scope : [...level.scope, ...cst.textOf(name).split('::')];
      each(session, cst.childInField(node, 'body'), { ...level, scope });
      break;
    }
    case 'template_declaration':
      for (const child of cst.namedChildren(node)) {
        if (cst.type(child) !== 'template_parameter_list')
          lowerTopLevel(session, child, { ...level, isTemplate: true, typeParams: templateParameters(session, node) });
      }
      break;
    case 'ERROR':
      unreadable(session, cst.span(node));
      break;
    default:
      for (const damage of cst.hasError ? cst.damage(node) : []) unreadable(session, cst.span(damage));
  }
}

function each(session: LoweringSession, list: NodeIndex, level: Level): void {
  if (list === 0) return;
  for (const child of session.cst.namedChildren(list)) lowerTopLevel(session, child, level);
}

function declaration(session: LoweringSession, node: NodeIndex, level: Level): void {
  const { cst, out } = session;
  const base = baseType(session, node);
  for (const child of cst.children(node)) if (cst.isError(child)) unreadable(session, cst.span(child));
  for (const declarator of cst.childrenInField(node, 'declarator')) {
    const prototype = functionPrototype(session, node, declarator, { ...level, inClass: false });
    if (prototype) {
      out.functions.push(prototype);
      continue;
    }
    for (const variable of lowerDeclarator(session, base, declarator, node)) {
      const scope = [...level.scope, ...(variable.scope ?? [])];
      const decl: VariableDecl = { ...variable, storage: storageOf(session, node), scope };
      if (isTypedefPrototype(session, decl))
        out.functions.push(typedefPrototype(session, node, decl, { ...level, inClass: false }));
      else out.variables.push(decl);
    }
  }
}
