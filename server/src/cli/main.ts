/** The command line `wsk-lint`. */
import { Command, CommanderError, Option } from 'commander';
import type { Language } from '../core';
import { version } from '../../../package.json';
import { check } from './check';
import { say, type Translate } from '../features/messages';
import { sentence, type Sentence } from '../text/sentence';
import { exitStatus, usageError, UsageError, type ExitStatus } from './failure';
import { environmentLanguage, languages, translateFor } from './language';
import { printMap, toMapFormat } from './map';
import { parseCheckOptions, type RawCheckOptions } from './options';
import { ruleIds } from '../features/ruleCatalog';
import { loadRuleCatalog } from './ruleCatalog';
import { explain, listRules } from './rules';
import { severities } from '../workspace/levels';
import { processShell, type Shell } from './shell';
import { escapeControls } from './terminal';

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function toLanguage(text: string): Language {
  const language = languages.find((candidate) => candidate === text.toLowerCase());
  if (!language) throw usageError('usage.choice', { option: '--lang', choices: languages.join(', '), text });
  return language;
}

function shellFor(language: Language): Shell {
  return processShell(version, language, translateFor(language), loadRuleCatalog(language));
}

/** The language of help and of what is said of wrong usage, before anything is parsed. */
function languageOf(words: readonly string[]): Language {
  const said = words.flatMap((word, i) =>
    word === '--lang' ? (words[i + 1] ?? []) : (/^--lang=(.*)$/.exec(word)?.[1] ?? []),
  );
  const chosen = languages.find((candidate) => candidate === said.at(-1)?.toLowerCase());
  // Of all that tells the system's locale, this is what Node sets up least for.
  return chosen ?? environmentLanguage(process.env, () => new Intl.PluralRules().resolvedOptions().locale);
}

/** The commands with their help in one language. */
class Program {
  status: ExitStatus = exitStatus.clean;

  constructor(
    private readonly language: Language,
    private readonly translate: Translate,
  ) {}

  private option(flags: string, key: string): Option {
    return new Option(flags, this.translate(`help.${key}`));
  }

  private languageOption(): Option {
    return this.option('--lang <language>', 'lang').argParser(toLanguage).default(this.language);
  }

  private check(): Command {
    const levels = { levels: severities.join(', ') };
    return new Command('check')
      .description(this.translate('help.check'))
      .argument('[paths...]', this.translate('help.check.paths'))
      .addOption(this.option('--format <format>', 'format').default('stylish'))
      .addOption(this.option('--fix', 'fix'))
      .addOption(this.option('--fix-dry-run', 'fixDryRun'))
      .addOption(this.option('--rule <id=level>', 'rule').argParser(collect))
      .addOption(this.option('--define <name[=value]>', 'define').argParser(collect))
      .addOption(this.option('--config <file>', 'config'))
      .addOption(this.option('--baseline <file>', 'baseline'))
      .addOption(this.option('--update-baseline', 'updateBaseline'))
      .option('--min-severity <level>', this.translate('help.minSeverity', levels))
      .option('--fail-on <level>', this.translate('help.failOn', levels))
      .addOption(this.option('--stdin-filename <name>', 'stdinFilename'))
      .addOption(this.option('--stats', 'stats'))
      .addOption(this.languageOption())
      .action(async (paths: string[], raw: RawCheckOptions & Localised) => {
        this.status = await check(parseCheckOptions(paths, raw, ruleIds), shellFor(raw.lang));
      });
  }

  private rules(): Command {
    return new Command('rules')
      .description(this.translate('help.rules'))
      .option('--format <format>', this.translate('help.rules.format'), 'text')
      .addOption(this.languageOption())
      .action(({ format, lang }: { format: string } & Localised) => {
        this.status = listRules(format, shellFor(lang));
      });
  }

  private explain(): Command {
    return new Command('explain')
      .description(this.translate('help.explain'))
      .argument('<rule>', this.translate('help.explain.rule'))
      .addOption(this.languageOption())
      .action((rule: string, { lang }: Localised) => {
        this.status = explain(rule, shellFor(lang));
      });
  }

  private map(): Command {
    return new Command('map')
      .description(this.translate('help.map'))
      .argument('<paths...>', this.translate('help.map.paths'))
      .option('--format <format>', this.translate('help.map.format'), 'text')
      .addOption(this.languageOption())
      .action(async (paths: string[], { format, lang }: { format: string } & Localised) => {
        this.status = await printMap(paths, toMapFormat(format), shellFor(lang));
      });
  }

  /** Commander's own words are replaced or said by `main`; help goes to standard output. */
  private configure(command: Command): Command {
    return command
      .exitOverride()
      .helpOption('-h, --help', this.translate('help.help'))
      .configureOutput({ outputError: () => undefined })
      .configureHelp({
        styleTitle: (title) => this.translate(`help.title.${title.replace(':', '')}`),
        optionDescription: ({ description }) => description,
      });
  }

  root(): Command {
    const checkIt = this.check();
    const root = new Command('wsk-lint')
      .description(this.translate('help.program'))
      .usage('[check] PATH... | rules | explain RULE | map PATH...')
      .version(version, '-v, --version', this.translate('help.version'))
      .helpCommand('help [command]', this.translate('help.help'))
      .addOption(this.languageOption().hideHelp())
      .addHelpText(
        'after',
        () => `\n${checkIt.helpInformation().replace(/^.*\n/, `${this.translate('help.ofCheck')}\n`)}`,
      );
    for (const command of [checkIt, this.rules(), this.explain(), this.map()]) {
      root.addCommand(this.configure(command), { isDefault: command === checkIt });
    }
    return this.configure(root);
  }
}

interface Localised {
  readonly lang: Language;
}

/** A reader that went away (`wsk-lint … | head`) is no failure. */
function outliveReaders(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** What commander says of wrong usage, with the word that it is about. */
function usageSentence({ code, message }: CommanderError): Sentence {
  const word = /'([^']*)'/.exec(message)?.[1] ?? '';
  return word === '' ? sentence('system', { reason: message }) : sentence(code, { word });
}

/** Undefined for help and version, which commander ends in the same way. */
function sentencesOf(error: unknown): readonly Sentence[] | undefined {
  if (error instanceof UsageError) return error.sentences;
  if (error instanceof CommanderError) return error.exitCode === 0 ? undefined : [usageSentence(error)];
  const reason = error instanceof Error ? error.message : String(error);
  return [sentence('failure.internal', { reason })];
}

async function main(): Promise<ExitStatus> {
  const language = languageOf(process.argv.slice(2));
  const translate = translateFor(language);
  const program = new Program(language, translate);
  try {
    await program.root().parseAsync();
    return program.status;
  } catch (error) {
    const sentences = sentencesOf(error);
    for (const one of sentences ?? []) process.stderr.write(`wsk-lint: ${escapeControls(say(translate, one))}\n`);
    return sentences ? exitStatus.trouble : exitStatus.clean;
  }
}

outliveReaders();
void main().then((status) => {
  process.exitCode = status;
});
