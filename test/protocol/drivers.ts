/** Driver code for the tests: one function that disables events, with the mask that a test wants. */

export function stopFunction(mask: string, name = 'StopEvents'): string {
  return `NTSTATUS ${name}(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL EventControl;

    EventControl.NpiId = &NPI_WSK_INTERFACE_ID;
    EventControl.EventMask = ${mask};
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(EventControl),
                                      &EventControl, 0, NULL, NULL, NULL);
}
`;
}

export const headers = '#include <ntddk.h>\n#include <wsk.h>\n\n';

export const twoEvents = 'WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE';
export const oneEvent = 'WSK_EVENT_RECEIVE | WSK_EVENT_DISABLE';

/** One finding: disable-one-event, on the mask. */
export const wrong = headers + stopFunction(twoEvents);
export const right = headers + stopFunction(oneEvent);

/** Where a word stands first, as a zero-based position. */
export function positionOf(text: string, word: string): { line: number; character: number } {
  const offset = text.indexOf(word);
  if (offset < 0) throw new Error(`there is no "${word}"`);
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
