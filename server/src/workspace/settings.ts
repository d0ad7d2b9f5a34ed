/** The editor's settings, section `wsk`: whatever a client sends becomes settings that hold, and a list of what does not. */
import { levels, toLevel, type SettingLevel } from './levels';

const parameterNames = ['off', 'literals', 'all'] as const;
const linkPlaces = ['off', 'comments', 'all'] as const;
const hierarchies = ['auto', 'on', 'off'] as const;

export interface EditorSettings {
  readonly enable: boolean;
  readonly levels: Readonly<Record<string, SettingLevel>>;
  readonly defines: Readonly<Record<string, string>>;
  /** Glob patterns, relative to the workspace folder. */
  readonly exclude: readonly string[];
  /** In kilobytes; larger files are not read. */
  readonly maxFileSize: number;
  readonly hover: boolean;
  readonly completion: boolean;
  readonly signatureHelp: boolean;
  readonly refactorings: boolean;
  readonly definition: boolean;
  readonly references: boolean;
  /** `auto`: where the editor has no other. */
  readonly callHierarchy: 'auto' | 'on' | 'off';
  readonly documentLinks: 'off' | 'comments' | 'all';
  readonly inlayHints: {
    readonly parameterNames: 'off' | 'literals' | 'all';
    readonly masks: boolean;
    readonly results: boolean;
    readonly irpOwner: boolean;
  };
  readonly codeLens: {
    readonly tables: boolean;
    readonly callbacks: boolean;
    readonly completionRoutines: boolean;
  };
}

export const defaultSettings: EditorSettings = {
  enable: true,
  levels: {},
  defines: {},
  exclude: [],
  maxFileSize: 2048,
  hover: true,
  completion: true,
  signatureHelp: true,
  refactorings: true,
  definition: true,
  references: true,
  callHierarchy: 'auto',
  documentLinks: 'comments',
  inlayHints: { parameterNames: 'literals', masks: true, results: false, irpOwner: false },
  codeLens: { tables: true, callbacks: true, completionRoutines: true },
};

export interface ParsedSettings {
  readonly settings: EditorSettings;
  /** One line for each value that is left out because it has the wrong form. */
  readonly problems: readonly string[];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

class SettingsReader {
  readonly problems: string[] = [];

  constructor(private readonly values: Readonly<Record<string, unknown>>) {}

  /** A section may come nested or with dots in its names. */
  private find(name: string): unknown {
    const whole = this.values[name];
    if (whole !== undefined) return whole;
    const dot = name.indexOf('.');
    const inner = this.values[name.slice(0, Math.max(0, dot))];
    return dot > 0 && isRecord(inner) ? inner[name.slice(dot + 1)] : undefined;
  }

  private read<T>(name: string, fallback: T, expected: string, accept: (value: unknown) => T | undefined): T {
    const value = this.find(name);
    if (value === undefined || value === null) return fallback;
    const accepted = accept(value);
    if (accepted === undefined) this.problems.push(`wsk.${name}: expected ${expected}`);
    return accepted ?? fallback;
  }

  flag(name: string, fallback: boolean): boolean {
    return this.read(name, fallback, 'true or false', (value) => (typeof value === 'boolean' ? value : undefined));
  }

  oneOf<T extends string>(name: string, choices: readonly T[], fallback: T): T {
    return this.read(name, fallback, `one of ${choices.join(', ')}`, (value) =>
      choices.find((choice) => choice === value),
    );
  }

  positive(name: string, fallback: number): number {
    return this.read(name, fallback, 'a number above 0', (value) =>
      typeof value === 'number' && value > 0 ? value : undefined,
    );
  }

  strings(name: string): readonly string[] {
    return this.read<readonly string[]>(name, [], 'a list of strings', (value) =>
      Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined,
    );
  }

  /** The entries of an object that have the right form; the others are problems. */
  entries<T>(name: string, expected: string, accept: (value: unknown) => T | undefined): Record<string, T> {
    const object = this.read(name, {}, 'an object', (value) => (isRecord(value) ? value : undefined));
    const result: Record<string, T> = {};
    for (const [key, value] of Object.entries(object)) {
      const accepted = accept(value);
      if (accepted === undefined) this.problems.push(`wsk.${name}: "${key}": expected ${expected}`);
      else result[key] = accepted;
    }
    return result;
  }
}

export function parseSettings(section: unknown): ParsedSettings {
  const reader = new SettingsReader(isRecord(section) ? section : {});
  const settings: EditorSettings = {
    enable: reader.flag('enable', defaultSettings.enable),
    levels: reader.entries('rules', `one of ${levels.join(', ')}`, (value) =>
      typeof value === 'string' ? toLevel(value) : undefined,
    ),
    defines: reader.entries('defines', 'a string', (value) => (typeof value === 'string' ? value : undefined)),
    exclude: reader.strings('exclude'),
    maxFileSize: reader.positive('maxFileSize', defaultSettings.maxFileSize),
    hover: reader.flag('hover.enable', defaultSettings.hover),
    completion: reader.flag('completion.enable', defaultSettings.completion),
    signatureHelp: reader.flag('signatureHelp.enable', defaultSettings.signatureHelp),
    refactorings: reader.flag('refactorings.enable', defaultSettings.refactorings),
    definition: reader.flag('definition.enable', defaultSettings.definition),
    references: reader.flag('references.enable', defaultSettings.references),
    callHierarchy: reader.oneOf('callHierarchy.enable', hierarchies, defaultSettings.callHierarchy),
    documentLinks: reader.oneOf('documentLinks.places', linkPlaces, defaultSettings.documentLinks),
    inlayHints: {
      parameterNames: reader.oneOf(
        'inlayHints.parameterNames',
        parameterNames,
        defaultSettings.inlayHints.parameterNames,
      ),
      masks: reader.flag('inlayHints.masks', defaultSettings.inlayHints.masks),
      results: reader.flag('inlayHints.results', defaultSettings.inlayHints.results),
      irpOwner: reader.flag('inlayHints.irpOwner', defaultSettings.inlayHints.irpOwner),
    },
    codeLens: {
      tables: reader.flag('codeLens.tables', defaultSettings.codeLens.tables),
      callbacks: reader.flag('codeLens.callbacks', defaultSettings.codeLens.callbacks),
      completionRoutines: reader.flag('codeLens.completionRoutines', defaultSettings.codeLens.completionRoutines),
    },
  };
  return { settings, problems: reader.problems };
}
