/** Members that the initialiser of a dispatch table lacks, each with a function of the workspace, or with one that is written for it. */
import { model, type DispatchTable, type TableMember, type WskCallback } from '../../model';
import { blankBefore, declarationStart } from '../../rules/ownIrp';
import type { Tokens } from '../../text/scan';
import { callbackStub, codeStyle, freeName, handlerName } from '../../wsk/source';
import { matchingFunctions } from '../callbackFunctions';
import type { Knowledge } from '../knowledge';
import type { Translate } from '../messages';
import { enclosingFunction } from '../enclosingFunction';
import { closingBracket, enclosingBracket } from '../sourceTokens';
import { initialisedBy } from './initialiser';
import { item, type CompletionItem } from './item';

interface Written {
  readonly table: DispatchTable;
  readonly brace: number;
  /** `{ .Member = …` names its members, `{ OnReceive, …` goes by their order. */
  readonly members: ReadonlySet<string>;
  readonly handlers: readonly { readonly callback: string; readonly handler: string }[];
}

export class TableCompleter {
  constructor(
    private readonly tokens: Tokens,
    private readonly path: string,
    private readonly next: number,
    private readonly knowledge: Knowledge | undefined,
    private readonly translate: Translate,
  ) {}

  items(): CompletionItem[] | undefined {
    const dotted = this.tokens.is(this.next - 1, '.');
    const before = this.next - (dotted ? 2 : 1);
    const value = this.tokens.is(before, '=') && this.tokens.is(before - 2, '.');
    if (!this.tokens.is(before, '{') && !this.tokens.is(before, ',') && !value) return undefined;
    const brace = enclosingBracket(this.tokens, this.next);
    const table = this.tableBefore(brace);
    if (!table) return undefined;
    const written = this.written(table, brace);
    if (value) return this.values(written, this.tokens.textOf(before - 1), '');
    const isFirst = this.tokens.is(before, '{') && table.members[0]?.role !== 'callback';
    const isPositional = written.members.size === 0 && (!this.tokens.is(before, '{') || isFirst) && !dotted;
    if (isPositional) return this.values(written, this.memberByPlace(written)?.name ?? '', '');
    return table.members
      .filter((member) => member.role === 'callback' && !member.reserved && !written.members.has(member.name))
      .flatMap((member) => this.values(written, member.name, `${dotted ? '' : '.'}${member.name} = `, dotted));
  }

  /** `const WSK_CLIENT_CONNECTION_DISPATCH Events = {`. */
  private tableBefore(brace: number): DispatchTable | undefined {
    for (const { type } of initialisedBy(this.tokens, brace)) {
      const table = model.tables.get(type);
      if (table?.side === 'client') return table;
    }
    // Words of the platform's between the type and the name, brackets behind it.
    if (!this.tokens.is(brace, '{') || !this.tokens.is(brace - 1, '=')) return undefined;
    for (let at = brace - 1; at >= 0 && brace - at < 8; at--) {
      const table = model.tables.get(this.tokens.textOf(at));
      if (table?.side === 'client') return table;
      if (this.tokens.is(at, ';') || this.tokens.is(at, '}')) return undefined;
    }
    return undefined;
  }

  private written(table: DispatchTable, brace: number): Written {
    const members = new Set<string>();
    const handlers: { callback: string; handler: string }[] = [];
    const end = Math.min(closingBracket(this.tokens, brace), brace + 100);
    for (let at = brace + 1; at < end; at++) {
      if (!this.tokens.is(at - 1, '.')) continue;
      const member = this.tokens.textOf(at);
      members.add(member);
      if (this.tokens.is(at + 1, '=')) handlers.push({ callback: member, handler: this.tokens.textOf(at + 2) });
    }
    if (members.size === 0) {
      table.members.forEach((member, place) => {
        const at = brace + 1 + 2 * place;
        const handler = this.tokens.textOf(at);
        if (at < this.next && /^[A-Za-z_]\w*$/.test(handler) && handler !== 'NULL')
          handlers.push({ callback: member.target ?? member.name, handler });
      });
    }
    return { table, brace, members, handlers };
  }

  private memberByPlace({ table, brace }: Written): TableMember | undefined {
    let place = 0;
    for (let at = brace + 1; at < this.next; at++) {
      if (this.tokens.is(at, '(') || this.tokens.is(at, '{')) at = closingBracket(this.tokens, at);
      else if (this.tokens.is(at, ',')) place++;
    }
    return table.members[place];
  }

  /** What can stand in the member: functions that fit, one that is generated, NULL. */
  private values(written: Written, member: string, prefix: string, dotted = false): CompletionItem[] {
    const entry = written.table.members.find((one) => one.name === member);
    const contract = entry && model.callbacks.get(entry.target ?? entry.name);
    if (!contract) return prefix === '' ? this.data(member) : [];
    const used = new Set(written.handlers.map(({ handler }) => handler));
    const functions = this.knowledge ? matchingFunctions(this.knowledge.facts.program, contract, this.path) : [];
    const found = functions
      .filter((handler) => !used.has(handler))
      .map((handler) => item(`${prefix}${handler}`, 'field', this.translate('completion.matching'), contract.name));
    const generated = this.generated(written, contract, prefix);
    const bare = `${dotted ? '' : '.'}${member}`;
    const open: CompletionItem =
      prefix === ''
        ? item('NULL', 'value', this.translate('detail.callback'), contract.name)
        : {
            ...item(bare, 'field', this.translate('detail.callback'), contract.name),
            insertText: `${bare} = \${1:NULL}`,
            isSnippet: true,
          };
    return [...found, generated, open];
  }

  /** What the table of the client object wants besides its callback. */
  private data(member: string): CompletionItem[] {
    if (member === 'Version')
      return [item('MAKE_WSK_VERSION(1, 0)', 'value', this.translate('detail.macro'), 'MAKE_WSK_VERSION')];
    return member === 'Reserved' ? [item('0', 'value', this.translate('argument.reserved'), undefined)] : [];
  }

  private generated({ brace, handlers }: Written, callback: WskCallback, prefix: string): CompletionItem {
    const { text } = this.tokens;
    const name = freeName(handlerName(callback.name, handlers), text);
    const style = codeStyle(text);
    // A table in a function: its callbacks stand before the function.
    const fn = enclosingFunction(this.tokens, brace);
    const offset = declarationStart(text, this.tokens.start(fn ? fn.nameAt : brace - 2));
    return {
      ...item(`${prefix}${name}`, 'field', this.translate('completion.generated'), callback.name),
      addition: {
        offset,
        text: blankBefore(text, offset, style.lineEnd) + callbackStub(callback, name, style) + style.lineEnd,
      },
    };
  }
}
