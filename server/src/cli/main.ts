/** The command line `wsk-lint`. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Language } from '../core';
import { version } from '../../../package.json';
import { check } from './check';
import { exitStatus, UsageError, type ExitStatus } from './failure';
import { environmentLanguage, languages, translateFor } from './language';
import { mapFormats, printMap, toMapFormat } from './map';
import { formats, parseCheckOptions, type RawCheckOptions } from './options';
import { ruleIds } from '../features/ruleCatalog';
import { loadRuleCatalog } from './ruleCatalog';
import { explain, listRules } from './rules';
import { severities } from '../workspace/levels';
import { processShell, type Shell } from './shell';
import { escapeControls } from './terminal';

/** What the chosen command wants the process to end with. */
interface Ending {
  status: ExitStatus;
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function toLanguage(text: string): Language {
  const language = languages.find((candidate) => candidate === text.toLowerCase());
  if (!language) throw new InvalidArgumentError(`It is one of ${languages.join(', ')}.`);
  return language;
}

function shellFor(language: Language | undefined): Shell {
  const chosen = language ?? environmentLanguage(process.env, Intl.DateTimeFormat().resolvedOptions().locale);
  const translate = translateFor(chosen);
  return processShell(version, chosen, translate, loadRuleCatalog(chosen));
}

function languageOption(): Option {
  return new Option('--lang <language>', `${languages.join(' or ')} (default: the environment's language)`).argParser(
    toLanguage,
  );
}

function checkCommand(ending: Ending): Command {
  return new Command('check')
    .description('check files and folders; folders are searched for .c .h .cc .cpp .cxx .hpp .inl')
    .argument('[paths...]', 'files, folders and glob patterns; all of them are one workspace')
    .option('--format <format>', formats.join(', '), 'stylish')
    .option('--fix', 'apply the safe fixes')
    .option('--fix-dry-run', 'print the safe fixes as a unified diff')
    .option('--rule <id=level>', 'off, hint, information, warning or error for a rule; again and again', collect)
    .option('--define <name[=value]>', 'a preprocessor definition for #if; again and again', collect)
    .option('--config <file>', 'settings (default: the nearest wsk-lint.json upwards)')
    .option('--baseline <file>', 'only findings that are not in the baseline count')
    .option('--update-baseline', 'write the findings of now to the baseline')
    .option('--min-severity <level>', `what is printed: ${severities.join(', ')} (default: information)`)
    .option('--fail-on <level>', 'what makes the exit status 1 (default: error)')
    .option('--stdin-filename <name>', 'read one file from standard input, under this name')
    .option('--stats', 'files, lines and times, to standard error')
    .addOption(languageOption())
    .action(async (paths: string[], raw: RawCheckOptions & { lang?: Language }) => {
      const shell = shellFor(raw.lang);
      ending.status = await check(parseCheckOptions(paths, raw, ruleIds), shell);
    });
}

function rulesCommand(ending: Ending): Command {
  return new Command('rules')
    .description('list the rules')
    .option('--format <format>', 'text, json', 'text')
    .addOption(languageOption())
    .action((raw: { format: string; lang?: Language }) => {
      ending.status = listRules(raw.format, shellFor(raw.lang));
    });
}

function explainCommand(ending: Ending): Command {
  return new Command('explain')
    .description("print a rule's page")
    .argument('<rule>', "the rule's id")
    .addOption(languageOption())
    .action((rule: string, raw: { lang?: Language }) => {
      ending.status = explain(rule, shellFor(raw.lang));
    });
}

function mapCommand(ending: Ending): Command {
  return new Command('map')
    .description('the event callback map')
    .argument('<paths...>', 'files and folders')
    .option('--format <format>', mapFormats.join(', '), 'text')
    .addOption(languageOption())
    .action(async (paths: string[], raw: { format: string; lang?: Language }) => {
      ending.status = await printMap(paths, toMapFormat(raw.format), shellFor(raw.lang));
    });
}

/** Commander's own messages are one line each; help goes to standard output. */
function configure(command: Command): Command {
  return command.exitOverride().configureOutput({
    outputError: (text, write) => {
      write(`wsk-lint: ${escapeControls(text.replace(/^error: /, '').trim())}\n`);
    },
  });
}

function program(ending: Ending): Command {
  const checkIt = checkCommand(ending);
  const root = new Command('wsk-lint')
    .description('Checks Winsock Kernel (WSK) driver code.')
    .usage('[check] PATH... | rules | explain RULE | map PATH...')
    .version(version, '-v, --version')
    .addHelpText(
      'after',
      () => `\n${checkIt.helpInformation().replace(/^Usage:.*\n/, 'Of check, the default command:\n')}`,
    );
  for (const command of [checkIt, rulesCommand(ending), explainCommand(ending), mapCommand(ending)]) {
    root.addCommand(configure(command), { isDefault: command === checkIt });
  }
  return configure(root);
}

/** A reader that went away (`wsk-lint … | head`) is no failure. */
function outliveReaders(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

async function main(): Promise<ExitStatus> {
  const ending: Ending = { status: exitStatus.clean };
  try {
    await program(ending).parseAsync();
    return ending.status;
  } catch (error) {
    // Help and version end this way too, with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.clean : exitStatus.trouble;
    const lines = error instanceof Error ? error.message : String(error);
    const prefix = error instanceof UsageError ? 'wsk-lint' : 'wsk-lint: internal error';
    for (const line of lines.split('\n')) process.stderr.write(`${prefix}: ${escapeControls(line)}\n`);
    return exitStatus.trouble;
  }
}

outliveReaders();
void main().then((status) => {
  process.exitCode = status;
});
