/**
 * Requests and events of the windows over Electron's IPC. Main accepts messages only from the top frame of a window
 * that this host made and that shows the page itself. Electron has no back-pressure of its own: main sends a window
 * only a fixed number of events that the window has not acknowledged.
 */
import type { IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import { EVENT_CHANNEL, EVENTS_TAKEN_CHANNEL } from '../../../preload/contract/channels.ts';
import { REQUEST_NAMES } from '../../../preload/contract/names.ts';
import { AppError } from '../../errors.ts';
import type { EventHub, EventQueue } from '../../ipc/event-queue.ts';
import { log } from '../../log.ts';
import type { Dispatch } from '../../host.ts';
import { isPageUrl, type Parts } from './parts.ts';

const MAX_UNTAKEN_EVENTS = 64;

interface Page {
  readonly windowId: string;
  readonly windowKey: string;
  readonly queue: EventQueue;
  untaken: number;
}

export interface IpcOptions {
  readonly parts: Pick<Parts, 'ipcMain'>;
  readonly dispatch: Dispatch;
  readonly hub: EventHub;
  readonly onWindowGone: (windowId: string) => void;
}

export class WindowIpc {
  readonly #options: IpcOptions;
  readonly #pages = new Map<WebContents, Page>();
  #loads = 0;

  constructor(options: IpcOptions) {
    this.#options = options;
    const { ipcMain } = options.parts;
    for (const name of REQUEST_NAMES) {
      ipcMain.handle(name, (event, raw: unknown) => this.#answer(event, name, raw));
    }
    ipcMain.on(EVENTS_TAKEN_CHANNEL, (event, count: unknown) => this.#taken(event, count));
  }

  /** Hears and serves the window of this key. Every load of its page counts as a window of its own. */
  add(contents: WebContents, windowKey: string): void {
    contents.on('did-navigate', () => {
      this.#remove(contents);
      this.#pages.set(contents, this.#openPage(contents, windowKey));
    });
    contents.on('render-process-gone', () => this.#remove(contents));
    contents.once('destroyed', () => this.#remove(contents));
  }

  /** Names the page that a window shows now, as requests and events do; null while it shows none. */
  windowIdOf(contents: WebContents): string | null {
    return this.#pages.get(contents)?.windowId ?? null;
  }

  dispose(): void {
    const { ipcMain } = this.#options.parts;
    for (const name of REQUEST_NAMES) ipcMain.removeHandler(name);
    ipcMain.removeAllListeners(EVENTS_TAKEN_CHANNEL);
    for (const contents of [...this.#pages.keys()]) this.#remove(contents);
  }

  async #answer(event: IpcMainInvokeEvent, name: string, raw: unknown): ReturnType<Dispatch> {
    const page = this.#pageOf(event);
    if (page !== null) {
      const { windowId, windowKey } = page;
      return this.#options.dispatch({ windowId, windowKey }, name, raw);
    }
    log.audit('request of an untrusted frame refused', { name });
    return { ok: false, error: new AppError('ipc.untrusted-sender', `${name}: refused`).toWire() };
  }

  #taken(event: IpcMainEvent, count: unknown): void {
    const page = this.#pageOf(event);
    if (page === null || !Number.isSafeInteger(count)) return;
    page.untaken = Math.max(0, page.untaken - Math.max(0, count as number));
    if (page.untaken < MAX_UNTAKEN_EVENTS) page.queue.drain();
  }

  #pageOf({ sender, senderFrame }: IpcMainEvent | IpcMainInvokeEvent): Page | null {
    const isTrusted = senderFrame !== null && senderFrame === sender.mainFrame && isPageUrl(senderFrame.url);
    return (isTrusted && this.#pages.get(sender)) || null;
  }

  /** Events wait until the preload of the page says that it listens. */
  #openPage(contents: WebContents, windowKey: string): Page {
    this.#loads += 1;
    const windowId = `window-${contents.id}-${this.#loads}`;
    const sink = ({ name, payload }: { name: string; payload: unknown }): boolean => {
      if (contents.isDestroyed()) return false;
      contents.send(EVENT_CHANNEL, name, payload);
      page.untaken += 1;
      return page.untaken < MAX_UNTAKEN_EVENTS;
    };
    const queue = this.#options.hub.open(windowId, sink, { isBlocked: true });
    const page: Page = { windowId, windowKey, queue, untaken: 0 };
    return page;
  }

  /** Gives back the leases of the page and ends its tests. */
  #remove(contents: WebContents): void {
    const page = this.#pages.get(contents);
    if (page === undefined) return;
    this.#pages.delete(contents);
    this.#options.hub.close(page.windowId);
    this.#options.onWindowGone(page.windowId);
  }
}
