/** Edits as people make them, and as they make them by mistake; the same for the same seed. */
import type { Random } from '../../drivers/random';

/** The files of a workspace and what they were before, so that an edit can be undone. */
export class EditedFiles {
  readonly texts: Map<string, string>;
  private readonly histories = new Map<string, string[]>();

  constructor(private readonly originals: ReadonlyMap<string, string>) {
    this.texts = new Map(originals);
  }

  get names(): readonly string[] {
    return [...this.texts.keys()];
  }

  textOf(file: string): string {
    return this.texts.get(file) ?? '';
  }

  original(file: string): string {
    return this.originals.get(file) ?? '';
  }

  /** Undefined deletes the file. */
  set(file: string, text: string | undefined): void {
    const history = this.histories.get(file) ?? [];
    history.push(this.textOf(file));
    this.histories.set(file, history.slice(-50));
    if (text === undefined) this.texts.delete(file);
    else this.texts.set(file, text);
  }

  undo(file: string): string | undefined {
    return this.histories.get(file)?.pop();
  }

  missing(): readonly string[] {
    return [...this.originals.keys()].filter((file) => !this.texts.has(file));
  }
}

/** One step: what it is called, and the texts that it sets one after the other (undefined deletes the file). */
export interface Step {
  readonly name: string;
  readonly changes: readonly (readonly [file: string, text: string | undefined])[];
}

/** What people type, in bodies, declarations, macros, tables and headers; broken code is part of it. */
const snippets = [
  ';',
  '}',
  '{',
  ')',
  '(',
  '/*',
  '*/',
  '//',
  '"',
  "'",
  '\\\n',
  ',',
  '\n',
  '\t',
  'if (status == STATUS_PENDING) {\n',
  'return STATUS_PENDING;\n',
  'return;\n',
  'goto Exit;\n',
  'while (1) {\n',
  '#if 0\n',
  '#else\n',
  '#endif\n',
  '#ifdef DBG\n',
  '#define WSK_EVENT_EXTRA (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)\n',
  '#define STATUS_SUCCESS 1\n',
  '#define CALL(x) do { (VOID)(x); } while (0)\n',
  '#undef CALL\n',
  '#include "echo.h"\n',
  '#include <wsk.h>\n',
  'WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE',
  ' | WSK_EVENT_DISCONNECT',
  'WSK_EVENT_ACCEPT',
  'IoFreeIrp(irp);\n',
  'IoFreeIrp(Irp);\n',
  'irp = IoAllocateIrp(1, FALSE);\n',
  'KeWaitForSingleObject(&event, Executive, KernelMode, FALSE, NULL);\n',
  'static NTSTATUS Added(PWSK_SOCKET Socket, PIRP Irp) { return ((PWSK_PROVIDER_BASIC_DISPATCH)Socket->Dispatch)->WskCloseSocket(Socket, Irp); }\n',
  'typedef struct _ADDED { PWSK_SOCKET Socket; ULONG Mask; } ADDED;\n',
  'static const WSK_CLIENT_CONNECTION_DISPATCH AddedDispatch = { NULL, NULL, NULL };\n',
  'static ULONG AddedMask = WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE;\n',
  'enum { ADDED_ONE = 1, ADDED_TWO = WSK_EVENT_RECEIVE };\n',
  '// wsk-ignore disable-one-event: tried\n',
  '// wsk-ignore-file irp-leak: tried\n',
  'NULL',
  '0',
  'x',
  ' ',
  'UNREFERENCED_PARAMETER(Flags);\n',
  'extern "C" {\n',
  '__try {\n',
  '} __except (1) {\n',
  'case 1:\n',
  '中文 // 🙂\n',
] as const;

type Edit = (random: Random, files: EditedFiles, file: string) => Step['changes'];

function spliced(text: string, start: number, end: number, added: string): string {
  return text.slice(0, start) + added + text.slice(end);
}

/** An offset where people put the caret: often at a line's start or between tokens. */
function place(random: Random, text: string): number {
  const at = random.below(text.length + 1);
  if (random.chance(0.5)) return text.lastIndexOf('\n', at - 1) + 1;
  if (random.chance(0.7)) {
    const rest = /\b/.exec(text.slice(at, at + 80));
    return at + (rest?.index ?? 0);
  }
  return at;
}

/** A range of whole lines. */
function lines(random: Random, text: string, most: number): [start: number, end: number] {
  const start = text.lastIndexOf('\n', random.below(text.length + 1) - 1) + 1;
  let end = start;
  for (let count = 1 + random.below(most); count > 0 && end < text.length; count--) {
    const next = text.indexOf('\n', end);
    end = next < 0 ? text.length : next + 1;
  }
  return [start, end];
}

function words(text: string): readonly { readonly start: number; readonly end: number; readonly word: string }[] {
  return [...text.matchAll(/[A-Za-z_]\w*/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    word: match[0],
  }));
}

const type: Edit = (random, files, file) => {
  const text = files.textOf(file);
  const at = place(random, text);
  const added = random.pick(snippets);
  // Typed character by character, or accepted from a completion as a whole.
  if (added.length > 12 || random.chance(0.5)) return [[file, spliced(text, at, at, added)]];
  return Array.from(added, (_character, i) => [file, spliced(text, at, at, added.slice(0, i + 1))] as const);
};

const paste: Edit = (random, files, file) => {
  const source = files.textOf(random.pick(files.names) ?? file);
  const [start, end] = lines(random, source, 40);
  const text = files.textOf(file);
  const at = place(random, text);
  return [[file, spliced(text, at, at, source.slice(start, end))]];
};

