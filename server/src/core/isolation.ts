/** A failure of the analysis costs the file at fault, and no other one. */

export interface Isolated<T> {
  /** Undefined when no small number of files was at fault. */
  readonly result: T | undefined;
  /** The files left out, each with what went wrong. */
  readonly faults: readonly { readonly file: string; readonly error: unknown }[];
}

/** More than this is no longer a matter of single files. */
const MAX_FAULTS = 3;

/**
 * Does `work` on all files; where it throws, on all but the files at fault, which are found by halving: log2 of the number
 * of files more runs, each of fewer files.
 */
export function isolate<T>(files: readonly string[], work: (files: readonly string[]) => T): Isolated<T> {
  const faults: { file: string; error: unknown }[] = [];
  let rest = files;
  for (;;) {
    try {
      return { result: work(rest), faults };
    } catch (error) {
      const file = fault(rest, work);
      if (file === undefined || faults.length === MAX_FAULTS) {
        return { result: undefined, faults: [...faults, { file: file ?? rest[0] ?? '', error }] };
      }
      faults.push({ file, error });
      rest = rest.filter((other) => other !== file);
    }
  }
}

/** The last file of the shortest beginning that fails. */
function fault(files: readonly string[], work: (files: readonly string[]) => unknown): string | undefined {
  let good = 0;
  let bad = files.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (succeeds(files.slice(0, middle), work)) good = middle;
    else bad = middle;
  }
  return files[bad - 1];
}

function succeeds(files: readonly string[], work: (files: readonly string[]) => unknown): boolean {
  try {
    work(files);
    return true;
  } catch {
    return false;
  }
}
