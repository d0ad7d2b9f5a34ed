import assert from 'node:assert/strict';
import {
  incomingCalls,
  outgoingCalls,
  prepareCallHierarchy,
  type HierarchyCall,
} from '../../../server/src/features/navigation/callHierarchy';
import { definitionsAt } from '../../../server/src/features/navigation/definition';
import { documentLinks } from '../../../server/src/features/navigation/documentLinks';
import { referencesAt } from '../../../server/src/features/navigation/references';
import type { Place } from '../../../server/src/wsk/place';
import { analysed } from './analysed';

const header = `#include <ntddk.h>
#include <wsk.h>
extern const WSK_CLIENT_CONNECTION_DISPATCH Events;
extern const WSK_CLIENT_LISTEN_DISPATCH Listening;
#define BOTH (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT)
`;

const tables = `#include "d.h"
static NTSTATUS WSKAPI OnReceive(PVOID SocketContext, ULONG Flags, PWSK_DATA_INDICATION DataIndication,
    SIZE_T BytesIndicated, SIZE_T *BytesAccepted) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI OnDisconnect(PVOID SocketContext, ULONG Flags) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI OnOther(PVOID SocketContext, ULONG Flags) { return STATUS_SUCCESS; }
static NTSTATUS WSKAPI OnAccept(PVOID c, ULONG f, PSOCKADDR l, PSOCKADDR r, PWSK_SOCKET s, PVOID *ctx,
    const WSK_CLIENT_CONNECTION_DISPATCH **d) { *ctx = s; *d = &Events; return STATUS_SUCCESS; }
static WSK_INSPECT_ACTION WSKAPI OnInspect(PVOID c, PSOCKADDR l, PSOCKADDR r, PWSK_INSPECT_ID i) { return WskInspectAccept; }
static NTSTATUS WSKAPI OnAbort(PVOID c, PWSK_INSPECT_ID i) { return STATUS_SUCCESS; }
const WSK_CLIENT_CONNECTION_DISPATCH Events = { .WskReceiveEvent = OnReceive, .WskDisconnectEvent = OnDisconnect };
const WSK_CLIENT_CONNECTION_DISPATCH Others = { NULL, OnOther, NULL };
const WSK_CLIENT_LISTEN_DISPATCH Listening = { OnAccept, OnInspect, OnAbort };
`;

const calls = `#include "d.h"
static NTSTATUS NTAPI Sent(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{ UNREFERENCED_PARAMETER(Device); UNREFERENCED_PARAMETER(Context); IoFreeIrp(Irp); return STATUS_MORE_PROCESSING_REQUIRED; }
NTSTATUS Send(PWSK_SOCKET Socket, PWSK_BUF Buffer)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    PIRP Irp = IoAllocateIrp(1, FALSE);
    if (Irp == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(Irp, Sent, NULL, TRUE, TRUE, TRUE);
    return Dispatch->WskSend(Socket, Buffer, 0, Irp);
}
NTSTATUS SendTwice(PWSK_SOCKET Socket, PWSK_BUF Buffer) { Send(Socket, Buffer); return Send(Socket, Buffer); }
NTSTATUS Enable(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control;
    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = BOTH;
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
        0, NULL, NULL, NULL);
}
NTSTATUS Listen(PWSK_SOCKET Socket)
{
    const WSK_PROVIDER_LISTEN_DISPATCH *Dispatch = Socket->Dispatch;
    WSK_EVENT_CALLBACK_CONTROL Control = { &NPI_WSK_INTERFACE_ID, WSK_EVENT_ACCEPT };
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
        0, NULL, NULL, NULL);
}
`;

const files = { 'd.h': header, 'tables.c': tables, 'calls.c': calls };
type File = keyof typeof files;

/** `tables.c OnReceive`: what stands at a place, with the line when asked. */
function shown({ file, start, end }: Place): string {
  const text = files[file as File];
  return `${file}:${text.slice(0, start).split('\n').length} ${text.slice(start, end)}`;
}

async function at(file: File, word: string, ahead = 1) {
  const { facts } = await analysed(files);
  return { path: file, text: files[file], offset: files[file].indexOf(word) + ahead, facts };
}

