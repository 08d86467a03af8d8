/**
 * Requests and events of the page over one WebSocket per window (`/ipc?page=<id of the page load>`). Besides the
 * cookie, the page brings its secret as a subprotocol, `lanner.<secret>`; the bridge answers with the subprotocol
 * `lanner` and never with the secret. The secret identifies the window of the page.
 *
 * Page to main: `{"id":1,"name":"account.list","input":{}}`. Main to page: `{"id":1,"result":Result}` and
 * `{"event":"load.measured","payload":{}}`. A page that lost its socket and comes back within the grace keeps its window
 * id and its queue; a page that was closed or reloaded is gone at once.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_REQUEST_BYTES } from '../../../../preload/contract/channels.ts';
import type { EventHub, EventQueue } from '../../../ipc/event-queue.ts';
import { log } from '../../../log.ts';
import type { Dispatch } from '../../../host.ts';
import { BRIDGE_PROTOCOL, type Access } from './access.ts';
import { refuseSocket, type GuardedServer } from './guarded-server.ts';

/** Room for the envelope around the largest input; a larger message closes the socket unread. */
const MAX_MESSAGE_BYTES = MAX_REQUEST_BYTES + 4096;
/** Above this many unsent bytes a window gets no more events, and above the second no more of its requests are read. */
const EVENT_HIGH_WATER_BYTES = 1024 * 1024;
const ANSWER_HIGH_WATER_BYTES = 8 * 1024 * 1024;
const MAX_RUNNING_REQUESTS = 256;
const MAX_WINDOWS = 64;
const GOING_AWAY = 1001;
const NORMAL = 1000;
const INTERNAL_FAILURE = 1011;
/** Another page with the same secret is connected: the window was copied. */
const COPIED = 4409;
/** Connections are accepted under these paths only, so that no unexpected path has to be parsed. */
const TARGET = /^\/ipc\?page=([\w-]{8,64})$/;

export interface BridgeOptions {
  readonly server: GuardedServer;
  readonly access: Access;
  readonly dispatch: Dispatch;
  readonly hub: EventHub;
  /** `key` identifies the window of the page, and stays the same over reloads; each load has a new `windowId`. */
  readonly onWindowOpened: (windowId: string, key: string) => void;
  readonly onWindowGone: (windowId: string, key: string) => void;
  readonly graceMs?: number;
  readonly pingEveryMs?: number;
}

interface PageWindow {
  readonly windowId: string;
  readonly pageId: string;
  /** The page secret with which the page came. */
  readonly page: string;
  readonly key: string;
  readonly queue: EventQueue;
  socket: WebSocket | null;
  graceTimer: NodeJS.Timeout | null;
}

export class Bridge {
  readonly #options: Required<BridgeOptions>;
  readonly #sockets: WebSocketServer;
  readonly #windows = new Map<string, PageWindow>();
  readonly #pingTimer: NodeJS.Timeout;
  readonly #silent = new Set<WebSocket>();

