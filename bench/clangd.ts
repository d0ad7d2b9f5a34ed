/**
 * clangd on the same files: with mingw-w64's DDK headers where they are installed, so that it sees a driver that compiles. What the
 * build would generate (WPP's `.tmh`) is not there; without a limit of errors clangd still reads the file to its end.
 */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ServerKind } from './editor';
import type { Driver, Inputs } from './inputs';
import { findClangd } from './machine';

const ddk = '/usr/share/mingw-w64/include/ddk';
const mingw = '/usr/share/mingw-w64/include';

function flags(): string[] {
  const target = existsSync(ddk) ? ['--target=x86_64-w64-mingw32', `-isystem${ddk}`, `-isystem${mingw}`] : [];
  return [
    ...['-std=gnu99', '-fms-extensions', '-ferror-limit=0', '-D_WIN32_WINNT=0x0A00', '-DNTDDI_VERSION=0x0A000004'],
    ...target,
    `-isystem${path.resolve('test/headers')}`,
    ...['-include', path.resolve('test/headers/sal-extra.h')],
  ];
}

/** Undefined where clangd is not installed. */
export function clangdFor(driver: Driver, inputs: Inputs): ServerKind | undefined {
  const command = findClangd();
  if (command === undefined) return undefined;
  const folder = inputs.scratch('clangd');
  const entry = { directory: driver.folder, file: driver.file, arguments: ['clang', ...flags(), driver.file] };
  writeFileSync(path.join(folder, 'compile_commands.json'), JSON.stringify([entry]));
  const args = [`--compile-commands-dir=${folder}`, '--background-index=false', '--log=error'];
  return { name: command, command, args, pulls: false };
}
