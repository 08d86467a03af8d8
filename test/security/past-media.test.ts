/**
 * Attacks of a hostile device in place of a recording: the memory of the client stays bounded, and the viewer reads
 * why.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { PastEvent } from '../../main/media/upstream/past-source.ts';
import { ORIGIN, signal, source, startBench, type Bench } from '../integration/media/harness.ts';
import { watchFlv } from '../integration/servers/flv-viewer.ts';
import { until } from '../integration/servers/processes.ts';
import { aacFrame, fileHeader, tag } from '../unit/main/media/flv-fixtures.ts';

const FROM = Date.UTC(2026, 2, 1);
const END = FROM + 600_000;
const MIB = 1024 * 1024;
const SOUND_AND_PICTURES = 5;

let bench: Bench;
let server: http.Server;
let handle: (response: http.ServerResponse) => void;
let events: PastEvent[];

beforeEach(async () => {
  events = [];
  bench = await startBench({ watchdogMs: 500 });
  server = http.createServer((_request, response) => {
    response.on('error', () => undefined);
    response.write(fileHeader(SOUND_AND_PICTURES));
    handle(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await bench.dispose();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** Plays what the server sends, and reads it as a viewer does. @returns how the recording ended. */
async function play(): Promise<PastEvent> {
  const { port } = server.address() as AddressInfo;
  const resolve = ({ fromMs }: { readonly fromMs: number }) =>
    Promise.resolve({ stretch: { fromMs, toMs: END }, source: source(`http://127.0.0.1:${port}/past.flv`) });
  const onEvent = (event: PastEvent | { readonly kind: 'down' }): void => {
    if (event.kind !== 'down') events.push(event);
  };
  const order = { key: 'a', fromMs: FROM, atMs: FROM, endMs: END, resolve, onEvent };
  const lease = await bench.gateway.past.open(order, signal());
  const viewer = watchFlv(lease.url, ORIGIN);
  const ended = await until('the recording has ended', () => events.find(({ kind }) => kind === 'ended') ?? null);
  await viewer.close();
  return ended;
}

/** Sends a chunk for as long as somebody takes it. */
function pour(response: http.ServerResponse, chunk: Buffer): void {
  const go = (): void => {
    while (!response.destroyed) if (!response.write(chunk)) return;
  };
  response.on('drain', go);
  go();
}

// @promise security.no-picture: A device that never sends a picture is left after a few megabytes, or after the time of
// a silent device.
it.each([
  ['sound in small tags', Buffer.concat(Array.from({ length: 4_000 }, () => aacFrame(0)))],
  ['sound in large tags', tag(8, 0, Buffer.alloc(MIB, 0xaf))],
  ['metadata', tag(18, 0, Buffer.alloc(MIB - 64))],
  ['video that holds no picture', tag(9, 0, Buffer.concat([Buffer.from([0x57, 1]), Buffer.alloc(MIB)]))],
])('a device that sends %s and never a picture is left after a few megabytes', async (_, chunk) => {
  handle = (response) => pour(response, chunk);
  expect(await play()).toMatchObject({ error: { code: 'media.bad-stream', params: { detail: 'no picture' } } });
  expect((await bench.gateway.stats()).receivedBytes).toBeLessThan(32 * MIB);
});

// @promise security.no-picture
it('a device that sends a little sound for ever and never a picture is left as one that sends nothing', async () => {
  let sending: NodeJS.Timeout | null = null;
  handle = (response) => {
    sending = setInterval(() => response.write(aacFrame(0)), 20);
    response.on('close', () => clearInterval(sending ?? undefined));
  };
  expect(await play()).toMatchObject({ error: { code: 'media.stalled' } });
});
