/** The built server, spoken to in bytes: so that messages may be as wrong as they like. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';

export interface Answer {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null;
}

export class RawServer {
  readonly received: Answer[] = [];
  readonly exit: Promise<number | null>;
  hasEnded = false;
  private buffered = Buffer.alloc(0);
  private nextId = 1;
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly waiting = new Set<() => void>();

  constructor() {
    this.process = spawn(process.execPath, ['dist/server.js', '--stdio']);
    this.exit = new Promise((resolve) =>
      this.process.once('exit', (code) => {
        this.hasEnded = true;
        this.wake();
        resolve(code);
      }),
    );
    this.process.stdin.on('error', () => undefined);
    this.process.stdout.on('data', (data: Buffer) => this.take(data));
  }

  private wake(): void {
    for (const check of [...this.waiting]) check();
  }

  private take(data: Buffer): void {
    this.buffered = Buffer.concat([this.buffered, data]);
    for (;;) {
      const head = this.buffered.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.buffered.toString('latin1', 0, head))?.[1]);
      const end = head + 4 + length;
      if (this.buffered.length < end) return;
      const message: unknown = JSON.parse(this.buffered.toString('utf8', head + 4, end));
      this.buffered = this.buffered.subarray(end);
      if (!isAnswer(message)) continue;
      this.received.push(message);
      // What the server asks is answered with nothing.
      if (message.method !== undefined && message.id !== undefined)
        this.send({ jsonrpc: '2.0', id: message.id, result: null });
      this.wake();
    }
  }

  bytes(bytes: string | Uint8Array): void {
    this.process.stdin.write(bytes);
  }

  body(text: string): void {
    const bytes = Buffer.from(text);
    this.bytes(`Content-Length: ${bytes.length}\r\n\r\n`);
    this.bytes(bytes);
  }

  send(message: unknown): void {
    this.body(JSON.stringify(message));
  }

  notify(method: string, params: unknown): void {
    this.send({ jsonrpc: '2.0', method, params });
  }

  /** Sends a request; what it gives is its id. */
  request(method: string, params: unknown): number {
    const id = this.nextId++;
    this.send({ jsonrpc: '2.0', id, method, params });
    return id;
  }

  async ask(method: string, params: unknown): Promise<Answer> {
    return this.answer(this.request(method, params));
  }

  /** Rejects when the server ends, or says nothing for long. */
  answer(id: number, milliseconds = 60_000): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const found = this.received.find((message) => message.id === id && message.method === undefined);
        if (!found && !this.hasEnded) return;
        clearTimeout(timer);
        this.waiting.delete(check);
        if (found) resolve(found);
        else reject(new Error('the server has ended'));
      };
      const timer = setTimeout(() => {
        this.waiting.delete(check);
        reject(new Error(`no answer to request ${id}`));
      }, milliseconds);
      this.waiting.add(check);
      check();
    });
  }

  async initialize(capabilities: unknown = { textDocument: { diagnostic: {} } }): Promise<void> {
    const { error } = await this.ask('initialize', { processId: null, rootUri: null, capabilities });
    if (error) throw new Error(error.message);
    this.notify('initialized', {});
  }

  open(uri: string, text: string, version = 1): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'c', version, text } });
  }

  /** The rules of a document's diagnostics. */
  async rules(uri: string): Promise<string> {
    const { result, error } = await this.ask('textDocument/diagnostic', { textDocument: { uri } });
    if (error) throw new Error(error.message);
    return [...JSON.stringify(result).matchAll(/"code":"([\w-]+)"/g)].map(([, rule]) => rule).join(' ');
  }

  /** The client is gone. */
  end(): void {
    this.process.stdin.end();
  }

  kill(): void {
    this.process.kill();
  }
}
