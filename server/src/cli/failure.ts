import { sentence, type Sentence } from '../text/sentence';

/** Something that the caller of the command line can put right: wrong usage or an input that cannot be read. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  /** One line for each sentence. */
  constructor(readonly sentences: readonly Sentence[]) {
    super(sentences.map(({ key }) => key).join(', '));
  }
}

export function usageError(key: string, args?: Sentence['args']): UsageError {
  return new UsageError([sentence(key, args)]);
}

/** What is wrong with one file, named first. */
export function fileError(file: string, problem: Sentence): UsageError {
  return usageError('file.problem', { file, problem });
}

export const exitStatus = { clean: 0, findings: 1, trouble: 2 } as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** What the system says of a failed file operation, without the path that the caller already names. */
export function reasonOf(error: unknown): Sentence {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return systemCodes.has(error.code) ? sentence(`system.${error.code}`) : sentence('system', { reason: error.code });
  }
  return sentence('system', { reason: error instanceof Error ? error.message : String(error) });
}

const systemCodes: ReadonlySet<string> = new Set([
  'ENOENT',
  'EACCES',
  'EPERM',
  'EISDIR',
  'ENOTDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'EROFS',
  'ENOSPC',
  'EMFILE',
]);
