import net from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { AppError } from '../../../main/errors.ts';
import { DEFAULT_TIMINGS } from '../../../main/media/messages/messages.ts';
import { WorkerLink } from '../../../main/media/gateway/worker-link.ts';
import { until } from '../servers/processes.ts';

let link: WorkerLink;
let downs: number[];
let restored: number;

function makeLink(workerUrl = new URL('../../../main/media/worker/gateway-worker.ts', import.meta.url)): WorkerLink {
  downs = [];
  restored = 0;
  link = new WorkerLink({
    workerUrl,
    allowedOrigins: [],
    timings: DEFAULT_TIMINGS,
    onMessage: () => {},
    onDown: (error, nextAtMs) => {
      expect(error).toBeInstanceOf(AppError);
      downs.push(nextAtMs - Date.now());
    },
    onRestored: () => {
      restored += 1;
    },
  });
  return link;
}

afterEach(() => link.dispose());

const isListening = (host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(Number(host.split(':')[1]), '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

it('the port is the same after a restart', async () => {
  await makeLink().start();
  const { host } = link;
  await link.crash();
  await until('it is restored', () => (restored === 1 ? true : null));
  expect(link.host).toBe(host);
  expect(await isListening(host)).toBe(true);
});

it('main takes another port when its own was taken in the meantime', async () => {
  await makeLink().start();
  const { host } = link;
  const port = Number(host.split(':')[1]);
  const thief = net.createServer();
  await link.crash();
  await new Promise<void>((resolve, reject) => {
    thief.once('error', reject);
    thief.listen(port, '127.0.0.1', resolve);
  }).catch(() => {});
  // A worker is started for each of the tries: a busy machine needs a second or two for each.
  await until('it is restored', () => (restored === 1 ? true : null), 110_000);
  expect(await isListening(link.host)).toBe(true);
  if (thief.listening) {
    expect(link.host).not.toBe(host);
    await new Promise((resolve) => thief.close(resolve));
  }
});

// @promise failures.gateway-worker
it('main pauses before it starts a worker that dies again and again', async () => {
  await makeLink().start();
  for (let deaths = 1; deaths <= 6; deaths += 1) {
    await link.crash();
    await until('its end is seen', () => (downs.length === deaths ? true : null));
    if (deaths <= 5) await until('it is restored', () => (restored === deaths ? true : null));
  }
  expect(downs.slice(0, 5).every((waitMs) => waitMs <= 0)).toBe(true);
  expect(downs[5]).toBeGreaterThan(20_000);
});

it('main says that it is down when the worker cannot be started at all', async () => {
  const missing = new URL('./no-such-worker.ts', import.meta.url);
  await expect(makeLink(missing).start()).rejects.toMatchObject({ code: 'media.gateway-down', retryable: true });
});
