import { PASTE, type Call, type Expr, type FileSyntax, type Ident, type MacroDecl, type Stmt } from '../../syntax/ast';
import { chosenInFile, parts, walkExpression } from '../../syntax/walk';
import type { Program } from '../../flow/program';
import { model } from '../../model';
import { nearestName } from '../../workspace/nearestName';
import { conditionalBeforeBind } from '../conditionalMode';
import { withoutFlagAt } from '../flagEdits';
import { mentions } from '../mentions';
import type { Place } from '../../wsk/place';
import type { WskFacts } from '../../wsk/facts';
import type { FixReport, Rule, RuleContext } from '../rule';

/** Names in the form of a flag that the model does not know. */
const candidates = chosenInFile(
  (expr: Expr): expr is Ident =>
    expr.kind === 'ident' &&
    expr.name.startsWith('WSK_EVENT_') &&
    !expr.name.includes(PASTE) &&
    !model.lookup(expr.name),
);

/** Uses of what may be a macro that makes a flag's name of its argument. */
const uses = chosenInFile(
  (expr: Expr): expr is Call => expr.kind === 'call' && expr.callee.kind === 'ident' && expr.args.length > 0,
);

/** Where a macro puts a flag's name together. */
const pastes = chosenInFile((expr: Expr): expr is Ident => isPasted(expr));

/** Flags that wsk.h has: https://learn.microsoft.com/windows-hardware/drivers/network/so-wsk-event-callback */
export const rule: Rule = {
  meta: { id: 'unknown-event-flag', section: 'events', severity: 'error', statements: ['A11', 'B5'], fixable: true },
  check({ facts, files, report }) {
    const known = [...model.eventFlags.keys()];
    const isAnyPasted = [...files.values()].some(({ syntax }) => pastes(syntax).length > 0);
    for (const [path, { syntax }] of files) {
      let locals: ReadonlySet<string> | undefined;
      for (const expr of candidates(syntax)) {
        if (facts.program.defines(expr.name)) continue;
        locals ??= declaredIn(syntax);
        if (locals.has(expr.name)) continue;
        const place = { file: path, start: expr.start, end: expr.end };
        const conditional = /INSPECT|ABORT/.test(expr.name);
        const nearest = conditional ? undefined : (contained(expr.name, known) ?? nearestFlag(expr.name, known));
        const fixes: FixReport[] =
          nearest === undefined
            ? conditional
              ? withConditionalAccept(place, facts, files)
              : []
            : [{ title: { id: 'fix', args: { name: nearest } }, safe: false, edits: [{ place, newText: nearest }] }];
        report({ place, message: { id: conditional ? 'conditional' : 'unknown', args: { name: expr.name } }, fixes });
      }
      for (const use of isAnyPasted ? uses(syntax) : []) {
        for (const { name, part } of pastedBy(use, path, syntax, facts.program)) {
          if (model.lookup(name) || facts.program.defines(name)) continue;
          const id = /INSPECT|ABORT/.test(name) ? 'conditional' : 'unknown';
          report({ place: { file: path, start: part.start, end: part.end }, message: { id, args: { name } } });
        }
      }
    }
  },
};

interface Pasted {
  readonly name: string;
  /** What the use gives of it. */
  readonly part: Ident;
}

/** `EVENT(RECEIVE)` with `#define EVENT(n) WSK_EVENT_##n`: the flags' names that the use makes, through macros in its body too. */
function pastedBy(use: Call, file: string, { macros }: FileSyntax, program: Program): readonly Pasted[] {
  const macro = use.callee.kind === 'ident' ? program.resolveMacro(use.callee.name, file) : undefined;
  if (!macro?.decl.expr) return [];
  // In the body of another macro a parameter stands for what that one is given.
  const around = macros.find(({ start, end }) => start <= use.start && use.end <= end);
  const given = argumentsOf(use, macro.decl, (arg) => (around?.params?.includes(arg.name) ? undefined : arg));
  return given.size === 0 ? [] : pastedIn(macro.decl.expr, given, macro.file, program, [macro.decl]);
}

function isPasted(expr: Expr): expr is Ident {
  return expr.kind === 'ident' && expr.name.startsWith('WSK_EVENT_') && expr.name.includes(PASTE);
}

function pastedIn(
  body: Expr,
  given: ReadonlyMap<string, Ident>,
  file: string,
  program: Program,
  within: readonly MacroDecl[],
): readonly Pasted[] {
  const found: Pasted[] = [];
  walkExpression(body, (expr) => {
    if (isPasted(expr)) {
      const words = expr.name.split(PASTE);
      const [part, ...others] = words.flatMap((word) => given.get(word) ?? []);
      if (part && others.length === 0 && words.length === 2)
        found.push({ name: words.map((word) => given.get(word)?.name ?? word).join(''), part });
    }
    if (expr.kind !== 'call' || expr.callee.kind !== 'ident') return;
    const macro = program.resolveMacro(expr.callee.name, file);
    if (!macro?.decl.expr || within.includes(macro.decl)) return;
    const passed = argumentsOf(expr, macro.decl, (arg) => given.get(arg.name));
    if (passed.size > 0) found.push(...pastedIn(macro.decl.expr, passed, macro.file, program, [...within, macro.decl]));
  });
  return found;
}

/** Parameters that a use of the macro gives a name. */
function argumentsOf(
  use: Call,
  { params }: MacroDecl,
  meaning: (arg: Ident) => Ident | undefined,
): ReadonlyMap<string, Ident> {
  const given = new Map<string, Ident>();
  params?.forEach((param, i) => {
    const arg = use.args[i];
    const meant = arg?.kind === 'ident' ? meaning(arg) : undefined;
    if (meant) given.set(param, meant);
  });
  return given;
}

/** Names of parameters and local variables, by whatever function. */
function declaredIn({ functions }: FileSyntax): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = (stmt: Stmt): void => {
    if (stmt.kind === 'decl') for (const { name } of stmt.declarators) names.add(name);
    for (const inner of parts(stmt).statements) collect(inner);
  };
  for (const fn of functions) {
    for (const param of fn.params ?? []) names.add(param.name);
    if (fn.body) collect(fn.body);
  }
  return names;
}

/** By what comes after the prefix that all of them have. */
function nearestFlag(name: string, known: readonly string[]): string | undefined {
  const prefix = 'WSK_EVENT_';
  const nearest = nearestName(
    name.slice(prefix.length),
    known.map((one) => one.slice(prefix.length)),
  );
  return nearest === undefined ? undefined : prefix + nearest;
}

/** `WSK_EVENT_BACKLOG` is a part of a name that there is. */
function contained(name: string, known: readonly string[]): string | undefined {
  const [short = '', ...words] = name.split('_').reverse();
  if (words.length < 2) return undefined;
  const found = known.filter((one) => one.endsWith(`_${short}`) || (short.length > 4 && one.endsWith(short)));
  return found.length === 1 ? found[0] : undefined;
}

/** The flag goes, and the mode that it was meant for is switched on before the socket is bound. */
function withConditionalAccept(place: Place, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const removal = withoutFlagAt(place, files);
  if (!removal) return [];
  if (mentions(files, 'SO_CONDITIONAL_ACCEPT')) return [{ title: { id: 'drop' }, safe: false, edits: removal }];
  const edits = conditionalBeforeBind(facts, files, () => true);
  return edits
    ? [{ title: { id: 'mode' }, safe: false, edits: [...removal, ...edits] }]
    : [{ title: { id: 'drop' }, safe: false, edits: removal }];
}
