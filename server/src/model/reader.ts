/**
 * Reads the data files without casts: a JSON import is `unknown` here, and every read narrows. A wrong file fails with
 * the place and what was expected; a test reads every file, so users never see it.
 */

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export class ModelDataError extends Error {
  constructor(path: string, expected: string) {
    super(`model data: ${path}: expected ${expected}`);
    this.name = 'ModelDataError';
  }
}

interface Place {
  readonly parent: Reader;
  readonly key: string;
  readonly index?: number;
}

export class Reader {
  private readonly record: Record<string, unknown>;

  /** The place is put into words only when something is wrong there: reading is on the way of every start. */
  constructor(
    value: unknown,
    private readonly place: string | Place,
  ) {
    if (!isRecord(value)) {
      throw new ModelDataError(this.path(), 'an object');
    }
    this.record = value;
  }

  private path(): string {
    if (typeof this.place === 'string') {
      return this.place;
    }
    const { parent, key, index } = this.place;
    return `${parent.path()}.${key}${index === undefined ? '' : `[${index}]`}`;
  }

  private fail(key: string, expected: string): never {
    throw new ModelDataError(`${this.path()}.${key}`, expected);
  }

  has(key: string): boolean {
    const value = this.record[key];
    return value !== undefined && value !== null;
  }

  keys(): string[] {
    return Object.keys(this.record);
  }

  string(key: string): string {
    const value = this.record[key];
    if (typeof value === 'string') {
      return value;
    }
    return this.fail(key, 'a string');
  }

  stringOrNull(key: string): string | null {
    return this.has(key) ? this.string(key) : null;
  }

  number(key: string): number {
    const value = this.record[key];
    return typeof value === 'number' ? value : this.fail(key, 'a number');
  }

  numberOrNull(key: string): number | null {
    return this.has(key) ? this.number(key) : null;
  }

  /** A 32-bit constant, written as a hexadecimal string so that people can read it. */
  hex(key: string): number {
    const value = Number(this.string(key));
    return Number.isInteger(value) ? value : this.fail(key, 'a hexadecimal number in a string');
  }

  /** An absent flag is false. */
  flag(key: string): boolean {
    const value = this.record[key];
    if (value === undefined) {
      return false;
    }
    return typeof value === 'boolean' ? value : this.fail(key, 'true or false');
  }

  oneOf<T extends string>(key: string, choices: readonly T[]): T {
    const value = this.record[key];
    return choices.find((choice) => choice === value) ?? this.fail(key, `one of ${choices.join(', ')}`);
  }

  /** An absent list is empty. */
  list<T>(key: string, read: (item: Reader) => T): T[] {
    return this.array(key).map((item, index) => read(new Reader(item, { parent: this, key, index })));
  }

  /** The list that a data file is for. */
  entries<T>(key: string, read: (item: Reader) => T): T[] {
    return this.has(key) ? this.list(key, read) : this.fail(key, 'a list');
  }

  listOrNull<T>(key: string, read: (item: Reader) => T): T[] | null {
    return this.has(key) ? this.list(key, read) : null;
  }

  strings(key: string): string[] {
    return this.array(key).map((item) => (typeof item === 'string' ? item : this.fail(key, 'strings')));
  }

  numbersOrNull(key: string): number[] | null {
    if (!this.has(key)) {
      return null;
    }
    return this.array(key).map((item) => (typeof item === 'number' ? item : this.fail(key, 'numbers')));
  }

  choices<T extends string>(key: string, choices: readonly T[]): T[] {
    return this.array(key).map(
      (item) => choices.find((choice) => choice === item) ?? this.fail(key, `only ${choices.join(', ')}`),
    );
  }

  object(key: string): Reader {
    return new Reader(this.record[key], { parent: this, key });
  }

  objectOrNull(key: string): Reader | null {
    return this.has(key) ? this.object(key) : null;
  }

  private array(key: string): unknown[] {
    const value = this.record[key];
    if (value === undefined) {
      return [];
    }
    return Array.isArray(value) ? value : this.fail(key, 'a list');
  }
}
