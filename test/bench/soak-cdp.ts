/** The debugging protocol over one WebSocket: to a Chromium with the pages it shows, or to a Node process. */
import { WebSocket } from 'ws';

const ANSWER_LIMIT_MS = 30_000;

type Params = Readonly<Record<string, unknown>>;
type Listener = (params: Params, sessionId: string | null) => void;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Params;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Whatever answers protocol commands: a connection, one page of it, or one thread of a process. */
export interface Target {
  send<T>(method: string, params?: Params): Promise<T>;
}

interface Evaluated {
  readonly result: { readonly value?: unknown; readonly objectId?: string };
  readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
}

export class Connection implements Target {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, Listener[]>();
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#take(JSON.parse((data as Buffer).toString('utf8')) as Message));
    socket.on('close', () => this.#failAll('the debugging connection closed'));
    socket.on('error', (error) => this.#failAll(error.message));
  }

  static async open(url: string): Promise<Connection> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve());
      socket.once('error', reject);
    });
    return new Connection(socket);
  }

  /** @throws {Error} when the other side refuses, does not answer within half a minute, or goes away. */
  send<T>(method: string, params: Params = {}, sessionId?: string): Promise<T> {
    const id = this.#nextId++;
    return new Promise<T>((resolve, reject) => {
      const late = (): void => {
        this.#waiting.delete(id);
        reject(new Error(`${method} was not answered within ${ANSWER_LIMIT_MS / 1000} s`));
      };
      const timer = setTimeout(late, ANSWER_LIMIT_MS);
      this.#waiting.set(id, { resolve: (value) => resolve(value as T), reject, timer });
      this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    });
  }

  on(method: string, listener: Listener): void {
    this.#listeners.set(method, [...(this.#listeners.get(method) ?? []), listener]);
  }

  /** A target that sends through a session of this connection. */
  session(sessionId: string): Target {
    return { send: (method, params) => this.send(method, params, sessionId) };
  }

  close(): void {
    this.#socket.close();
  }

  #take(message: Message): void {
    const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
    if (message.id !== undefined && waiting) {
      this.#waiting.delete(message.id);
      clearTimeout(waiting.timer);
      if (message.error) waiting.reject(new Error(message.error.message));
      else waiting.resolve(message.result);
      return;
    }
    const { method, params = {}, sessionId = null } = message;
    if (method !== undefined) for (const listener of this.#listeners.get(method) ?? []) listener(params, sessionId);
  }

  #failAll(why: string): void {
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(new Error(why));
    }
    this.#waiting.clear();
  }
}

async function evaluated(target: Target, expression: string, more: Params): Promise<Evaluated['result']> {
  const params = { expression, awaitPromise: true, ...more };
  const { result, exceptionDetails } = await target.send<Evaluated>('Runtime.evaluate', params);
  if (!exceptionDetails) return result;
  const what = exceptionDetails.exception?.description ?? exceptionDetails.text;
  throw new Error(`${what.split('\n')[0] ?? ''}, asked for ${expression.slice(0, 100)}`);
}

/** The value of an expression, awaited when it is a promise. @throws {Error} when it throws. */
export async function evaluate<T>(target: Target, expression: string): Promise<T> {
  return (await evaluated(target, expression, { returnByValue: true })).value as T;
}

/**
 * How many objects with this prototype are alive, after a collection: also those that nothing but a closure holds.
 *
 * @param prototype expression, such as `AbortSignal.prototype`.
 */
export async function countAlive(target: Target, prototype: string): Promise<number> {
  const objectGroup = 'alive';
  try {
    const { objectId } = await evaluated(target, prototype, { objectGroup });
    if (objectId === undefined) throw new Error(`${prototype} is no object`);
    const { objects } = await target.send<{ objects: { objectId: string } }>('Runtime.queryObjects', {
      prototypeObjectId: objectId,
      objectGroup,
    });
    const { result } = await target.send<{ result: { value: number } }>('Runtime.callFunctionOn', {
      objectId: objects.objectId,
      functionDeclaration: 'function () { return this.length; }',
      returnByValue: true,
    });
    return result.value;
  } finally {
    await target.send('Runtime.releaseObjectGroup', { objectGroup });
  }
}
