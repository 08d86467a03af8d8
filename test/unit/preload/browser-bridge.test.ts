import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws';
import { MAX_REQUEST_BYTES } from '../../../preload/contract/channels.ts';
import type { LannerApi } from '../../../preload/contract/contract.ts';
import { PATIENT } from '../../patience.ts';

interface Main {
  readonly server: WebSocketServer;
  readonly sockets: ServerSocket[];
  readonly urls: string[];
  readonly offered: string[];
  readonly messages: { readonly id: number; readonly name: string; readonly input: unknown }[];
}

/** The other end of the bridge: it notes requests, and answers only when a test asks for it. */
async function startMain(port = 0): Promise<Main> {
  const server = new WebSocketServer({ host: '127.0.0.1', port, handleProtocols: () => 'lanner' });
  const main: Main = { server, sockets: [], urls: [], offered: [], messages: [] };
  main.server.on('connection', (socket, request) => {
    main.sockets.push(socket);
    main.urls.push(request.url ?? '');
    main.offered.push(request.headers['sec-websocket-protocol'] ?? '');
    socket.on('message', (data: Buffer) => main.messages.push(JSON.parse(data.toString()) as Main['messages'][number]));
  });
  await once(main.server, 'listening');
  return main;
}

const portOf = (main: Main): number => (main.server.address() as AddressInfo).port;

async function stopMain(main: Main): Promise<void> {
  for (const socket of main.server.clients) socket.terminate();
  await new Promise((resolve) => main.server.close(resolve));
}

const SECRET = 'S'.repeat(43);
let stored: Map<string, string>;
let addresses: string[];

/** Runs the bridge as the page would, against main at `port`. `hash` is the part behind the `#` of the address. */
async function loadBridge(port: number, hash = `#s=${SECRET}`): Promise<LannerApi> {
  vi.stubGlobal('location', { host: `127.0.0.1:${port}`, hash, pathname: '/', search: '?window=second' });
  vi.stubGlobal('history', { state: null, replaceState: (_s: null, _t: string, url: string) => addresses.push(url) });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
  vi.stubGlobal('window', {});
  vi.resetModules();
  await import('../../../preload/browser-bridge.ts');
  return (globalThis as unknown as { window: { lanner: LannerApi } }).window.lanner;
}

let main: Main;
let lanner: LannerApi;
let connection: boolean[];

beforeEach(async () => {
  [stored, addresses] = [new Map(), []];
  main = await startMain();
  lanner = await loadBridge(portOf(main));
  const changes: boolean[] = []; // of this bridge alone: those of earlier tests continue trying
  lanner.onConnection((isConnected) => changes.push(isConnected));
  connection = changes;
});
afterEach(async () => {
  await stopMain(main);
  vi.unstubAllGlobals();
});

const answer = (id: number, result: unknown): void => main.sockets.at(-1)?.send(JSON.stringify({ id, result }));
const disconnected = { ok: false, error: { code: 'ipc.disconnected', retryable: true, action: 'retry' } };

it('the bridge sends requests from before the connection, and gives each caller its own answer', async () => {
  const first = lanner.request['app.info']({});
  const second = lanner.request['wall.list']({});
  await vi.waitFor(() => expect(main.messages.map((one) => one.name)).toEqual(['app.info', 'wall.list']), PATIENT);
  answer(main.messages[1]?.id ?? 0, { ok: true, value: ['second'] });
  answer(main.messages[0]?.id ?? 0, { ok: true, value: 'first' });
  expect(await Promise.all([first, second])).toEqual([
    { ok: true, value: 'first' },
    { ok: true, value: ['second'] },
  ]);
  expect(connection).toEqual([true]);
});

it('the bridge answers pending requests when the connection is lost, comes back as the same page and reports both', async () => {
  const asked = lanner.request['app.info']({});
  await vi.waitFor(() => expect(main.messages).toHaveLength(1), PATIENT);
  main.sockets[0]?.terminate();
  expect(await asked).toMatchObject(disconnected);
  await vi.waitFor(() => expect(main.sockets).toHaveLength(2), PATIENT);
  expect(main.urls[1]).toBe(main.urls[0]);
  await vi.waitFor(() => expect(connection).toEqual([true, false, true]), PATIENT);
  const again = lanner.request['app.info']({});
  await vi.waitFor(() => expect(main.messages).toHaveLength(2), PATIENT);
  answer(main.messages[1]?.id ?? 0, { ok: true, value: 'again' });
  expect(await again).toEqual({ ok: true, value: 'again' });
});

