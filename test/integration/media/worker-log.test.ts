/** The log of the gateway's worker thread: a mistake in its code must not look like a bad stream and nothing else. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { setLogSink, type LogSink } from '../../../main/log.ts';
import { createGateway, type Gateway } from '../../../main/media/gateway/gateway.ts';
import type { GatewayEvent } from '../../../main/media/messages/types.ts';
import { LogFile } from '../../../main/services/client/log-file.ts';
import { until } from '../servers/processes.ts';
import { startScriptedFlv, type ScriptedFlv } from '../servers/scripted-flv.ts';
import { ORIGIN, signal, source } from './harness.ts';

interface Line {
  readonly level: string;
  readonly message: string;
  readonly thread?: string;
  readonly error?: { readonly name: string; readonly message: string; readonly stack: string };
}

let dir: string;
let file: LogFile;
let sinkBefore: LogSink;
let gateway: Gateway;
let upstream: ScriptedFlv;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lanner-worker-log-'));
  file = new LogFile({ dir });
  sinkBefore = setLogSink(file.sink);
  upstream = await startScriptedFlv();
  gateway = createGateway({ allowedOrigins: [ORIGIN], workerUrl: new URL('./faulty-worker.ts', import.meta.url) });
  await gateway.start();
});

afterEach(async () => {
  await gateway.dispose();
  await upstream.close();
  setLogSink(sinkBefore);
  await file.flush();
  await rm(dir, { recursive: true });
});

/** The line about the mistake, once it is on disk. */
const lineOf = (mistake: string): Promise<Line> =>
  until(`the log tells of ${mistake}`, async () => {
    await file.flush();
    const text = await readFile(join(dir, 'lanner.log'), 'utf8').catch(() => '');
    const lines = text.split('\n').filter((line) => line !== '');
    return lines.map((line) => JSON.parse(line) as Line).find(({ error }) => error?.message.includes(mistake)) ?? null;
  });

function expectStack(line: Line, method: string): void {
  expect(line).toMatchObject({ level: 'error', thread: 'gateway', error: { name: 'TypeError' } });
  expect(line.error?.stack).toMatch(new RegExp(`at .*${method} .*faulty-worker\\.ts:\\d+`));
  expect(JSON.stringify(line)).not.toMatch(/pw@|t0ken|auth=key/);
}

// @promise security.worker-log: Lines of the worker thread are searched for secrets and media addresses too.
it.each([
  ['the relay', 'connectByMistake', 'hls' as const],
  ['the reader', 'pushByMistake', 'http-flv' as const],
])('main writes a mistake in %s with its stack into the log file', async (mistake, method, transport) => {
  const url = `${upstream.origin}/live.flv`;
  const events: GatewayEvent[] = [];
  gateway.on((event) => events.push(event));
  await gateway.open({ key: 'a', resolve: () => Promise.resolve(source(url, { transport })) }, signal());
  expectStack(await lineOf(mistake), method);
  await until('the page hears of it', () => (JSON.stringify(events).includes('reconnecting') ? true : null));
  expect(JSON.stringify(events)).not.toMatch(/pw@|t0ken|auth=key/);
});

it('main writes a mistake in the answer to a question of main with its stack into the log file', async () => {
  const url = `${upstream.origin}/live.flv`;
  await gateway.open({ key: 'a', resolve: () => Promise.resolve(source(url)) }, signal());
  await expect(gateway.tools.ask({ kind: 'sound', key: 'a' })).rejects.toMatchObject({ code: 'internal' });
  expectStack(await lineOf('the sound'), 'get');
});
