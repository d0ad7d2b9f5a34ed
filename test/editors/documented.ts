/** The configurations of docs/editors.md, as an editor on this machine can run them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const documented = '/opt/wsk-language-tools';

/** The code block of a language that holds these words, with the path of this project in it. */
export function configuration(language: string, words: string): string {
  const page = readFileSync('docs/editors.md', 'utf8');
  const blocks = [...page.matchAll(/^```(\w+)\n([^]*?)^```$/gm)];
  const block = blocks.find(([, name, code]) => name === language && code?.includes(words))?.[2];
  if (block === undefined) throw new Error(`docs/editors.md has no ${language} with ${words}`);
  return block.replaceAll(documented, process.cwd());
}

export function versionOf(command: string): string | undefined {
  const { status, stdout } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0] : undefined;
}

const driver = `#include <wsk.h>

NTSTATUS StopEvents(PWSK_SOCKET Socket, const WSK_PROVIDER_CONNECTION_DISPATCH *Dispatch)
{
    WSK_EVENT_CALLBACK_CONTROL Control;

    Control.NpiId = &NPI_WSK_INTERFACE_ID;
    Control.EventMask = STOP_EVENTS;
    return Dispatch->WskControlSocket(Socket, WskSetOption, SO_WSK_EVENT_CALLBACK, SOL_SOCKET, sizeof(Control), &Control,
                                      0, NULL, NULL, NULL);
}
`;

/** A driver whose mistake shows only to a server that read the header, which no buffer holds. */
export function driverFolder(): { readonly folder: string; readonly file: string; readonly line: number } {
  const folder = mkdtempSync(path.join(tmpdir(), 'wsk-editor-'));
  const file = path.join(folder, 'driver.c');
  const source = `#include "events.h"\n${driver}`;
  writeFileSync(file, source);
  writeFileSync(
    path.join(folder, 'events.h'),
    '#define STOP_EVENTS (WSK_EVENT_RECEIVE | WSK_EVENT_DISCONNECT | WSK_EVENT_DISABLE)\n',
  );
  return { folder, file, line: source.split('\n').findIndex((text) => text.includes('STOP_EVENTS')) };
}