it('the bridge answers a request that found no connection within a short wait', async () => {
  await vi.waitFor(() => expect(connection).toEqual([true]), PATIENT);
  await stopMain(main);
  await vi.waitFor(() => expect(connection.at(-1)).toBe(false), PATIENT);
  expect(await lanner.request['app.info']({})).toMatchObject(disconnected);
});

it('the bridge hands a request over that was asked while main was away for a moment', async () => {
  await vi.waitFor(() => expect(connection).toEqual([true]), PATIENT);
  const port = portOf(main);
  await stopMain(main);
  await vi.waitFor(() => expect(connection.at(-1)).toBe(false), PATIENT);
  const asked = lanner.request['app.info']({});
  main = await startMain(port);
  await vi.waitFor(() => expect(main.messages).toHaveLength(1), PATIENT);
  answer(main.messages[0]?.id ?? 0, { ok: true, value: 'late' });
  expect(await asked).toEqual({ ok: true, value: 'late' });
});

it('the bridge reports that main is away when the very first try fails, and nothing while a try is under way', async () => {
  const gone = await startMain();
  const port = portOf(gone);
  await stopMain(gone);
  const late = await loadBridge(port);
  const changes: boolean[] = [];
  late.onConnection((isConnected) => changes.push(isConnected));
  await vi.waitFor(() => expect(changes).toEqual([false]), PATIENT);
});

it('the bridge refuses a request above the limit without sending it', async () => {
  const text = 'x'.repeat(MAX_REQUEST_BYTES);
  const large = await lanner.request['app.report-failure']({ where: 'a', text });
  expect(large).toMatchObject({ ok: false, error: { code: 'ipc.too-large', params: { limit: MAX_REQUEST_BYTES } } });
  expect(main.messages).toEqual([]);
});

it('the bridge gives every listener an event, whatever another one does with it, until it is taken off', async () => {
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  await vi.waitFor(() => expect(main.sockets).toHaveLength(1), PATIENT);
  const seen: number[] = [];
  lanner.on('system.resumed', () => {
    throw new Error('a bug of a screen');
  });
  const off = lanner.on('system.resumed', ({ atMs }) => seen.push(atMs));
  const send = (atMs: number): void =>
    main.sockets[0]?.send(JSON.stringify({ event: 'system.resumed', payload: { atMs } }));
  send(1);
  await vi.waitFor(() => expect(seen).toEqual([1]), PATIENT);
  off();
  send(2);
  await vi.waitFor(() => expect(reported).toHaveBeenCalledTimes(2), PATIENT);
  expect(seen).toEqual([1]);
});

it('the bridge refuses to listen to an event that does not exist', () => {
  expect(() => lanner.on('no.such' as 'system.resumed', () => {})).toThrow(RangeError);
});

it('the bridge leaves the door of Electron alone', async () => {
  const electrons = {};
  vi.stubGlobal('window', { lanner: electrons });
  vi.resetModules();
  await import('../../../preload/browser-bridge.ts');
  expect((globalThis as unknown as { window: { lanner: unknown } }).window.lanner).toBe(electrons);
});

it('the page secret is taken out of the address at once, stored for this tab, and shown to main as a subprotocol only', async () => {
  await vi.waitFor(() => expect(main.offered).toEqual([`lanner, lanner.${SECRET}`]), PATIENT);
  expect(addresses).toEqual(['/?window=second']);
  expect([...stored.values()]).toEqual([SECRET]);
  expect(main.urls[0]).toMatch(/^\/ipc\?page=[\w-]{36}$/);
});

it('the page secret stays the same when the page is loaded again', async () => {
  await loadBridge(portOf(main), '');
  await vi.waitFor(() => expect(main.offered).toHaveLength(2), PATIENT);
  expect(main.offered[1]).toBe(`lanner, lanner.${SECRET}`);
});

it('the page secret that is missing is reported, and main is never asked', async () => {
  // The page before this one has asked.
  await vi.waitFor(() => expect(main.offered).toHaveLength(1), PATIENT);
  stored.clear();
  const alone = await loadBridge(portOf(main), '#s=short');
  const told: unknown[] = [];
  alone.onRefused?.((refusal) => told.push(refusal));
  alone.onConnection((isConnected) => told.push(isConnected));
  await vi.waitFor(() => expect(told).toEqual(['no-secret', false]), PATIENT);
  expect(main.offered).toHaveLength(1);
});

it('the page secret that another page uses is reported after a few tries, which a reload may need', async () => {
  const refusals: unknown[] = [];
  lanner.onRefused?.((refusal) => refusals.push(refusal));
  const refuse = (): void => main.sockets.at(-1)?.close(4409, 'copied');
  await vi.waitFor(() => {
    refuse();
    expect(refusals).toEqual(['copied']);
  }, PATIENT);
  expect(main.sockets).toHaveLength(4);
});
