import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isLoopback, PushLine } from './push-line.ts';
import { CallbackServer, until } from './callback-server.ts';

let line: PushLine;
let server: CallbackServer;

beforeEach(async () => {
  line = new PushLine({ nowMs: () => 0 });
  server = await CallbackServer.open();
});

afterEach(async () => {
  await line.close();
  await server.close();
});

const push = (number: number, url = server.url()): void =>
  line.send({ vendor: 'v', kind: 'k', url, body: JSON.stringify({ number }), isTaken: (status) => status === 200 });
const outcomes = (): readonly string[] => line.list().map((one) => one.outcome);

describe('the line of pushes', () => {
  it('the order of each URL stays', async () => {
    for (let i = 0; i < 20; i += 1) push(i);
    await until(() => outcomes().length === 20);
    expect(server.received.map((one) => one.body['number'])).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it('the line of pushes drops pushes while its queue is full, and ends at once when it is closed', async () => {
    server.status = null; // a server that takes and never answers
    for (let i = 0; i < 250; i += 1) push(i);
    expect(outcomes()).toEqual(Array<string>(50).fill('dropped'));
    await until(() => server.received.length === 1);
    await line.close();
    expect(outcomes().filter((one) => one === 'cancelled')).toHaveLength(200);
    expect(server.received).toHaveLength(1);
  });

  it('the line of pushes counts a redirect as a failure and does not follow it', async () => {
    server.status = 302;
    push(1);
    await until(() => outcomes().length === 1);
    expect(line.list()).toMatchObject([{ outcome: 'failed', status: 302 }]);
  });

  it('a push fails where no server listens', async () => {
    const url = server.url();
    await server.close();
    push(1, url);
    await until(() => outcomes().length === 1);
    expect(line.list()).toMatchObject([{ outcome: 'failed', status: null }]);
    server = await CallbackServer.open();
  });

  it.each([
    ['http://127.0.0.1:8080/x', true],
    ['https://localhost/x', true],
    ['http://[::1]:1/', true],
    ['http://127.0.0.1.example.com/', false],
    ['http://localhost.example.com/', false],
    ['http://user@192.0.2.1/127.0.0.1', false],
    ['http://0.0.0.0/', false],
    ['ftp://127.0.0.1/', false],
    ['nonsense', false],
  ])('the address %s is loopback: %s', (url, expected) => {
    expect(isLoopback(url)).toBe(expected);
  });
});
