/**
 * Compiles driver code for its syntax and types only: C with mingw-w64 and its DDK headers, C++ with the host's compiler and
 * our declaration stub (mingw's wdm.h does not compile as C++).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

export type DriverLanguage = 'c' | 'cpp';

const ddk = '/usr/share/mingw-w64/include/ddk';

// Our own text has to be free of warnings; the headers are system headers, so that theirs don't count.
const commands: Record<DriverLanguage, readonly string[]> = {
  c: [
    'x86_64-w64-mingw32-gcc',
    ...['-fsyntax-only', '-std=gnu99', '-fms-extensions', '-Wall', '-Wextra', '-Werror', '-Wno-multichar'],
    ...['-D_WIN32_WINNT=0x0A00', '-DNTDDI_VERSION=0x0A000004'],
    ...['-isystem', ddk, '-isystem', 'test/headers', '-include', 'test/headers/sal-extra.h'],
  ],
  cpp: [
    'g++',
    ...['-fsyntax-only', '-std=c++17', '-fms-extensions', '-Wall', '-Wextra', '-Werror', '-Wno-multichar'],
    ...['-isystem', 'test/headers/cpp'],
  ],
};

/** Compiles code for what it means, without a word about style: for driver code that is somebody's example. */
export const syntaxChecks: Readonly<Record<DriverLanguage, readonly [string, ...string[]]>> = {
  c: [
    'x86_64-w64-mingw32-gcc',
    ...['-std=gnu99', '-fms-extensions', '-w', '-D_WIN32_WINNT=0x0A00', '-DNTDDI_VERSION=0x0A000004'],
    ...['-isystem', ddk, '-isystem', 'test/headers'],
  ],
  cpp: ['g++', ...['-std=c++17', '-fms-extensions', '-w', '-isystem', 'test/headers/cpp']],
};

/** Why nothing can be compiled here, or nothing. */
export function missingCompiler(language: DriverLanguage): string | undefined {
  const [compiler = ''] = commands[language];
  if (spawnSync(compiler, ['--version']).status !== 0) return `${compiler} is not installed`;
  if (language === 'c' && !existsSync(ddk)) return `mingw-w64's DDK headers are not in ${ddk}`;
  return undefined;
}

/** What the compiler says about the file: empty when it compiles without a warning. */
export function compile(file: string, language: DriverLanguage): string {
  const [compiler = '', ...options] = commands[language];
  const { status, stderr } = spawnSync(compiler, [...options, file], { encoding: 'utf8' });
  return status === 0 ? '' : stderr || `${compiler} ended with exit status ${status ?? 'none'}`;
}
