/** Drives a running client over its control lines (standard input and output, one JSON object a line). */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { clientCommand, root, stop, type HostChoice } from './lib.ts';

export interface Tile {
  readonly tile: number;
  readonly phase: string;
  readonly firstFrameMs: number | null;
  readonly fps: number;
  readonly droppedFrames: number;
  readonly error: string | null;
}

interface Reply {
  readonly event: string;
  readonly id?: string;
  readonly value?: unknown;
  readonly error?: unknown;
  readonly launchUrl?: string | null;
  readonly further?: readonly FurtherWindow[];
  readonly url?: string;
  readonly pid?: number;
  readonly isHalted?: boolean;
}

/** A window of the earlier run, which the driver of the browser opens again. */
export interface FurtherWindow {
  readonly key: string;
  readonly launchUrl: string;
}

export interface ClientOptions {
  readonly dataDir: string;
  readonly pageDir: string;
  readonly args: readonly string[];
  /** Beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** False starts main itself, without the process that starts main again after a crash (browser host). */
  readonly isSupervised?: boolean;
  /** Where the built main lies (browser host); `dist/main` by default. */
  readonly mainDir?: string | undefined;
}

/** How a start went. */
export interface Start {
  readonly launchUrl: string | null;
  /** Main's own process, which is not the one that was started where a supervisor stands between. */
  readonly pid: number;
  readonly further: readonly FurtherWindow[];
  /** After too many crashes: only the screen that says so is there. */
  readonly isHalted: boolean;
}

/** The client as a child process. Close it with `quit`; a client that does not leave is ended by its pid. */
export class Client {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<string, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #nextId = 1;
  /** Addresses of dialogs that no caller has taken yet, and callers who wait for the next one. */
  readonly #dialogs: string[] = [];
  readonly #dialogTakers: { resolve: (url: string) => void; reject: (error: Error) => void }[] = [];
  readonly #starts: Start[] = [];
  readonly #onStarted = new Set<() => void>();
  readonly ready: Promise<string | null>;
  readonly ended: Promise<number>;

  constructor(host: HostChoice, options: ClientOptions) {
    const flags = ['--data-dir', options.dataDir, '--page-dir', options.pageDir, '--control', ...options.args];
    const [file, args] = clientCommand(host, flags, options.isSupervised ?? true, options.mainDir);
    const env = { ...process.env, ...options.env };
    this.#child = spawn(file, args, { cwd: root, env, stdio: ['pipe', 'pipe', 'inherit'], detached: true });
    this.ended = new Promise((resolve) => this.#child.once('exit', (code) => resolve(code ?? 1)));
    this.ready = this.restarted(0).then(({ launchUrl }) => launchUrl);
    this.ready.catch(() => {});
    void this.ended.then(() => this.#failAll('has ended'));
    this.#child.stdin?.on('error', () => this.#failAll('has ended'));
    if (this.#child.stdout) createInterface(this.#child.stdout).on('line', (line) => this.#read(line));
  }

  /** The windows beside the first that the start brought back. */
  async further(): Promise<readonly FurtherWindow[]> {
    return (await this.restarted(0)).further;
  }

  /** The address of the next dialog of main's own: at once where one waits, else as soon as main asks. It works once. */
  nextDialog(): Promise<string> {
    const waiting = this.#dialogs.shift();
    if (waiting !== undefined) return Promise.resolve(waiting);
    return new Promise((resolve, reject) => this.#dialogTakers.push({ resolve, reject }));
  }

  /**
   * Resolves when the client is ready after its `times`th restart by itself.
   *
   * @throws {Error} when it ends before.
   */
  restarted(times: number): Promise<Start> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const start = this.#starts[times];
        if (start === undefined) return;
        this.#onStarted.delete(check);
        resolve(start);
      };
      this.#onStarted.add(check);
      void this.ended.then((code) => reject(new Error(`the client ended with ${code} before it was ready`)));
      check();
    });
  }

  /** A fresh address that opens the first window once. */
  async launchUrl(): Promise<string> {
    const url = await this.ask({ do: 'launch-url' });
    if (typeof url !== 'string') throw new Error('this host has no launch address');
    return url;
  }

  /** The present process of main; before the client is ready the process that was started. */
  get pid(): number {
    return this.#starts.at(-1)?.pid ?? this.rootPid;
  }

  /** The process that was started: everything of the client is below it. */
  get rootPid(): number {
    return this.#child.pid ?? 0;
  }

  /** Sends one command and resolves with its answer's value. */
  ask(command: Readonly<Record<string, unknown>> & { readonly do: string }): Promise<unknown> {
    const id = String(this.#nextId++);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.stdin?.write(`${JSON.stringify({ id, ...command })}\n`);
    });
  }

  async tiles(): Promise<readonly Tile[]> {
    return (await this.ask({ do: 'tiles' })) as readonly Tile[];
  }

  /** Asks the client to leave; resolves when its process is gone. */
  async quit(): Promise<void> {
    this.#child.stdin?.end();
    await stop(this.#child);
    // Main, where it could not follow its supervisor. It shares the group; its browser ends with its pipe.
    if (process.platform === 'win32' || this.rootPid === 0) return;
    try {
      process.kill(-this.rootPid, 'SIGKILL');
    } catch {
      // nothing is left, as a rule
    }
  }

  #read(line: string): void {
    if (!line.startsWith('{')) return;
    const reply = JSON.parse(line) as Reply;
    if (reply.event === 'ready') {
      if (this.#starts.length > 0) this.#failAll('has started again');
      const { launchUrl = null, further = [], pid = this.rootPid, isHalted = false } = reply;
      this.#starts.push({ launchUrl, further, pid, isHalted });
      this.#onStarted.forEach((check) => check());
    }
    if (reply.event === 'dialog' && reply.url !== undefined) {
      const taker = this.#dialogTakers.shift();
      if (taker === undefined) this.#dialogs.push(reply.url);
      else taker.resolve(reply.url);
    }
    const waiting = reply.id === undefined ? undefined : this.#waiting.get(reply.id);
    if (reply.id === undefined || !waiting) return;
    this.#waiting.delete(reply.id);
    if (reply.error === undefined) waiting.resolve(reply.value);
    else waiting.reject(new Error(`the client refused: ${JSON.stringify(reply.error)}`));
  }

  #failAll(why: string): void {
    for (const { reject } of this.#waiting.values()) reject(new Error(`the client ${why}`));
    this.#waiting.clear();
    for (const { reject } of this.#dialogTakers.splice(0)) reject(new Error('the client has ended'));
  }
}
