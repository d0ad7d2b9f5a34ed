import path from 'node:path';

/** Where the built product lies; another folder to compare two builds. */
export const dist = process.env.WSK_BENCH_DIST ?? 'dist';

export function built(file: string): string {
  return path.join(dist, file);
}
