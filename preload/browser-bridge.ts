/**
 * `window.lanner` over a WebSocket, for the browser host. Bundled as a classic script that runs before the renderer; on
 * Electron, where the preload has set `window.lanner` already, it does nothing.
 */
import { MAX_REQUEST_BYTES } from './contract/channels.ts';
import type { EntryRefusal, LannerApi, RequestName } from './contract/contract.ts';
import type { EventName, EventPayload } from './contract/events.ts';
import { EVENT_NAMES, REQUEST_NAMES } from './contract/names.ts';
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
const PROTOCOL = 'lanner';
/** Main closes the connection with this code while another page with the same secret is connected. */
const COPIED = 4409;
/** A reload may come in while main still sees the page before it. */
const COPIED_TRIES = 4;
const SECRET_KEY = 'lanner.page-secret';

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

/** No character takes more than three bytes, so a short text need not be counted. */
const isTooLarge = (text: string): boolean =>
  text.length * 3 > MAX_REQUEST_BYTES && new TextEncoder().encode(text).length > MAX_REQUEST_BYTES;

/**
 * The secret of this window. It comes behind the `#` of the first address, is taken out of the address at once, and stays
 * with this tab over reloads. Null in a page that main did not open.
 */
function takeSecret(): string | null {
  const given = /^#s=([\w-]{43})$/.exec(location.hash)?.[1];
  if (given === undefined) return sessionStorage.getItem(SECRET_KEY);
  history.replaceState(history.state, '', `${location.pathname}${location.search}`);
  sessionStorage.setItem(SECRET_KEY, given);
  return given;
}

class BridgeClient {
  readonly #url: string;
  readonly #secret: string | null;
  readonly #refusalListeners = new Set<(refusal: EntryRefusal) => void>();
  #refusal: EntryRefusal | null = null;
  #copiedTries = 0;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #connectionListeners = new Set<(isConnected: boolean) => void>();
  #socket: WebSocket | null = null;
  #isOpen = false;
  #isFirstTry = true;
  #nextId = 1;
  #retryMs = FIRST_RETRY_MS;

  /** @param secret of this window; without one main refuses every connection, and none is tried. */
  constructor(url: string, secret: string | null) {
    this.#url = url;
    this.#secret = secret;
    if (secret === null) this.#refuse('no-secret');
    else this.#connect();
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

  /**
   * Reports the present state at once, and every later change. A first try that is in progress does not count as a
   * loss.
   */
  onConnection(listener: (isConnected: boolean) => void): () => void {
    this.#connectionListeners.add(listener);
    queueMicrotask(() => {
      if (this.#connectionListeners.has(listener) && !this.#isFirstTry) listener(this.#isOpen);
    });
    return () => this.#connectionListeners.delete(listener);
  }

  /** Reports that main refuses this page, at once if that is known already. */
  onRefused(listener: (refusal: EntryRefusal) => void): () => void {
    this.#refusalListeners.add(listener);
    const refusal = this.#refusal;
    if (refusal !== null) queueMicrotask(() => listener(refusal));
    return () => this.#refusalListeners.delete(listener);
  }

  #refuse(refusal: EntryRefusal): void {
    this.#refusal = refusal;
    this.#isFirstTry = false;
    for (const listener of this.#refusalListeners) listener(refusal);
    for (const listener of this.#connectionListeners) listener(false);
  }

  #connect(): void {
    // A subprotocol is the only header that a page can choose; main never sends the secret back.
    const socket = new WebSocket(this.#url, [PROTOCOL, `${PROTOCOL}.${this.#secret}`]);
    this.#socket = socket;
    socket.addEventListener('open', () => this.#onOpen(socket));
    socket.addEventListener('message', (event: MessageEvent<string>) => this.#onMessage(event.data));
    socket.addEventListener('close', ({ code }) => this.#onClose(code));
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

  /** The request may or may not have been carried out; only the caller knows whether to ask again. */
  #onClose(code: number): void {
    this.#copiedTries = code === COPIED ? this.#copiedTries + 1 : 0;
    const wasOpen = this.#isOpen;
    const isNews = wasOpen || this.#isFirstTry;
    this.#isOpen = false;
    this.#isFirstTry = false;
    if (wasOpen) for (const id of [...this.#pending.keys()]) this.#settle(id, failure('ipc.disconnected', true));
    if (isNews) for (const listener of this.#connectionListeners) listener(false);
    if (this.#copiedTries === COPIED_TRIES) return this.#refuse('copied');
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
    // Main checked every answer against the contract before it was sent, so the cast is safe.
    request: Object.freeze(Object.fromEntries(calls)) as unknown as LannerApi['request'],
    on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void) {
      if (!(EVENT_NAMES as readonly string[]).includes(name)) throw new RangeError(`no such event: ${name}`);
      return client.on(name, listener as Listener);
    },
    onConnection: (listener: (isConnected: boolean) => void) => client.onConnection(listener),
    onRefused: (listener: (refusal: EntryRefusal) => void) => client.onRefused(listener),
  });
}

if (window.lanner === undefined) {
  // Names this load of the page, so that main can distinguish a lost connection from a reload.
  const page = crypto.randomUUID();
  const query = new URLSearchParams({ page });
  const api = createApi(new BridgeClient(`ws://${location.host}/ipc?${query}`, takeSecret()));
  Object.defineProperty(window, 'lanner', { value: api, enumerable: true });
}