const removeCharacters: Edit = (random, files, file) => {
  const text = files.textOf(file);
  const at = place(random, text);
  return [[file, spliced(text, at, Math.min(text.length, at + 1 + random.below(12)), '')]];
};

const removeLines: Edit = (random, files, file) => {
  const text = files.textOf(file);
  const [start, end] = lines(random, text, 12);
  return [[file, spliced(text, start, end, '')]];
};

/** Pairs change the meaning and leave the form. */
const swapWord: Edit = (random, files, file) => {
  const text = files.textOf(file);
  const all = words(text);
  const [old, other] = [random.pick(all), random.pick(all)];
  return old && other ? [[file, spliced(text, old.start, old.end, other.word)]] : [];
};

const changeNumber: Edit = (random, files, file) => {
  const text = files.textOf(file);
  const found = random.pick([...text.matchAll(/\b(?:\d+|NULL|TRUE|FALSE|STATUS_\w+|WSK_\w+)\b/g)]);
  if (!found) return [];
  const other = random.pick(['0', '1', 'NULL', 'TRUE', 'FALSE', 'STATUS_PENDING', 'WSK_EVENT_DISABLE', '0x80']);
  return [[file, spliced(text, found.index, found.index + found[0].length, other)]];
};

const rename: Edit = (random, files, file) => {
  const word = random.pick(words(files.textOf(file)))?.word;
  if (word === undefined) return [];
  const pattern = new RegExp(`\\b${word}\\b`, 'g');
  const everywhere = random.chance(0.3) ? files.names : [file];
  return everywhere
    .filter((name) => pattern.test(files.textOf(name)))
    .map((name) => [name, files.textOf(name).replace(pattern, `${word}2`)]);
};

const moveLines: Edit = (random, files, file) => {
  const text = files.textOf(file);
  const [start, end] = lines(random, text, 60);
  const moved = text.slice(start, end);
  const without = spliced(text, start, end, '');
  const target = random.chance(0.8) ? file : (random.pick(files.names) ?? file);
  if (target !== file) {
    const other = files.textOf(target);
    const at = lines(random, other, 1)[0];
    return [
      [file, without],
      [target, spliced(other, at, at, moved)],
    ];
  }
  const at = lines(random, without, 1)[0];
  return [
    [file, without],
    [file, spliced(without, at, at, moved)],
  ];
};

/** Pieces between empty lines are what editors move as one: functions, declarations. */
const moveFunction: Edit = (random, files, file) => {
  const pieces = files.textOf(file).split(/\n\n/);
  if (pieces.length < 3) return [];
  const [piece] = pieces.splice(random.below(pieces.length), 1);
  pieces.splice(random.below(pieces.length + 1), 0, piece ?? '');
  return [[file, pieces.join('\n\n')]];
};

const shift: Edit = (random, files, file) => [
  [file, random.pick(['\n', '// A line more.\n', '#pragma once\n', ' ']) + files.textOf(file)],
];

const flipLineEnds: Edit = (_random, files, file) => {
  const text = files.textOf(file);
  return [[file, text.includes('\r\n') ? text.replace(/\r\n/g, '\n') : text.replace(/\n/g, '\r\n')]];
};

const replaceFile: Edit = (random, files, file) => {
  const other = random.pick(files.names) ?? file;
  return [[file, random.pick([files.original(file), files.original(file), files.textOf(other), '', '\ufeff'])]];
};

const removeFile: Edit = (_random, files, file) => (files.names.length > 1 ? [[file, undefined]] : []);

const addFile: Edit = (random, files) => {
  const gone = random.pick(files.missing());
  return gone === undefined ? [] : [[gone, files.original(gone)]];
};

const undo: Edit = (random, files, file) => {
  let text: string | undefined;
  for (let steps = 1 + random.below(5); steps > 0; steps--) text = files.undo(file) ?? text;
  return text === undefined ? [] : [[file, text]];
};

/** How often each is made, of the sum of all. */
const edits: readonly (readonly [name: string, weight: number, edit: Edit])[] = [
  ['type', 30, type],
  ['paste', 8, paste],
  ['remove characters', 12, removeCharacters],
  ['remove lines', 6, removeLines],
  ['swap a word', 10, swapWord],
  ['change a number', 10, changeNumber],
  ['rename', 4, rename],
  ['move lines', 5, moveLines],
  ['move a function', 4, moveFunction],
  ['shift', 5, shift],
  ['flip line ends', 1, flipLineEnds],
  ['replace the file', 4, replaceFile],
  ['remove the file', 1, removeFile],
  ['add a file', 2, addFile],
  ['undo', 18, undo],
];
const total = edits.reduce((sum, [, weight]) => sum + weight, 0);

/** Chooses one edit and keeps it in `files`. */
export function nextStep(random: Random, files: EditedFiles): Step {
  const file = random.pick(files.names) ?? '';
  let at = random.below(total);
  for (const [name, weight, edit] of edits) {
    at -= weight;
    if (at >= 0) continue;
    const changes = edit(random, files, file);
    for (const [changed, text] of changes) files.set(changed, text);
    return { name: `${name} in ${file}`, changes };
  }
  return { name: 'nothing', changes: [] };
}

/** Texts that have lost their form find nothing; from time to time all is put right. */
export function repairStep(files: EditedFiles): Step {
  const names = [...files.missing(), ...files.names];
  const changes = names.map((file) => [file, files.original(file)] as const);
  for (const [file, text] of changes) files.set(file, text);
  return { name: 'put everything right', changes };
}
