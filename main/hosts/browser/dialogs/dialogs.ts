/**
 * Main's own dialogs in the browser host. Each dialog has a random `*.localhost` origin of its own, which lives as long as
 * the dialog: the client's page does not know the address, cannot frame it, and cannot read or send the form, because the
 * form needs a cookie of that origin and a token that changes with every page. One dialog is shown at a time.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { log } from '../../../log.ts';
import type { ConfirmRequest, FolderRequest } from '../../../host.ts';
import { Access } from '../pages/access.ts';
import type { AppWindow } from '../windows/app-windows.ts';
import { closingPage, confirmPage, folderPage } from './dialog-page.ts';
import { DIALOG_STYLE } from './dialog-style.ts';
import { dialogWords, type DialogWords } from './dialog-words.ts';
import { createIn, goHome, goTo, openListed, upFrom, viewFolder, type FolderView } from './folder-view.ts';
import { isSame } from '../pages/same.ts';
import { secretHost } from '../pages/secret-host.ts';

export interface DialogsOptions {
  /** Of the page server. */
  readonly port: number;
  /** The language of the user, as a language tag. */
  readonly locale: () => string;
  /** A blank window of main's own browser; null where main has none. */
  readonly openWindow: (size: { readonly width: number; readonly height: number }) => Promise<AppWindow | null>;
  /** Shows the address, which works once, to the person at this computer when main has no browser of its own. */
  readonly tell: (url: string, title: string) => void;
  readonly answerWithinMs?: number;
}

/**
 * The content of a dialog, and how it reads the submitted form. If the answer is `undefined`, the dialog stays open.
 */
interface Screen<T> {
  readonly title: string;
  readonly size: { readonly width: number; readonly height: number };
  html(words: DialogWords, token: string): string;
  submit(fields: URLSearchParams): Promise<T | undefined>;
}

interface OpenDialog {
  readonly access: Access;
  readonly words: DialogWords;
  token: string;
  /** When a person could first read the question; null before the page was served. */
  shownAtMs: number | null;
  /** `over`: nobody answered in time, or the window was closed. */
  state: 'open' | 'answered' | 'over';
  html(token: string): string;
  /** @returns whether the dialog was answered. */
  submit(fields: URLSearchParams): Promise<boolean>;
}

const ANSWER_WITHIN_MS = 5 * 60_000;
/**
 * An answer that comes sooner was meant for the control that had the focus before. The style shows the button after
 * this time.
 */
const READING_MS = 1_000;
/**
 * How many questions may wait; further questions are answered with no, so that a page cannot cover the screen with
 * dialogs.
 */
const MAX_WAITING = 4;
const MAX_FORM_BYTES = 16 * 1024;
const FORM_WITHIN_MS = 10_000;

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
    "require-trusted-types-for 'script'; trusted-types 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-dns-prefetch-control': 'off',
  // Not "no-referrer": with that, browsers send no Origin with a form, and the Origin is checked.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

