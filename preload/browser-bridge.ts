/**
 * `window.lanner` over a WebSocket, for the browser host. Bundled as a classic script that runs before the renderer; on
 * Electron, where the preload has set `window.lanner` already, it does nothing.
 */
import { EVENT_NAMES, MAX_REQUEST_BYTES, REQUEST_NAMES } from './contract/channels.ts';
import type { LannerApi, RequestName } from './contract/contract.ts';
import type { EventName, EventPayload } from './contract/events.ts';
import type { ErrorCode, Result, WireError } from './domain/error.ts';

declare global {
  interface Window {
    lanner?: LannerApi;
  }
}

/** How long a request waits for a lost connection before it is answered with `ipc.disconnected`. */
const CONNECT_WAIT_MS = 3_000;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

type AnyResult = Result<unknown>;
type Listener = (payload: unknown) => void;

interface Pending {
  readonly text: string;
  readonly answer: (result: AnyResult) => void;
  timer: ReturnType<typeof setTimeout> | null;
}

function failure(code: ErrorCode, retryable: boolean, params: WireError['params'] = {}): AnyResult {
  return { ok: false, error: { code, params, retryable, action: retryable ? 'retry' : 'none', vendor: null } };
}

/** No character takes more than three bytes, so that what is short need not be counted. */
const isTooLarge = (text: string): boolean =>
  text.length * 3 > MAX_REQUEST_BYTES && new TextEncoder().encode(text).length > MAX_REQUEST_BYTES;

class BridgeClient {
  readonly #url: string;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #connectionListeners = new Set<(isConnected: boolean) => void>();
  #socket: WebSocket | null = null;
  #isOpen = false;
  #isFirstTry = true;
  #nextId = 1;
  #retryMs = FIRST_RETRY_MS;

  constructor(url: string) {
    this.#url = url;
    this.#connect();
  }

  request(name: RequestName, input: unknown): Promise<AnyResult> {
    const id = this.#nextId++;
    const text = JSON.stringify({ id, name, input });
    if (isTooLarge(text)) {
      return Promise.resolve(failure('ipc.too-large', false, { limit: MAX_REQUEST_BYTES }));
    }
    return new Promise((answer) => {
      const pending: Pending = { text, answer, timer: null };
      this.#pending.set(id, pending);
      if (this.#isOpen) this.#socket?.send(text);
      else pending.timer = setTimeout(() => this.#settle(id, failure('ipc.disconnected', true)), CONNECT_WAIT_MS);
    });
  }

  on(name: string, listener: Listener): () => void {
    const set = this.#listeners.get(name) ?? new Set<Listener>();
    this.#listeners.set(name, set.add(listener));
    return () => set.delete(listener);
  }

  /** Tells the present state at once, and every change from then on. A first try that is under way is no loss yet. */
  onConnection(listener: (isConnected: boolean) => void): () => void {
    this.#connectionListeners.add(listener);
    queueMicrotask(() => {
      if (this.#connectionListeners.has(listener) && !this.#isFirstTry) listener(this.#isOpen);
    });
    return () => this.#connectionListeners.delete(listener);
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#onOpen(socket));
    socket.addEventListener('message', (event: MessageEvent<string>) => this.#onMessage(event.data));
    socket.addEventListener('close', () => this.#onClose());
  }

  #onOpen(socket: WebSocket): void {
    this.#isOpen = true;
    this.#isFirstTry = false;
    this.#retryMs = FIRST_RETRY_MS;
    for (const pending of this.#pending.values()) {
      if (pending.timer !== null) clearTimeout(pending.timer);
      pending.timer = null;
      socket.send(pending.text);
    }
    for (const listener of this.#connectionListeners) listener(true);
  }

  #onMessage(text: string): void {
    const message = JSON.parse(text) as { id: number; result: AnyResult } | { event: string; payload: unknown };
    if ('id' in message) return this.#settle(message.id, message.result);
    for (const listener of this.#listeners.get(message.event) ?? []) {
      try {
        listener(message.payload);
      } catch (error) {
        reportError(error); // one listener's bug must not keep the event from the others
      }
    }
  }

  /** What was sent may or may not have been done; only the caller knows whether to ask again. */
  #onClose(): void {
    const wasOpen = this.#isOpen;
    const isNews = wasOpen || this.#isFirstTry;
    this.#isOpen = false;
    this.#isFirstTry = false;
    if (wasOpen) for (const id of [...this.#pending.keys()]) this.#settle(id, failure('ipc.disconnected', true));
    if (isNews) for (const listener of this.#connectionListeners) listener(false);
    setTimeout(() => this.#connect(), this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS);
  }

  #settle(id: number, result: AnyResult): void {
    const pending = this.#pending.get(id);
    if (pending === undefined) return;
    this.#pending.delete(id);
    if (pending.timer !== null) clearTimeout(pending.timer);
    pending.answer(result);
  }
}

function createApi(client: BridgeClient): LannerApi {
  const calls = REQUEST_NAMES.map((name) => [name, (input: unknown) => client.request(name, input)] as const);
  return Object.freeze({
    // Main checked every answer against the contract before it was sent, hence the cast.
    request: Object.freeze(Object.fromEntries(calls)) as unknown as LannerApi['request'],
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
      if (!(EVENT_NAMES as readonly string[]).includes(name)) throw new RangeError(`no such event: ${name}`);
      return client.on(name, listener as Listener);
    },
    onConnection: (listener: (isConnected: boolean) => void) => client.onConnection(listener),
  });
}

if (window.lanner === undefined) {
  // Names this load of the page, so that main can tell a lost connection from a reload.
  const page = crypto.randomUUID();
  const key = new URLSearchParams(location.search).get('window');
  const query = new URLSearchParams({ page, ...(key === null ? {} : { window: key }) });
  const api = createApi(new BridgeClient(`ws://${location.host}/ipc?${query}`));
  Object.defineProperty(window, 'lanner', { value: api, enumerable: true });
}
