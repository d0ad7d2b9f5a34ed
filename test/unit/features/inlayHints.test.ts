import assert from 'node:assert/strict';
import { inlayHints, type InlayHintSettings } from '../../../server/src/features/inlayHints';

const call = `#include <wsk.h>
Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(c), &c, 0, NULL, NULL, Irp);
`;

/** The text with the hints in it. */
function shown(text: string, settings: Partial<InlayHintSettings>): string {
  const hints = inlayHints({
    path: 'a.c',
    text,
    start: 0,
    end: text.length,
    settings: { parameterNames: 'off', masks: false, results: false, irpOwner: false, ...settings },
    facts: undefined,
  });
  return [...hints]
    .reverse()
    .reduce((result, { offset, label }) => `${result.slice(0, offset)}«${label}»${result.slice(offset)}`, text);
}

describe('inlay hints', () => {
  it('name what says nothing itself', () => {
    assert.ok(
      shown(call, { parameterNames: 'literals' }).includes(
        'sizeof(c), &c, «OutputSize:»0, «OutputBuffer:»NULL, «OutputSizeReturned:»NULL, Irp)',
      ),
    );
  });

  it('name every argument that does not say its own name, when asked', () => {
    const text = shown(call, { parameterNames: 'all' });
    assert.ok(text.includes('(Socket, «RequestType:»WskSetOption, «ControlCode:»SO_WSK_EVENT_CALLBACK'), text);
    assert.ok(text.includes(', Irp)'), text);
  });

  it('are none when switched off, outside of the range and in unfinished calls', () => {
    assert.equal(shown(call, {}), call);
    const unfinished = '#include <wsk.h>\nDispatch->WskControlSocket(Socket, 0, NULL);';
    assert.equal(shown(unfinished, { parameterNames: 'all' }), unfinished);
  });
});