describe('definitions', () => {
  const definitions = async (file: File, word: string): Promise<string[]> =>
    definitionsAt(await at(file, word)).map(shown);

  it('lead from a flag to the callback, through a macro too', async () => {
    assert.deepEqual(await definitions('calls.c', 'WSK_EVENT_ACCEPT'), ['tables.c:6 OnAccept']);
    assert.deepEqual(await definitions('d.h', 'WSK_EVENT_RECEIVE'), ['tables.c:2 OnReceive']);
  });

  it('lead to every callback that can be meant, where the table is not known', async () => {
    assert.deepEqual(await definitions('d.h', 'WSK_EVENT_DISCONNECT'), [
      'tables.c:4 OnDisconnect',
      'tables.c:5 OnOther',
    ]);
  });

  it('lead from the option of a call to what the call enables', async () => {
    assert.deepEqual(await definitions('calls.c', 'SO_WSK_EVENT_CALLBACK'), [
      'tables.c:2 OnReceive',
      'tables.c:4 OnDisconnect',
      'tables.c:5 OnOther',
    ]);
  });

  it('lead from the member of a table to the function', async () => {
    assert.deepEqual(await definitions('tables.c', 'WskReceiveEvent ='), ['tables.c:2 OnReceive']);
    assert.deepEqual(await definitions('tables.c', 'WskDisconnectEvent ='), ['tables.c:4 OnDisconnect']);
  });

  it('leave functions, comments and other names to others', async () => {
    assert.deepEqual(await definitions('tables.c', 'OnReceive,'), []);
    assert.deepEqual(await definitions('calls.c', 'EventMask'), []);
    assert.deepEqual(await definitions('calls.c', 'IoAllocateIrp'), []);
  });
});

describe('references', () => {
  const references = async (file: File, word: string, declaration = true): Promise<string[]> =>
    referencesAt(await at(file, word), declaration).map(shown);

  it('of a callback are its entry and the calls that enable it', async () => {
    assert.deepEqual(await references('tables.c', 'OnReceive('), [
      'calls.c:18 BOTH',
      'tables.c:2 OnReceive',
      'tables.c:10 OnReceive',
    ]);
    assert.deepEqual(await references('tables.c', 'OnReceive(', false), ['calls.c:18 BOTH', 'tables.c:10 OnReceive']);
  });

  it('of a flag are those of the callback', async () => {
    assert.deepEqual(await references('calls.c', 'WSK_EVENT_ACCEPT'), [
      'calls.c:25 WSK_EVENT_ACCEPT',
      'tables.c:6 OnAccept',
      'tables.c:12 OnAccept',
    ]);
  });

  it('of a callback that is no entry of a table are none', async () => {
    assert.deepEqual(await references('calls.c', 'Sent('), []);
    assert.deepEqual(await references('calls.c', 'Control'), []);
  });
});

describe('the call hierarchy', () => {
  const calledIn = (file: string, list: readonly HierarchyCall[], own: boolean): string[] =>
    list.map(({ item, ranges, asynchronous }) => {
      const text = files[(own ? item.file : file) as File];
      return `${item.name}${asynchronous ? ' later' : ''}: ${ranges.map(({ start, end }) => text.slice(start, end)).join()}`;
    });

  it('leads from a function to the completion routine of its calls', async () => {
    const request = await at('calls.c', 'Send(PWSK');
    const item = prepareCallHierarchy(request.facts, request);
    assert.ok(item);
    assert.deepEqual(calledIn('calls.c', outgoingCalls(request.facts, item), false), ['Sent later: WskSend']);
    assert.deepEqual(calledIn('calls.c', incomingCalls(request.facts, item), true), ['SendTwice: Send,Send']);
  });

  it('leads from the call to the routine, and back', async () => {
    const request = await at('calls.c', 'WskSend');
    const call = prepareCallHierarchy(request.facts, request);
    assert.equal(call?.kind, 'call');
    assert.equal(call.container, 'Send');
    const [outgoing] = outgoingCalls(request.facts, call);
    assert.equal(outgoing?.item.name, 'Sent');
    assert.deepEqual(calledIn('calls.c', incomingCalls(request.facts, outgoing.item), true), [
      'WskSend later: WskSend',
    ]);
    assert.deepEqual(calledIn('calls.c', incomingCalls(request.facts, call), true), ['Send: WskSend']);
  });

  it('has nothing for names that are no function', async () => {
    const request = await at('calls.c', 'Control');
    assert.equal(prepareCallHierarchy(request.facts, request), undefined);
  });
});

describe('document links', () => {
  const text = `#include <wsk.h>
// See WskReceiveEvent, not Receive.
NTSTATUS Status = WskBind; // wsk-ignore npi-id, disable-one-event: tried
const char *Name = "WskAccept";
`;
  const linked = (places: 'off' | 'comments' | 'all', of = text): string[] =>
    documentLinks('a.c', of, places).map(({ start, end, url }) => {
      assert.match(url, /^https:\/\/learn\.microsoft\.com\//);
      return of.slice(start, end);
    });

  it('stand in comments, for names and rules', () => {
    assert.deepEqual(linked('comments'), ['WskReceiveEvent', 'npi-id', 'disable-one-event']);
  });

  it('stand in code when asked for', () => {
    assert.deepEqual(linked('all'), ['WskReceiveEvent', 'WskBind', 'npi-id', 'disable-one-event']);
  });

  it('are none when switched off and outside of WSK code', () => {
    assert.deepEqual(linked('off'), []);
    assert.deepEqual(linked('all', '// wsk-ignore npi-id: no header\n'), []);
  });
});
