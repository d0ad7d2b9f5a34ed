import { rootOf } from '../../flow/regions';
import { valueKey, type Value } from '../../flow/values';
import { isNonNullHere } from '../../wsk/values';
import { placeOf } from '../../wsk/place';
import { model } from '../../model';
import { occurrences } from '../mentions';
import { edit, insertBefore, statementAt, type StatementPlace } from '../statements';
import { textOf } from '../text';
import type { Assign, FieldDecl } from '../../syntax/ast';
import { walkFile } from '../../syntax/walk';
import type { DereferenceFact, WriteFact, WskFacts } from '../../wsk/facts';
import type { EditReport, FixReport, Rule, RuleContext } from '../rule';

/** The structure is WSK's: https://learn.microsoft.com/windows-hardware/drivers/ddi/wsk/nc-wsk-pfn_wsk_inspect_event */
export const rule: Rule = {
  meta: {
    id: 'inspect-id',
    section: 'conditional-accept',
    severity: 'error',
    statements: ['C9', 'C13', 'C16', 'C17'],
    fixable: true,
  },
  check({ facts, files, report }) {
    for (const write of facts.writes) {
      if (!isInspectId(write.value) || rootOf(write.region).r === 'local') continue;
      report({ place: placeOf(write.site), message: { id: 'stored' }, fixes: copied(write, facts, files) });
    }
    for (const use of facts.dereferences) {
      if (!isInspectId(use.value) || use.root.callback !== 'WskInspectEvent' || isNonNullHere(use.value, use.state))
        continue;
      report({ place: placeOf(use.site), message: { id: 'untested' }, fixes: tested(use, files) });
    }
    for (const compared of facts.comparisons) {
      const [one, other] = [compared.left, compared.right];
      if (!(isInspectId(one) && isPointer(other)) && !(isInspectId(other) && isPointer(one))) continue;
      report({ place: placeOf(compared.site), message: { id: 'compared' } });
    }
  },
};

function isInspectId(value: Value): boolean {
  return value.k === 'symbol' && /^(?:nullable|callback):Wsk\w+Event:InspectID$/.test(value.symbol.tag);
}

function isPointer(value: Value): boolean {
  return value.k !== 'int' && valueKey(value) !== '#0';
}

/** The callback answers at once when there is no id. */
function tested(use: DereferenceFact, files: RuleContext['files']): FixReport[] {
  const { fn } = use.root;
  const index = model.callbacks.get('WskInspectEvent')?.params.findIndex(({ name }) => name === 'InspectID') ?? -1;
  const name = fn.decl.params?.[index]?.name;
  const at = use.site.frame?.fn === fn ? statementAt(fn, placeOf(use.site), files) : undefined;
  const outer = at && outermost(at);
  if (!outer || name === undefined || name === '') return [];
  const edits = insertBefore(outer, `if (${name} == NULL) {\n    return WskInspectReject;\n}`);
  return edits ? [{ title: { id: 'test', args: { name } }, safe: false, edits }] : [];
}

/** The statement of the function's own block that holds this one: a test there holds on every path. */
function outermost(at: StatementPlace): StatementPlace {
  const [stmt, owner] = at.parents;
  if (!stmt || !owner) return at;
  const siblings = owner.kind === 'block' ? owner.body : undefined;
  return outermost({ ...at, stmt, siblings, index: siblings?.indexOf(stmt) ?? 0, parents: at.parents.slice(1) });
}

/** The member becomes the structure, where all that names it can do with one. */
function copied(write: WriteFact, facts: WskFacts, files: RuleContext['files']): FixReport[] {
  const { region, site } = write;
  const owner = region.r === 'field' ? region.base.type : undefined;
  if (region.r !== 'field' || owner?.t !== 'record' || !site.frame) return [];
  const at = statementAt(site.frame.fn, placeOf(site), files);
  const store = at?.stmt.kind === 'expr' && at.stmt.expr.kind === 'assign' ? at.stmt.expr : undefined;
  if (store?.op !== '=' || store.target.kind !== 'member' || store.value.kind !== 'ident') return [];
  for (const [file, syntax] of facts.program.files) {
    for (const record of syntax.records) {
      if (record.name !== owner.name && !record.typedefs.includes(owner.name)) continue;
      const field = record.fields.find(({ name }) => name === region.name);
      const uses = field && isLonely(field, file, files) ? asStructure(field.name, store, files) : undefined;
      if (!field || !uses) continue;
      return [
        {
          title: { id: 'copy' },
          safe: false,
          edits: [
            edit(file, field.type.start, field.type.end, 'WSK_INSPECT_ID'),
            edit(site.file, store.value.start, store.value.start, '*'),
            ...uses,
          ],
        },
      ];
    }
  }
  return [];
}

/** `PWSK_INSPECT_ID Member;`, alone in its declaration. */
function isLonely(field: FieldDecl, file: string, files: RuleContext['files']): boolean {
  const source = files.get(file);
  return /^PWSK_INSPECT_ID\s+\w+\s*;?$/.test(textOf(source, field)) && textOf(source, field.type) === 'PWSK_INSPECT_ID';
}

/** The other uses of the member when it is a structure: its address as an argument, `.` for `->`. */
function asStructure(name: string, store: Assign, files: RuleContext['files']): EditReport[] | undefined {
  const edits: EditReport[] = [];
  let known = 2;
  for (const [file, { syntax, text }] of files) {
    walkFile(syntax, (expr) => {
      if (expr === store) return;
      if (expr.kind === 'call') {
        for (const arg of expr.args)
          if (arg.kind === 'member' && arg.name === name) {
            known++;
            edits.push(edit(file, arg.start, arg.start, '&'));
          }
      } else if (expr.kind === 'member' && expr.arrow && expr.object.kind === 'member' && expr.object.name === name) {
        known++;
        const arrow = text.indexOf('->', expr.object.end);
        edits.push(edit(file, arrow, arrow + 2, '.'));
      }
    });
  }
  return occurrences(files, name).length === known ? edits : undefined;
}
