import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocketServer, type WebSocket as Peer } from 'ws';
import { SocketLoader } from '../../../../renderer/media/socket-loader.ts';

async function gateway(onPeer: (peer: Peer) => void = () => undefined) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', onPeer);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { server, url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function watched() {
  const loader = new SocketLoader();
  const heard: string[] = [];
  let tell: () => void = () => undefined;
  const next = (): Promise<void> => new Promise((resolve) => (tell = resolve));
  const say = (words: string): void => {
    heard.push(words);
    tell();
  };
  loader.onDataArrival = (chunk, from) => say(`${chunk.byteLength} from ${from}`);
  loader.onError = () => say('error');
  loader.onComplete = (_from, to) => say(`complete to ${to}`);
  return { loader, heard, next };
}

it('hands on every piece in order, and tells the end', async () => {
  const { url } = await gateway((peer) => {
    peer.send(Buffer.alloc(5));
    peer.send(Buffer.alloc(7));
    peer.close();
  });
  const { loader, heard, next } = watched();
  loader.open({ url, duration: 0 });
  while (!heard.some((words) => words.startsWith('complete'))) await next();
  expect(heard).toEqual(['5 from 0', '7 from 5', 'complete to 11']);
  expect(loader.isWorking()).toBe(false);
});

it('says nothing and throws nothing when it is destroyed before the socket is open', async () => {
  const { server, url } = await gateway();
  const { loader, heard } = watched();
  loader.open({ url, duration: 0 });
  expect(loader.isWorking()).toBe(true);
  loader.destroy();
  expect(loader.isWorking()).toBe(false);
  // A whole round of another socket: what the first one had to tell has come by then.
  const other = watched();
  server.once('connection', (peer) => peer.close());
  other.loader.open({ url, duration: 0 });
  await other.next();
  expect(heard).toEqual([]);
});

it('tells once that nobody answers', async () => {
  const { server, url } = await gateway();
  await new Promise((resolve) => server.close(resolve));
  const { loader, heard, next } = watched();
  loader.open({ url, duration: 0 });
  await next();
  expect(heard).toEqual(['error']);
});