export class Dialogs {
  readonly #options: Required<DialogsOptions>;
  readonly #open = new Map<string, OpenDialog>();
  readonly #ending = new AbortController();
  #waiting = 0;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: DialogsOptions) {
    this.#options = { answerWithinMs: ANSWER_WITHIN_MS, ...options };
  }

  confirm(request: ConfirmRequest): Promise<boolean> {
    return this.#inTurn(confirmScreen(request), false);
  }

  async chooseFolder({ title, startDir }: FolderRequest): Promise<string | null> {
    return this.#inTurn(folderScreen(title, await viewFolder(startDir)), null);
  }

  /** Whether this host name is that of an open dialog. */
  owns(host: string | undefined): boolean {
    return host !== undefined && this.#open.has(host);
  }

  /** Answers a request for the host of an open dialog. Never rejects. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const dialog = this.#open.get(request.headers.host ?? '');
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    try {
      if (dialog === undefined) refuse(response, 421);
      else if (request.method === 'GET') this.#get(dialog, request, response);
      else if (request.method === 'POST') await this.#post(dialog, request, response);
      else refuse(response, 405);
    } catch (error) {
      log.warn('a dialog could not answer its window', { error });
      refuse(response, 400);
    }
  }

  dispose(): void {
    this.#ending.abort();
  }

  async #inTurn<T>(screen: Screen<T>, none: T): Promise<T> {
    if (this.#waiting >= MAX_WAITING || this.#ending.signal.aborted) return none;
    this.#waiting += 1;
    const before = this.#queue;
    const asked = before.then(() => this.#ask(screen, none));
    this.#queue = asked.catch(() => {}); // the caller hears of the failure; the next dialog comes in any case
    try {
      return await asked;
    } catch (error) {
      log.error('a dialog could not be shown', { error });
      return none;
    } finally {
      this.#waiting -= 1;
    }
  }

  async #ask<T>(screen: Screen<T>, none: T): Promise<T> {
    const host = secretHost(this.#options.port);
    const access = new Access(`http://${host}`);
    const words = dialogWords(this.#options.locale());
    let finish: (answer: T) => void = () => {};
    const answered = new Promise<T>((resolve) => (finish = resolve));
    const dialog: OpenDialog = {
      access,
      words,
      token: newToken(),
      shownAtMs: null,
      state: 'open' as const,
      html: (token) => screen.html(words, token),
      submit: async (fields) => {
        const answer = await screen.submit(fields);
        if (answer !== undefined) finish(answer);
        return answer !== undefined;
      },
    };
    this.#open.set(host, dialog);
    const ended = new AbortController();
    const signal = AbortSignal.any([ended.signal, this.#ending.signal]);
    const late = delay(this.#options.answerWithinMs, none, { signal, ref: false }).catch(() => none);
    let window: AppWindow | null = null;
    try {
      const url = access.issueLaunchUrl();
      window = await this.#options.openWindow(screen.size);
      if (window === null) this.#options.tell(url, screen.title);
      else await window.show(url);
      const closed = window?.closed.then(() => none);
      return await Promise.race([answered, late, ...(closed === undefined ? [] : [closed])]);
    } finally {
      ended.abort();
      if (dialog.state === 'open') dialog.state = 'over';
      await window?.close();
      // The page that says so is still on its way where another browser shows the dialog.
      if (window === null) setTimeout(() => this.#open.delete(host), FORM_WITHIN_MS).unref();
      else this.#open.delete(host);
    }
  }

  #get(dialog: OpenDialog, request: IncomingMessage, response: ServerResponse): void {
    const { access } = dialog;
    const [path = '', query = ''] = (request.url ?? '').split('?', 2);
    if (path === '/launch') {
      const traded = access.trade(new URLSearchParams(query).get('token'));
      if (traded.kind !== 'entered') return refuse(response, 403);
      response.writeHead(303, { location: '/', 'set-cookie': traded.cookie }).end();
      return;
    }
    if (!access.hasCookie(request.headers)) return refuse(response, 403);
    if (path === '/dialog.css') {
      response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(DIALOG_STYLE);
      return;
    }
    if (path !== '/') return refuse(response, 404);
    dialog.shownAtMs ??= performance.now();
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(htmlOf(dialog));
  }

  async #post(dialog: OpenDialog, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { headers } = request;
    const { access } = dialog;
    if (!access.isOwnOrigin(headers, true) || !access.hasCookie(headers)) return refuse(response, 403);
    const fields = await readForm(request);
    if (fields === null) return refuse(response, 400);
    const isFresh = dialog.state === 'open' && isSame(fields.get('token') ?? '', dialog.token);
    if (isFresh && !isTooSoon(dialog, fields)) {
      dialog.token = newToken(); // a form is taken once
      if (await dialog.submit(fields)) dialog.state = 'answered';
    }
    if (dialog.state === 'open') response.writeHead(303, { location: '/' }).end();
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(htmlOf(dialog));
  }
}

function htmlOf(dialog: OpenDialog): string {
  return dialog.state === 'open' ? dialog.html(dialog.token) : closingPage(dialog.words, dialog.state);
}

/** Only an answer that changes something needs a moment to be read. */
function isTooSoon({ shownAtMs }: OpenDialog, fields: URLSearchParams): boolean {
  const isChange = fields.get('answer') === 'yes' || fields.get('do') === 'choose';
  return isChange && (shownAtMs === null || performance.now() - shownAtMs < READING_MS);
}

function confirmScreen(texts: ConfirmRequest): Screen<boolean> {
  return {
    title: texts.title,
    size: { width: 560, height: 440 },
    html: (words, token) => confirmPage(words, texts, token),
    submit: (fields) => Promise.resolve(fields.has('answer') ? fields.get('answer') === 'yes' : undefined),
  };
}

function folderScreen(title: string, start: FolderView): Screen<string | null> {
  let view = start;
  const next = (fields: URLSearchParams): Promise<FolderView> => {
    const wish = fields.get('do');
    if (wish === 'up') return upFrom(view);
    if (wish === 'home') return goHome();
    if (wish === 'go') return goTo(view, fields.get('path') ?? '');
    if (wish === 'create') return createIn(view, fields.get('name') ?? '');
    return openListed(view, Number(fields.get('open') ?? '-1'));
  };
  return {
    title,
    size: { width: 760, height: 620 },
    html: (words, token) => folderPage(words, title, view, token),
    submit: async (fields) => {
      if (fields.get('do') === 'cancel') return null;
      if (fields.get('do') === 'choose' && view.problem !== 'unreadable') return view.path;
      view = await next(fields);
      return undefined;
    },
  };
}

/** @returns null for a form that is too large, too slow or of another type. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  if (request.headers['content-type'] !== 'application/x-www-form-urlencoded') return null;
  const timer = setTimeout(() => request.destroy(), FORM_WITHIN_MS);
  try {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    for await (const chunk of request as AsyncIterable<Buffer>) {
      sizeBytes += chunk.length;
      if (sizeBytes > MAX_FORM_BYTES) return null;
      chunks.push(chunk);
    }
    return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
  } finally {
    clearTimeout(timer);
  }
}

const newToken = (): string => randomBytes(24).toString('base64url');

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) return void response.destroy();
  const text = 'This address is not open. Lanner tells a new address when it asks again.';
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${text}\n`);
}
