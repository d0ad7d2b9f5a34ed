/**
 * Expands a snippet body the way an editor does that accepts every default: the grammar of VS Code's snippets without
 * transformations, which the snippets here don't use.
 */
export interface TabStop {
  readonly number: number;
  /** Offset in the expanded text, of every place where the tab stop stands. */
  readonly offsets: readonly number[];
  readonly choices: readonly string[];
}

export interface Expansion {
  readonly text: string;
  readonly tabStops: readonly TabStop[];
}

type Node = { readonly kind: 'text'; readonly text: string } | Named;

type Named =
  | {
      readonly kind: 'tabStop';
      readonly number: number;
      readonly content?: readonly Node[];
      readonly choices?: string[];
    }
  | { readonly kind: 'variable'; readonly name: string; readonly content?: readonly Node[] };

class Parser {
  private at = 0;

  constructor(private readonly source: string) {}

  /** Nodes up to the end of the body, or up to the brace that closes a placeholder. */
  nodes(nested: boolean): Node[] {
    const nodes: Node[] = [];
    let text = '';
    const flush = () => {
      if (text !== '') nodes.push({ kind: 'text', text });
      text = '';
    };
    for (;;) {
      const char = this.source[this.at];
      if (char === undefined) {
        if (nested) throw new Error('a placeholder is not closed');
        break;
      }
      if (nested && char === '}') break;
      if (char === '\\' && /[$}\\]/.test(this.source[this.at + 1] ?? '')) {
        text += this.source[this.at + 1] ?? '';
        this.at += 2;
        continue;
      }
      const node = char === '$' ? this.dollar() : undefined;
      if (node !== undefined) {
        flush();
        nodes.push(node);
      } else {
        text += char;
        this.at += 1;
      }
    }
    flush();
    return nodes;
  }

  private dollar(): Node | undefined {
    const braced = this.source[this.at + 1] === '{';
    const name = this.match(braced ? /\$\{(\d+|[A-Za-z_]\w*)/y : /\$(\d+|[A-Za-z_]\w*)/y);
    if (name === undefined) return undefined;
    if (!braced) return named(name);
    const separator = this.source[this.at];
    this.at += 1;
    switch (separator) {
      case '}':
        return named(name);
      case ':': {
        const content = this.nodes(true);
        this.at += 1;
        return { ...named(name), content };
      }
      case '|':
        return { kind: 'tabStop', number: Number(name), choices: this.choices() };
      default:
        throw new Error(`\${${name}${separator ?? ''} is not supported`);
    }
  }

  private choices(): string[] {
    const body = this.match(/((?:\\[\\,|]|[^\\|])*)\|\}/y);
    if (body === undefined) throw new Error('a choice is not closed');
    return body.split(/(?<!\\),/).map((choice) => choice.replace(/\\([\\,|])/g, '$1'));
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found === null) return undefined;
    this.at = pattern.lastIndex;
    return found[1];
  }
}

function named(name: string): Named {
  return /^\d/.test(name) ? { kind: 'tabStop', number: Number(name) } : { kind: 'variable', name };
}

export function expand(body: string): Expansion {
  const nodes = new Parser(body).nodes(false);
  const defaults = new Map<number, readonly Node[]>();
  const choices = new Map<number, readonly string[]>();
  collect(nodes, defaults, choices);

  let text = '';
  const offsets = new Map<number, number[]>();
  const write = (list: readonly Node[]): void => {
    for (const node of list) {
      if (node.kind === 'text') {
        text += node.text;
      } else if (node.kind === 'variable') {
        write(node.content ?? []);
      } else {
        offsets.set(node.number, [...(offsets.get(node.number) ?? []), text.length]);
        write(defaults.get(node.number) ?? []);
      }
    }
  };
  write(nodes);

  const tabStops = [...offsets].map(([number, places]) => ({
    number,
    offsets: places,
    choices: choices.get(number) ?? [],
  }));
  return { text, tabStops: tabStops.sort((a, b) => a.number - b.number) };
}

/** Every mention of a tab stop shows its first default; the first choice is the default of a choice. */
function collect(
  nodes: readonly Node[],
  defaults: Map<number, readonly Node[]>,
  choices: Map<number, readonly string[]>,
) {
  for (const node of nodes) {
    if (node.kind === 'text') continue;
    if (node.kind === 'tabStop' && !defaults.has(node.number)) {
      if (node.content !== undefined) defaults.set(node.number, node.content);
      if (node.choices !== undefined) {
        defaults.set(node.number, [{ kind: 'text', text: node.choices[0] ?? '' }]);
        choices.set(node.number, node.choices);
      }
    }
    collect(node.content ?? [], defaults, choices);
  }
}
