/** Something that the caller of the command line can put right: wrong usage or an input that cannot be read. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const exitStatus = { clean: 0, findings: 1, trouble: 2 } as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

/** What the system says of a failed file operation, without the path that the caller already names. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
    return systemReasons[error.code] ?? error.code;
  }
  return error instanceof Error ? error.message : String(error);
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EISDIR: 'is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  EROFS: 'the file system is read-only',
  ENOSPC: 'no space is left',
  EMFILE: 'too many open files',
};