  constructor(options: BridgeOptions) {
    this.#options = { graceMs: 5_000, pingEveryMs: 20_000, ...options };
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: MAX_MESSAGE_BYTES,
      perMessageDeflate: false,
      handleProtocols: () => BRIDGE_PROTOCOL,
    });
    options.server.setUpgradeListener(this.#onUpgrade);
    this.#pingTimer = setInterval(() => this.#ping(), this.#options.pingEveryMs).unref();
  }

  get windowCount(): number {
    return this.#windows.size;
  }

  isOpen(key: string): boolean {
    return [...this.#windows.values()].some((window) => window.key === key);
  }

  /** Gives up the pages that wait for their grace to end: nothing can bring them back. */
  forgetDetached(): void {
    for (const window of [...this.#windows.values()]) if (window.socket === null) this.#forget(window);
  }

  dispose(): void {
    clearInterval(this.#pingTimer);
    this.#options.server.setUpgradeListener(null);
    for (const window of [...this.#windows.values()]) this.#forget(window);
    for (const socket of this.#sockets.clients) socket.terminate();
    this.#sockets.close();
  }

  readonly #onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { access, server } = this.#options;
    const { headers } = request;
    const isOwn = access.isOwnHost(headers) && access.isOwnOrigin(headers, true) && access.hasCookie(headers);
    const from = isOwn ? access.pageOf(headers) : null;
    const pageId = TARGET.exec(request.url ?? '')?.[1];
    const hasRoom = pageId !== undefined && (this.#windows.has(pageId) || this.#windows.size < MAX_WINDOWS);
    if (from === null || !hasRoom) {
      log.warn('window connection refused', { origin: headers.origin?.slice(0, 200) ?? null });
      return refuseSocket(socket, '403 Forbidden');
    }
    server.trust(socket);
    this.#sockets.handleUpgrade(request, socket, head, (opened) => {
      try {
        this.#attach(pageId, from.page, from.windowKey, opened);
      } catch (error) {
        log.error('a window could not be connected', { error });
        opened.terminate();
      }
    });
  };

  #attach(pageId: string, page: string, key: string, socket: WebSocket): void {
    socket.on('error', (error) => log.warn('window socket failed', { error }));
    const known = this.#windows.get(pageId);
    const others = [...this.#windows.values()].filter((window) => window.page === page && window.pageId !== pageId);
    const isCopy = others.some(({ socket: other }) => other !== null && other.readyState === other.OPEN);
    // A page id belongs to the page that brought it first.
    if (isCopy || (known !== undefined && known.page !== page)) return socket.close(COPIED, 'copied');
    const window = known ?? this.#open(pageId, page, key);
    if (window.graceTimer !== null) clearTimeout(window.graceTimer);
    window.graceTimer = null;
    window.socket?.terminate();
    window.socket = socket;
    let running = 0;
    socket.on('message', (data, isBinary) => {
      const message = isBinary || !Buffer.isBuffer(data) ? null : parseMessage(data.toString('utf8'));
      if (message === null) return socket.close(1007, 'not a request');
      running += 1;
      if (running >= MAX_RUNNING_REQUESTS) socket.pause();
      this.#options
        .dispatch({ windowId: window.windowId, windowKey: window.key }, message.name, message.input)
        .then((result) => {
          running -= 1;
          this.#send(window, socket, JSON.stringify({ id: message.id, result }));
          if (running < MAX_RUNNING_REQUESTS && socket.bufferedAmount < ANSWER_HIGH_WATER_BYTES) socket.resume();
        })
        .catch((error: unknown) => {
          log.error('an answer could not be sent', { error });
          socket.close(INTERNAL_FAILURE);
        });
    });
    socket.on('pong', () => this.#silent.delete(socket));
    socket.on('close', (code) => this.#detach(window, socket, code));
    if (known === undefined) this.#options.onWindowOpened(window.windowId, window.key);
    window.queue.drain();
  }

  #open(pageId: string, page: string, key: string): PageWindow {
    const windowId = randomUUID();
    // The window is made after its queue, which is why the sink looks it up.
    const queue = this.#options.hub.open(
      windowId,
      (event) => {
        const { socket } = window;
        if (socket === null) return false;
        this.#send(window, socket, event.text);
        return socket.bufferedAmount < EVENT_HIGH_WATER_BYTES;
      },
      { isBlocked: true },
    );
    const window: PageWindow = { windowId, pageId, page, key, queue, socket: null, graceTimer: null };
    this.#windows.set(pageId, window);
    return window;
  }

  #send(window: PageWindow, socket: WebSocket, text: string): void {
    if (socket.readyState !== socket.OPEN) return;
    socket.send(text, () => {
      if (window.socket !== socket || socket.readyState !== socket.OPEN) return;
      if (socket.bufferedAmount < EVENT_HIGH_WATER_BYTES / 2) {
        socket.resume();
        window.queue.drain();
      }
    });
    if (socket.bufferedAmount >= ANSWER_HIGH_WATER_BYTES) socket.pause();
  }

  #detach(window: PageWindow, socket: WebSocket, code: number): void {
    this.#silent.delete(socket);
    if (window.socket !== socket) return; // a newer socket of the same page took over
    window.socket = null;
    window.queue.block();
    if (code === GOING_AWAY || code === NORMAL) this.#forget(window);
    else window.graceTimer = setTimeout(() => this.#forget(window), this.#options.graceMs);
  }

  #forget(window: PageWindow): void {
    if (window.graceTimer !== null) clearTimeout(window.graceTimer);
    if (!this.#windows.delete(window.pageId)) return;
    this.#options.hub.close(window.windowId);
    // Taken from the window first: the close of this socket must not start a grace timer, which would keep main alive.
    const { socket } = window;
    window.socket = null;
    socket?.terminate();
    this.#options.onWindowGone(window.windowId, window.key);
  }

  /** A socket that did not answer the last ping is dead: a browser answers pings even while its page is busy. */
  #ping(): void {
    for (const socket of this.#sockets.clients) {
      if (this.#silent.has(socket)) socket.terminate();
      else {
        this.#silent.add(socket);
        socket.ping();
      }
    }
  }
}

interface RequestMessage {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}

function parseMessage(text: string): RequestMessage | null {
  try {
    const message: unknown = JSON.parse(text);
    if (typeof message !== 'object' || message === null) return null;
    const { id, name, input } = message as Record<string, unknown>;
    return Number.isSafeInteger(id) && typeof name === 'string' ? { id: id as number, name, input } : null;
  } catch {
    return null; // not JSON: the caller closes the socket and says so
  }
}
