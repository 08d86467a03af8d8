/** Recordings while the gateway's worker is away, against a worker whose course the test decides. */
import { expect, it, vi } from 'vitest';
import type { Clip } from '../../../../../preload/contract/clips.ts';
import { asAccountId, asLeaseId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { GatewayTools } from '../../../../../main/media/gateway/gateway-tools.ts';
import type { RingOrder } from '../../../../../main/media/messages/ring-messages.ts';
import { ClipsService } from '../../../../../main/services/clips/clips.ts';
import type { NewFile } from '../../../../../main/services/shared/saved-file.ts';
import { PATIENT } from '../../../../patience.ts';
import { testFolder } from '../folder.ts';
import { captureSettings } from './capture.ts';

const channelId = channelIdOf(deviceIdOf(asAccountId('acc'), 'dev'), '0');

function bench() {
  const dir = testFolder();
  const orders: RingOrder[] = [];
  const told: Clip[] = [];
  const saved: NewFile[] = [];
  const closed: string[] = [];
  let isUp = true;
  let opened: Promise<unknown> = Promise.resolve();
  let answer = (): void => {};
  const opening = {
    wait: (): void => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      [opened, answer] = [promise, () => resolve(undefined)];
    },
    answer: (): void => answer(),
  };
  const tools = new GatewayTools((order) => {
    if (!isUp) return false;
    orders.push(order);
    if (order.kind === 'ask') {
      queueMicrotask(() => tools.onNews({ kind: 'answer', requestId: order.requestId, value: { fromMs: 1 } }));
    }
    return true;
  });
  const clips = new ClipsService({
    onSaved: (file) => void saved.push(file),
    tools,
    addressOf: (kind, id) => `http://127.0.0.1/${kind}/${id}`,
    live: {
      open: async (stream) => {
        await opened;
        return { ...stream, leaseId: asLeaseId('lease'), url: 'http://127.0.0.1/', transport: 'flv' };
      },
      close: (leaseId) => void closed.push(leaseId),
    },
    settings: captureSettings(dir),
    emit: (name, payload) => void (name === 'clip.changed' && told.push(payload as Clip)),
    channelOf: () => undefined,
    labelOf: () => 'Cloud',
    reveal: null,
  });
  const start = async (): Promise<string> => (await clips.start({ channelId, profile: 'sub' }, 'w1')).clipId;
  const record = async (): Promise<string> => {
    const clipId = await start();
    const progress = { parts: [], bytes: 0, sound: { kind: 'none' }, ended: null } as const;
    tools.onNews({ kind: 'clip', clipId, progress });
    return clipId;
  };
  const setUp = (value: boolean): void => {
    isUp = value;
    if (!value) tools.onDown();
  };
  return { clips, tools, orders, told, saved, closed, opening, start, record, setUp };
}

const startsOf = (orders: readonly RingOrder[]): number =>
  orders.filter((order) => order.kind === 'ask' && order.question.kind === 'start-clip').length;

it('main ends a recording that was stopped while the worker was away, instead of resuming it', async () => {
  const { clips, orders, told, closed, record, setUp } = bench();
  const clipId = await record();
  setUp(false);
  clips.stop(clipId, 'stopped');
  setUp(true);
  await vi.waitFor(() => expect(told.at(-1)?.ended).toEqual({ reason: 'stopped', error: null }), PATIENT);
  expect(startsOf(orders)).toBe(1);
  expect(closed).toEqual(['lease']);
  expect(clips.list()).toEqual([]);
});

it('main resumes a recording that the operator did not stop', async () => {
  const { clips, orders, record, setUp } = bench();
  await record();
  setUp(false);
  setUp(true);
  await vi.waitFor(() => expect(startsOf(orders)).toBe(2), PATIENT);
  expect(clips.list()).toHaveLength(1);
});

it('main resumes a recording whose worker died before it reported anything', async () => {
  const { clips, orders, start, setUp } = bench();
  await start();
  setUp(false);
  setUp(true);
  await vi.waitFor(() => expect(startsOf(orders)).toBe(2), PATIENT);
  setUp(false); // the worker that took it over dies as early
  setUp(true);
  await vi.waitFor(() => expect(startsOf(orders)).toBe(3), PATIENT);
  expect(clips.list()).toHaveLength(1);
});

it('main reports the end of a recording that is stopped when its worker dies before it reported anything', async () => {
  const { clips, told, closed, start, setUp } = bench();
  clips.stop(await start(), 'stopped');
  setUp(false);
  expect(told.at(-1)?.ended).toMatchObject({ reason: 'failed', error: { code: 'media.gateway-down' } });
  expect(closed).toEqual(['lease']);
  expect(clips.list()).toEqual([]);
});

it('main ends the recording for a window that went while the stream was opened', async () => {
  const { clips, orders, start, opening } = bench();
  opening.wait();
  const started = start();
  clips.onWindowGone('w1');
  opening.answer();
  const clipId = await started;
  expect(orders.at(-1)).toEqual({ kind: 'stop-clip', clipId });
});

it('main closes at once with the client while the worker is away', async () => {
  const { clips, told, closed, record, setUp } = bench();
  await record();
  setUp(false);
  await clips.dispose();
  expect(told.at(-1)?.ended).toEqual({ reason: 'cleared', error: null });
  expect(closed).toEqual(['lease']);
});

it('main lists every part of a clip that ended, and a snapshot once its file is written', async () => {
  const { clips, tools, saved, record } = bench();
  const clipId = await record();
  const parts = ['one.mp4', 'two.mp4'].map((path) => ({ path, fromMs: 1, toMs: 2 }));
  const ended = { reason: 'stopped', error: null } as const;
  tools.onNews({ kind: 'clip', clipId, progress: { parts, bytes: 2, sound: { kind: 'none' }, ended } });
  expect(saved).toEqual(parts.map(({ path }) => ({ kind: 'clip', channelId, path })));
  const { fileId, path } = await clips.snapshot({ channelId, wallName: '', atMs: 1 }, 'w1');
  expect(saved).toHaveLength(2);
  clips.snapshotWritten(fileId);
  clips.snapshotWritten(fileId);
  clips.snapshotWritten('another file');
  expect(saved.slice(2)).toEqual([{ kind: 'snapshot', channelId, path, ofMs: 1 }]);
});
