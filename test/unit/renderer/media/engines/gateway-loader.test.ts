import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { ByteRate, gatewayLoader } from '../../../../../renderer/media/engines/gateway-loader.ts';

async function gateway(onViewer: http.RequestListener) {
  const server = http.createServer(onViewer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

function watched() {
  const counted: number[] = [];
  const Loader = gatewayLoader({ onBytes: (bytes) => counted.push(bytes.byteLength) });
  // Neither of the library's two arguments is looked at.
  const loader = new Loader(undefined as never, {});
  const heard: string[] = [];
  let tell: () => void = () => undefined;
  const next = (): Promise<void> => new Promise((resolve) => (tell = resolve));
  const say = (words: string): void => {
    heard.push(words);
    tell();
  };
  loader.onDataArrival = (chunk, from) => say(`${chunk.byteLength} from ${from}`);
  loader.onError = (kind) => say(`error ${kind as unknown as string}`);
  loader.onComplete = (_from, to) => say(`complete to ${to}`);
  return { loader, heard, counted, next };
}

const segment = (url: string) => ({ url, duration: 0 });
const range = { from: 0, to: -1 };

it('the loader hands on every piece in order, counts it, and reports the end', async () => {
  const { url } = await gateway((_request, response) => {
    response.write(Buffer.alloc(5));
    response.end(Buffer.alloc(7));
  });
  const { loader, heard, counted, next } = watched();
  loader.open(segment(url), range);
  while (!heard.some((words) => words.startsWith('complete'))) await next();
  expect(heard[0]).toMatch(/from 0$/);
  expect(heard.at(-1)).toBe('complete to 11');
  expect(counted.reduce((sum, bytes) => sum + bytes, 0)).toBe(12);
  expect(loader.isWorking()).toBe(false);
});

it('the loader reports nothing and throws nothing when it is destroyed before its answer', async () => {
  const { server, url } = await gateway(() => undefined);
  const { loader, heard } = watched();
  const arrived = once(server, 'request') as Promise<[http.IncomingMessage]>;
  loader.open(segment(url), range);
  expect(loader.isWorking()).toBe(true);
  const [request] = await arrived;
  loader.destroy();
  expect(loader.isWorking()).toBe(false);
  await once(request.socket, 'close');
  expect(heard).toEqual([]);
});

it('the loader closes a connection that is silent when it is destroyed', async () => {
  const { server, url } = await gateway((_request, response) => {
    response.write(Buffer.alloc(3));
  });
  const { loader, heard, next } = watched();
  const arrived = once(server, 'request') as Promise<[http.IncomingMessage]>;
  loader.open(segment(url), range);
  await next();
  const [request] = await arrived;
  loader.destroy();
  await once(request.socket, 'close');
  expect(heard).toEqual(['3 from 0']);
});

it('the loader reports once that it is refused, and that no client is there', async () => {
  const { server, url } = await gateway((_request, response) => {
    response.writeHead(404).end();
  });
  const refused = watched();
  refused.loader.open(segment(url), range);
  await refused.next();
  expect(refused.heard).toEqual(['error HttpStatusCodeInvalid']);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const alone = watched();
  alone.loader.open(segment(url), range);
  await alone.next();
  expect(alone.heard).toEqual(['error Exception']);
});

it('the loader reports a connection that breaks', async () => {
  const { url } = await gateway((_request, response) => {
    response.write(Buffer.alloc(3), () => response.destroy());
  });
  const { loader, heard, next } = watched();
  loader.open(segment(url), range);
  while (!heard.includes('error Exception')) await next();
  expect(loader.isWorking()).toBe(false);
});

it('the loader knows the rate between two questions', () => {
  const rate = new ByteRate();
  rate.add(1000);
  expect(rate.bitsPerSecond(0)).toBeNull();
  rate.add(500);
  rate.add(500);
  expect(rate.bitsPerSecond(2000)).toBe(4000);
  expect(rate.bitsPerSecond(3000)).toBe(0);
});
