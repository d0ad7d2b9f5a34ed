/** The process around a command: its streams, its environment, its language. */
import type { FileFailure, Language } from '../core';
import { say, type Translate } from '../features/messages';
import type { RuleCatalog } from '../features/ruleCatalog';
import { Progress } from './progress';
import type { FileError } from './report/report';
import { escapeControls, painter, wantsColor, type Paint } from './terminal';

/** What failed, in the reader's language. */
export function told(failures: readonly FileFailure[], translate: Translate): FileError[] {
  return failures.map(({ file, message }) => ({ file, message: say(translate, message) }));
}

export interface Shell {
  readonly version: string;
  readonly language: Language;
  readonly translate: Translate;
  readonly catalog: RuleCatalog;
  readonly paint: Paint;
  readonly progress: Progress;
  print(text: string | Uint8Array): void;
  /** One clear line on standard error. */
  complain(line: string): void;
}

export function processShell(version: string, language: Language, translate: Translate, catalog: RuleCatalog): Shell {
  const progress = new Progress(process.stderr);
  return {
    version,
    language,
    translate,
    catalog,
    paint: painter(wantsColor(process.stdout, process.env)),
    progress,
    print: (text) => process.stdout.write(text),
    complain: (line) => {
      progress.end();
      process.stderr.write(`wsk-lint: ${escapeControls(line)}\n`);
    },
  };
}
