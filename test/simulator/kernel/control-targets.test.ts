import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { startProbeServer } from '../../../scripts/probe-server.ts';
import { startSimulator } from '../simulator.ts';

const TARGETS = ['//', '///', '//[', '//:0', 'http://', 'http://[', '//a:99999/', 'http://%', '//%zz/', '*', 'a'];

/** Sends a request line as it is. @returns the status of the answer; 0 where the connection was closed without one. */
function statusOf(origin: string, target: string): Promise<number> {
  const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(origin).port) });
  return new Promise((resolve) => {
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', () => socket.destroy());
    socket.once('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0)));
    socket.write(`GET ${target} HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nConnection: close\r\n\r\n`);
  });
}

it('the control port and the clouds of the simulator answer odd targets with a refusal and stay up', async () => {
  const simulator = await startSimulator({ cameras: 4, hasMedia: false });
  try {
    const clouds = Object.values(simulator.clouds).map(({ endpoint }) => endpoint);
    for (const target of TARGETS) {
      expect([target, await statusOf(simulator.control, target)]).toEqual([target, 400]);
      for (const cloud of clouds) await statusOf(cloud, target); // what a cloud answers is up to the cloud
    }
    for (const cloud of clouds) expect(await statusOf(cloud, '/')).toBeGreaterThan(0);
    expect(await statusOf(simulator.control, '/clock')).toBe(200);
  } finally {
    await simulator.close();
  }
});

it("the stream doctor's server answers odd targets with a refusal and stays up", async () => {
  const dir = await mkdtemp(join(tmpdir(), 'lanner-doctor-'));
  await writeFile(join(dir, 'index.html'), '');
  await writeFile(join(dir, 'probe.html'), '<title>doctor</title>');
  const server = await startProbeServer(dir, 'http://127.0.0.1:9/live.flv');
  try {
    const { origin, pathname } = new URL(server.pageUrl);
    for (const target of TARGETS)
      expect([target, await statusOf(origin, target)]).toEqual([target, expect.any(Number)]);
    expect(await statusOf(origin, pathname)).toBe(200);
  } finally {
    await server.close();
    await rm(dir, { recursive: true });
  }
});
