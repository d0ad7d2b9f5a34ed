import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { codeLenses, type CodeLens, type CodeLensSettings } from '../../../server/src/features/codeLens';
import { analysed, type Analysed } from './analysed';

const all: CodeLensSettings = { tables: true, callbacks: true, completionRoutines: true };
const none: CodeLensSettings = { tables: false, callbacks: false, completionRoutines: false };

type Files = Readonly<Record<string, string>>;

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

const known = new Map<Files, Promise<Analysed>>();

async function lenses(files: Files, file: string, settings: Partial<CodeLensSettings>): Promise<CodeLens[]> {
  const analysis = known.get(files) ?? analysed(files);
  known.set(files, analysis);
  const { facts } = await analysis;
  return codeLenses({
    path: file,
    text: files[file] ?? '',
    language: 'en',
    settings: { ...none, ...settings },
    facts,
    textOf: (name) => files[name],
    nameOf: (place) => `${place.file}:${lineOf(files[place.file] ?? '', place.start)}`,
  });
}

/** `name: title → places`, with the texts of the places. */
async function shown(files: Files, file: string, settings: Partial<CodeLensSettings>): Promise<string[]> {
  const found = await lenses(files, file, settings);
  return found.map(({ start, end, title, places }) => {
    const targets = places.map((place) => files[place.file]?.slice(place.start, place.end).split('(')[0]);
    return `${files[file]?.slice(start, end) ?? ''}: ${title} → ${targets.join(', ')}`;
  });
}

const driver = 'examples/echo-driver';
const echo: Files = Object.fromEntries(
  readdirSync(driver)
    .filter((name) => /\.[ch]$/.test(name))
    .map((name) => [name, readFileSync(path.join(driver, name), 'utf8')]),
);

const passedDown = `#include <wsk.h>
static NTSTATUS NTAPI Done(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject); UNREFERENCED_PARAMETER(Context);
    if (Irp->PendingReturned) IoMarkIrpPending(Irp);
    return STATUS_SUCCESS;
}
static PWSK_SOCKET Socket;
static WSK_BUF Buffer;
static NTSTATUS NTAPI Write(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = Socket->Dispatch;
    UNREFERENCED_PARAMETER(DeviceObject);
    IoMarkIrpPending(Irp);
    IoSetCompletionRoutine(Irp, Done, NULL, TRUE, TRUE, TRUE);
    return Dispatch->WskSend(Socket, &Buffer, 0, Irp);
}
VOID Set(PDRIVER_OBJECT Driver) { Driver->MajorFunction[IRP_MJ_WRITE] = Write; }
static const WSK_CLIENT_CONNECTION_DISPATCH Unused = { NULL, NULL, NULL };
`;

describe('code lenses', () => {
  it('stand above a dispatch table: which callbacks are on, by what, where', async () => {
    assert.deepEqual(await shown(echo, 'connection.c', { tables: true }), [
      'ConnectionEvents: WskReceiveEvent: on by listener.c:56 → Provider->WskControlSocket',
      'ConnectionEvents: WskDisconnectEvent: inherited from listener.c:105 → Provider->WskControlSocket',
      'ConnectionEvents: WskSendBacklogEvent: on by listener.c:56, but no function → Provider->WskControlSocket',
    ]);
  });

  it('name two of the functions that a routine completes, and count the rest', async () => {
    const calls = ['WskBind(s, a, 0, i)', 'WskCloseSocket(s, i)', 'WskSend(s, b, 0, i)', 'WskReceive(s, b, 0, i)'];
    const text = `#include <ntddk.h>
#include <wsk.h>
static NTSTATUS Done(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}
${calls
  .map(
    (call, index) => `NTSTATUS Call${index}(PWSK_SOCKET s, PSOCKADDR a, PWSK_BUF b)
{
    const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch = s->Dispatch;
    PIRP i = IoAllocateIrp(1, FALSE);
    if (i == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    IoSetCompletionRoutine(i, Done, NULL, TRUE, TRUE, TRUE);
    return Dispatch->${call};
}
`,
  )
  .join('')}`;
    const [lens] = await lenses({ 'a.c': text }, 'a.c', { completionRoutines: true });
    assert.match(lens?.title ?? '', /^completes WskBind, WskCloseSocket and 2 more \(a\.c:\d+, a\.c:\d+ and 2 more\)/);
    assert.equal(lens?.places.length, 4);
  });

  it('stand above a callback: its contract, and where it is switched', async () => {
    const contract = 'IRQL ≤ DISPATCH_LEVEL, no waiting, returns';
    assert.deepEqual(await shown(echo, 'connection.c', { callbacks: true }), [
      'ConnectionReceive: on at listener.c:56 → Provider->WskControlSocket',
      'ConnectionReceive: off at connection.c:115, connection.c:207 → Provider->WskControlSocket, Provider->WskControlSocket',
      `ConnectionReceive: WskReceiveEvent: ${contract} STATUS_SUCCESS | STATUS_PENDING | STATUS_DATA_NOT_ACCEPTED → ConnectionReceive`,
      'ConnectionDisconnect: on at listener.c:105 → Provider->WskControlSocket',
      'ConnectionDisconnect: off at connection.c:207 → Provider->WskControlSocket',
      `ConnectionDisconnect: WskDisconnectEvent: ${contract} STATUS_SUCCESS → ConnectionDisconnect`,
    ]);
  });

  it('stand above a completion routine: which calls, whose IRP', async () => {
    assert.deepEqual(await shown(echo, 'connection.c', { completionRoutines: true }), [
      "ConnectionPaused: completes WskControlSocket (connection.c:115): the driver's own IRP → Provider->WskControlSocket",
      "ConnectionSent: completes WskSend (connection.c:171): the driver's own IRP → Provider->WskSend",
    ]);
    assert.deepEqual(await shown({ 'a.c': passedDown }, 'a.c', { completionRoutines: true }), [
      'Done: completes WskSend (a.c:16): an IRP of the I/O manager → Dispatch->WskSend',
    ]);
  });

  it('stand above the whole head of a function, however many lines it has', async () => {
    const file = `#include <ntddk.h>
#include <wsk.h>
_IRQL_requires_max_(DISPATCH_LEVEL)
static NTSTATUS
WSKAPI
OnDisconnect(
    PVOID SocketContext,
    ULONG Flags
    )
{
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(Flags);
    return STATUS_SUCCESS;
}
const WSK_CLIENT_CONNECTION_DISPATCH Events = { NULL, OnDisconnect, NULL };
`;
    const found = await lenses({ 'a.c': file }, 'a.c', { callbacks: true });
    assert.ok(found.length > 0);
    assert.deepEqual([...new Set(found.map(({ start, end }) => file.slice(start, end)))], ['static NTSTATUS']);
  });

  it('say nothing of empty entries that nobody enables', async () => {
    assert.deepEqual(await shown({ 'a.c': passedDown }, 'a.c', { tables: true }), []);
  });

  it('are none where they are switched off, and outside of WSK code', async () => {
    assert.deepEqual(await lenses({ 'a.c': passedDown }, 'a.c', none), []);
    assert.deepEqual(await lenses({ 'a.c': passedDown, 'plain.c': 'int F(void) { return 0; }\n' }, 'plain.c', all), []);
  });
});
