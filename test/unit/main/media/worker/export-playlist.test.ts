/** The segments of a recording as the thread of exports reads them from the gateway. */
import { once } from 'node:events';
import http, { type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { segmentsOf } from '../../../../../main/media/worker/export-playlist.ts';

const FROM_MS = Date.UTC(2026, 10, 23, 2, 0, 0);
const SEGMENT_SEC = 4;

const playlist = (count: number): string => {
  const segments = Array.from({ length: count }, (_, i) => {
    const at = new Date(FROM_MS + i * SEGMENT_SEC * 1_000).toISOString();
    return `#EXT-X-PROGRAM-DATE-TIME:${at}\n#EXTINF:${SEGMENT_SEC}.000,\n${i}.ts\n`;
  });
  return `#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:${SEGMENT_SEC}\n${segments.join('')}#EXT-X-ENDLIST\n`;
};

/** The numbers of the segments that were asked for, in this order. */
let asked: number[];
/** Answers a request for a segment. */
let answer: (segment: number, response: ServerResponse) => void;
let server: http.Server;
let agent: http.Agent;
let url: string;

beforeEach(async () => {
  asked = [];
  answer = (segment, response) => void response.end(`segment ${segment}`);
  server = http.createServer((request, response) => {
    if (request.url === '/list.m3u8') return void response.end(playlist(3));
    const segment = Number(/^\/(\d+)\.ts$/.exec(request.url ?? '')?.[1]);
    asked.push(segment);
    answer(segment, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/list.m3u8`;
  agent = new http.Agent({ keepAlive: true, maxSockets: 4 });
});

afterEach(async () => {
  agent.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

const reading = () => segmentsOf({ url, behindMs: FROM_MS, agent, signal: new AbortController().signal });

async function readAll(): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const { slice } of reading()) {
    const pieces: Uint8Array[] = [];
    for await (const piece of slice.bytes) pieces.push(piece);
    texts.push(Buffer.concat(pieces).toString());
  }
  return texts;
}

it('an export asks for a segment once the one before it arrives, and for no other one', async () => {
  answer = (segment, response) => {
    response.write('segment ');
    // A segment has its last byte when the next one was asked for.
    const end = (): void => {
      if (segment < 2 && asked.length < segment + 2) return void setImmediate(end);
      response.end(String(segment));
    };
    end();
  };
  let most = 0;
  let done = 0;
  for await (const { slice } of reading()) {
    const pieces: Uint8Array[] = [];
    for await (const piece of slice.bytes) pieces.push(piece);
    expect(Buffer.concat(pieces).toString()).toBe(`segment ${done}`);
    most = Math.max(most, asked.length - done);
    done += 1;
  }
  expect(asked).toEqual([0, 1, 2]);
  expect(most).toBe(2);
});

it('an export asks again for a segment that could not be had ahead of its turn', async () => {
  answer = (segment, response) => {
    const isRefused = segment === 1 && asked.filter((one) => one === 1).length === 1;
    if (isRefused) response.writeHead(502).end();
    else response.end(`segment ${segment}`);
  };
  expect(await readAll()).toEqual(['segment 0', 'segment 1', 'segment 2']);
  expect(asked.filter((one) => one === 1)).toHaveLength(2);
});

it('an export that ends leaves no segment behind that it asked for ahead of its turn', async () => {
  const closed = new Promise<void>((resolve) => {
    answer = (segment, response) => {
      response.write('segment ');
      if (segment === 0) response.end('0');
      else response.once('close', resolve);
    };
  });
  for await (const { slice } of reading()) {
    for await (const piece of slice.bytes) expect(piece.length).toBeGreaterThan(0);
    if (asked.length > 0) break;
  }
  await closed;
  expect(asked).toEqual([0, 1]);
});
