/** A browser host over the fixture page, and clients that speak to it as an attacker or a browser would. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import type { Handlers } from '../../../preload/contract/contract.ts';
import { bundleBridge } from '../../../scripts/preload-bundle.ts';
import { createBrowserHost, type BrowserHostOptions } from '../../../main/hosts/browser/browser-host.ts';
import { createDispatch } from '../../../main/ipc/door.ts';
import type { Host, HostStart, WindowStore } from '../../../main/host.ts';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const appInfo = {
  version: '9.8.7',
  host: 'browser',
  platform: 'linux',
  systemLocale: 'en-US',
  isDemoAvailable: false,
  isDemoRunning: false,
  startedAtMs: 0,
  restored: [],
} as const;

/** Handlers that know two requests; the others of the contract fail as a bug would. */
export function fewHandlers(some: Partial<Handlers> = {}): Handlers {
  const known: Partial<Handlers> = {
    'app.info': () => Promise.resolve({ ...appInfo, restored: [] }),
    'app.report-failure': () => Promise.resolve(null),
    ...some,
  };
  return known as Handlers;
}

/** The same handlers, and the ids of the windows whose pages asked for the facts of the client, in order. */
export function windowsThatAsk(): { readonly windows: readonly string[]; readonly handlers: Handlers } {
  const windows: string[] = [];
  const info = fewHandlers()['app.info'];
  const handlers = fewHandlers({
    'app.info': (input, context) => {
      windows.push(context.windowId);
      return info(input, context);
    },
  });
  return { windows, handlers };
}

/** The options of a host that opens no window and that nothing else needs. */
export const ALONE = {
  isHeadless: true,
  opensWindow: false,
  browserPath: null,
  instance: null,
  announce: () => {},
} satisfies Partial<BrowserHostOptions>;

export interface Harness {
  readonly host: Host;
  readonly launchUrl: string;
  readonly origin: string;
  readonly gone: string[];
  /** Number of reports of the host that a launch URL was used twice. */
  readonly intrusions: () => number;
  readonly further: NonNullable<HostStart['further']>;
  close(): Promise<void>;
}

/** The fixture page with the real bridge. */
export async function buildPage(pageDir: string): Promise<void> {
  await cp(source('./fixtures/page'), pageDir, { recursive: true });
  await bundleBridge(join(pageDir, 'bridge.js'));
}

export async function startHarness(
  options: Partial<BrowserHostOptions> = {},
  handlers: Handlers = fewHandlers(),
  windows?: WindowStore,
): Promise<Harness> {
  const dir = await mkdtemp(join(tmpdir(), 'lanner-host-'));
  const pageDir = join(dir, 'page');
  await buildPage(pageDir);
  await writeFile(join(dir, 'secret.txt'), 'outside of the page');
  const gone: string[] = [];
  let intrusions = 0;
  const host = createBrowserHost({ dataDir: join(dir, 'data'), pageDir, ...ALONE, ...options });
  const close = async (): Promise<void> => {
    await host.dispose();
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const { launchUrl, further = [] } = await host.start({
      ...(windows === undefined ? {} : { windows }),
      dispatch: createDispatch(handlers),
      mediaOrigins: ['http://127.0.0.1:9', 'ws://127.0.0.1:9'],
      onWindowGone: (windowId) => gone.push(windowId),
      onIntrusion: () => void intrusions++,
    });
    return {
      host,
      launchUrl: launchUrl ?? '',
      origin: launchUrl === null ? '' : new URL(launchUrl).origin,
      gone,
      intrusions: () => intrusions,
      further,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A GET with exactly this path and these headers: `fetch` would tidy both up. */
export function get(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Answer> {
  const { host, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    // Browsers know that a name below localhost is this computer; the resolver of Node may not.
    const options = { hostname: '127.0.0.1', port, path, method, headers: { host, ...headers }, agent: false };
    const request = httpRequest(options, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject).end();
  });
}

/** The answer to the first page load with the launch URL. */
export interface Entry {
  readonly cookie: string;
  /** The page secret. */
  readonly secret: string;
}

/** Trades a launch URL for the two secrets, as the first page load does; the first one of the harness by default. */
export async function signIn(harness: Harness, launchUrl = harness.launchUrl): Promise<Entry> {
  const url = new URL(launchUrl);
  const { headers } = await get(url.origin, `${url.pathname}${url.search}`);
  const cookie = (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  return { cookie, secret: /#s=(.+)$/.exec(headers.location ?? '')?.[1] ?? '' };
}

/** Opens the bridge as the page of this entry does. */
export function openBridge(harness: Harness, { cookie, secret }: Entry, page?: string): Promise<PageSocket> {
  return openSocket(harness, { origin: harness.origin, cookie }, page, ['lanner', `lanner.${secret}`]);
}

export interface PageSocket {
  readonly socket: WebSocket;
  ask(name: string, input: unknown): Promise<unknown>;
  /** Every event that came, in order. */
  readonly events: readonly { readonly event: string; readonly payload: unknown }[];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
}

/** @throws with the HTTP status in the message when the server refuses the upgrade. */
export async function openSocket(
  harness: Harness,
  headers: Readonly<Record<string, string>>,
  page = 'page-of-test',
  protocols: readonly string[] = [],
): Promise<PageSocket> {
  const { host, port } = new URL(harness.origin);
  const options = { headers: { host, ...headers } };
  const socket = new WebSocket(`ws://127.0.0.1:${port}/ipc?page=${page}`, [...protocols], options);
  const answers = new Map<number, (result: unknown) => void>();
  const events: { event: string; payload: unknown }[] = [];
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as
      { id: number; result: unknown } | { event: string; payload: unknown };
    if ('event' in message) events.push(message);
    else answers.get(message.id)?.(message.result);
  });
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let next = 1;
  const ask = (name: string, input: unknown): Promise<unknown> => {
    const id = next++;
    socket.send(JSON.stringify({ id, name, input }));
    return new Promise((resolve) => answers.set(id, resolve));
  };
  return { socket, ask, closed, events };
}
