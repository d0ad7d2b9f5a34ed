import assert from 'node:assert/strict';
import { hoverAt } from '../../../server/src/features/hover';
import en from '../../../server/src/features/messages/en.json';
import { model } from '../../../server/src/model';

const headers = '#include <wsk.h>\n';

function hover(line: string, at = 0): string | undefined {
  const text = headers + line;
  return hoverAt({ path: 'a.c', text, offset: headers.length + at, language: 'en', facts: undefined })?.markdown;
}

/** What a sentence looks like whose key or argument is missing. */
const unfinished =
  /\{\w+\}|undefined|\bnull\b|(?:^|[\s:;])(?:hover|kind|irp|buffer|timing|state|windows|combine)\.[a-z]/;

describe('hover', () => {
  it('has something finished to say of every name of the model', () => {
    const names = [
      ...model.functions.keys(),
      ...model.callbacks.keys(),
      ...model.eventFlags.keys(),
      ...model.flags.keys(),
      ...model.controlCodes.keys(),
      ...model.types.keys(),
      ...model.enums.keys(),
      ...model.enumValues.keys(),
      ...model.statuses.keys(),
      ...model.pfns.keys(),
      ...model.macros.keys(),
      ...model.identifiers.keys(),
    ];
    assert.ok(names.length > 150);
    for (const name of names) {
      const markdown = hover(`${name}(`);
      assert.ok(markdown, name);
      assert.ok(!unfinished.test(markdown), `${name}: ${unfinished.exec(markdown)?.[0] ?? ''} in\n${markdown}`);
    }
  });

  it('tells of every member of every structure', () => {
    for (const structure of model.structures.values()) {
      for (const field of structure.fields) {
        const declaration = `${structure.name} x; x.`;
        const markdown = hover(`${declaration}${field.name};`, declaration.length);
        assert.ok(markdown, `${structure.name}.${field.name}`);
        assert.ok(!unfinished.test(markdown), markdown);
      }
    }
  });

  it('finds the structure behind pointers, members, arrays and initialisers', () => {
    for (const [text, title] of [
      ['PWSK_BUF Buffer; Buffer->|Offset = 0;', 'WSK_BUF.Offset'],
      ['struct CTX { WSK_BUF Bufs[2]; }; Ctx->Bufs[i + a[0]].|Mdl = m;', 'WSK_BUF.Mdl'],
      ['WSK_BUF b = { .|Length = 3 };', 'WSK_BUF.Length'],
      ['const WSK_EVENT_CALLBACK_CONTROL c[] = { { .|NpiId = 0 } };', 'WSK_EVENT_CALLBACK_CONTROL.NpiId'],
      ['f((WSK_BUF){ .|Length = 3 });', 'WSK_BUF.Length'],
      ['Ctx->Control.|EventMask = 0;', 'WSK_EVENT_CALLBACK_CONTROL.EventMask'],
      ['Dispatch->|WskReceive(s);', 'WskReceive'],
      ['Socket.Basic.|WskCloseSocket(s);', 'WskCloseSocket'],
    ] as const) {
      const at = text.indexOf('|');
      const markdown = hover(text.replace('|', ''), at);
      assert.ok(markdown?.startsWith(`**${title}**`), `${text}: ${markdown ?? 'nothing'}`);
    }
  });

  it('says nothing of members that belong to something else', () => {
    for (const text of [
      'MY_BUF Buffer; Buffer.|Length = 0;',
      'x->|Connect = 1;',
      'MY_TABLE t = { .|Offset = 1 };',
      'OBJECT o; o.|AF_INET;',
    ]) {
      assert.equal(hover(text.replace('|', ''), text.indexOf('|')), undefined, text);
    }
  });

  it('keeps every sentence', () => {
    for (const [key, sentence] of Object.entries(en)) assert.ok(sentence.trim().length > 0, key);
  });
});
