import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PushLine } from '../../kernel/push-line.ts';
import { CallbackServer } from '../../kernel/callback-server.ts';
import { inner, list } from '../../support.ts';
import { IvpBench } from './tencent-ivp-support.ts';

const MINUTE_MS = 60_000;
const KINDS = ['Body', 'Car'] as const;
type Row = Readonly<Record<string, unknown>>;
let bench: IvpBench;
let line: PushLine;
let server: CallbackServer;
let taskId: string;
let channelId: string;

/** The account's own task, which has run for days, with a callback URL. */
beforeEach(async () => {
  bench = new IvpBench();
  line = new PushLine({ nowMs: () => bench.nowMs });
  server = await CallbackServer.open();
  bench.cloud.setPushLine(line);
  taskId = bench.text('aiTaskId');
  const turn = (Status: string): unknown => bench.get('UpdateAITaskStatus', { query: { TaskId: taskId, Status } });
  turn('off');
  const body = { CallbackUrl: server.url('/ai/entrances') };
  const task = bench.get('UpdateAITask', { query: { TaskId: taskId }, body });
  turn('on');
  channelId = String((task['ChannelList'] as string[])[0]);
});

afterEach(async () => {
  await line.close();
  await server.close();
});

const resultsOf = (channel: string): Record<string, readonly Row[]> =>
  bench.get('GetAITaskResult', { query: { TaskId: taskId, ChannelId: channel, PageSize: 100 } })['AIResults'] as Record<
    string,
    readonly Row[]
  >;

describe('an AI task with a callback URL', () => {
  it('an AI task pushes each result once, as it is found, and lists the same result on request', async () => {
    for (let i = 0; i < 12 * 10; i += 1) {
      bench.pass(MINUTE_MS / 2);
      bench.cloud.advance();
    }
    await line.idle();
    const { ChannelList } = bench.get('GetAITaskDetail', { query: { TaskId: taskId } });
    const asked = (ChannelList as string[]).flatMap((id) => {
      const now = resultsOf(id);
      return KINDS.flatMap((kind) => now[kind] ?? []);
    });
    const urlOf = (row: Row): string => new URL(String(row['Url'])).pathname;
    const pushed = server.received.flatMap(({ body }) =>
      KINDS.flatMap((kind) => {
        const rows = inner(body['AIJobDetail'])[`${kind}Recognition`];
        return rows === undefined ? [] : list(rows);
      }),
    );
    expect(pushed.length).toBeGreaterThan(0);
    expect(new Set(line.list().map((one) => one.outcome))).toEqual(new Set(['delivered']));
    const known = new Set(asked.map(urlOf));
    expect(pushed.map(urlOf).filter((one) => !known.has(one))).toEqual([]);
    expect(new Set(pushed.map(urlOf)).size).toBe(pushed.length);
  });

  it('an AI task pushes the printed values: configuration, and only the kinds that were found', async () => {
    const fired = bench.cloud.fire({ kind: 'Body' });
    expect(fired).toMatchObject({ vendor: 'tencent-ivp', kind: 'Body', messages: [{ isPushed: true }] });
    await line.idle();
    const [push] = server.received;
    expect(push?.path).toBe('/ai/entrances');
    expect(push?.body).toMatchObject({ Tag: 'AI', AIConfig: { DetectType: 'Body', TimeInterval: 10 } });
    const detail = inner(push?.body['AIJobDetail']);
    expect(Object.keys(detail)).toEqual(['BodyRecognition']);
    const [row] = list(detail['BodyRecognition']);
    expect(row?.['Time']).toMatch(/^\d+\.\d{6}$/);
    const [person] = list(row?.['BodyInfo']);
    expect(person).toMatchObject({ Name: 'person', Score: expect.any(Number) as number });
    expect(Object.values(inner(person?.['Location'])).map((one) => typeof one)).toEqual(Array(4).fill('number'));
  });

  it('an AI task lists its pushed results, newest first', () => {
    const fired = bench.cloud.fire({ kind: 'vehicle' });
    if (typeof fired === 'string') throw new Error(fired);
    const newest = resultsOf(channelId)['Car']?.[0];
    expect(newest?.['Time']).toBe('2026-05-20 09:59:59');
    expect(inner(list(newest?.['CarInfo'])[0])).toHaveProperty('PlateContent');
  });

  it('an AI task with a callback URL is silent while it is off, and finds only its kinds', () => {
    expect(bench.cloud.fire({ kind: 'Smoking' })).toContain('no running AI task looks for Smoking');
    bench.get('UpdateAITaskStatus', { query: { TaskId: taskId, Status: 'off' } });
    expect(bench.cloud.fire({ kind: 'Body' })).toContain('no running AI task');
    for (let i = 0; i < 60; i += 1) {
      bench.pass(MINUTE_MS);
      bench.cloud.advance();
    }
    expect(line.list()).toEqual([]);
  });
});
