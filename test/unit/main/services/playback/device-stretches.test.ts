/** The reports of main when the stream of a device ends: the gateway and the cloud are scripted at their ports. */
import { beforeEach, expect, it } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import type { OpenPast, PastLease } from '../../../../../main/media/messages/types.ts';
import type { PlaybackPort } from '../../../../../main/ports/playback.ts';
import { PlaybackService } from '../../../../../main/services/playback/playback.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { PastState, PastTicket } from '../../../../../preload/domain/recording/playback.ts';

const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 2, 1);
const RANGE = { fromMs: FROM, toMs: FROM + 24 * HOUR };
const channelId = channelIdOf(deviceIdOf(asAccountId('acc'), 'dev'), '0');

let service: PlaybackService;
let states: PastState[];
let failures: string[];
/** The order that the gateway got last. */
let open: OpenPast;
/** By how much the stream of the device begins before the range that it was asked for, ms. */
let leadMs: number;

beforeEach(() => {
  states = [];
  failures = [];
  leadMs = 0;
  const source = { transport: 'http-flv', url: 'http://device.invalid/x', headers: {}, isLocalAllowed: false } as const;
  const playback: PlaybackPort = {
    open: ({ range: { fromMs, toMs } }) =>
      Promise.resolve({ ...source, expiresAtMs: null, isSingleUse: true, covers: { fromMs: fromMs - leadMs, toMs } }),
  };
  service = new PlaybackService({
    gateway: {
      async open(request, signal): Promise<PastLease> {
        open = request;
        const attempt = { number: 1, lastError: null };
        const { stretch } = await request.resolve({ fromMs: request.fromMs, toMs: null, attempt }, signal);
        return { transport: 'flv', range: stretch, stamps: 'estimated', id: 'past', url: 'http://127.0.0.1:9/past' };
      },
      close: () => undefined,
      steered: () => undefined,
    },
    sessionOf: () => Promise.resolve({ playback }),
    index: { emptyFrom: () => Promise.resolve(null), learn: () => Promise.resolve() },
    emit: (name, payload) => {
      if (name === 'playback.changed') states.push((payload as { readonly state: PastState }).state);
    },
    onFailure: (_, { code }) => failures.push(code),
    nameOf: () => null,
  });
});

const opened = (): Promise<PastTicket> =>
  service.open({ channelId, place: 'device', profile: 'main', range: RANGE, atMs: FROM, takeOver: false }, 'w1');

it('a stretch of a device that ends in good order is no loss and no failure of the account, and the next one opens', async () => {
  const { playbackId, range } = await opened();
  expect(range).toEqual({ fromMs: FROM, toMs: FROM + 2 * HOUR });
  open.onEvent({ kind: 'ended', atMs: FROM + 2 * HOUR - 1_000, error: null });
  expect([states, failures]).toEqual([[{ phase: 'stretch-ended', atMs: FROM + 2 * HOUR }], []]);
  expect((await service.resume(playbackId, FROM + 2 * HOUR, 'w1')).range).toEqual({
    fromMs: FROM + 2 * HOUR,
    toMs: FROM + 4 * HOUR,
  });
});

it('a stream of a device that ends early, or by a failure, is reported as lost where it stood', async () => {
  await opened();
  open.onEvent({ kind: 'ended', atMs: FROM + HOUR, error: null });
  const error = new AppError('network.reset', 'reset', { retryable: true }).toWire();
  await opened();
  open.onEvent({ kind: 'ended', atMs: FROM + 2 * HOUR - 1_000, error });
  expect(states).toMatchObject([
    { phase: 'lost', atMs: FROM + HOUR, error: { code: 'media.upstream-closed', retryable: true } },
    { phase: 'lost', atMs: FROM + 2 * HOUR - 1_000, error: { code: 'network.reset' } },
  ]);
  expect(failures).toEqual(['media.upstream-closed', 'network.reset']);
});

it('a stream of a device that begins before its range, and is lost before the range, is opened again in the range', async () => {
  leadMs = 1_000;
  const { playbackId, range } = await opened();
  expect(range).toEqual({ fromMs: FROM - 1_000, toMs: FROM + 2 * HOUR });
  open.onEvent({ kind: 'ended', atMs: FROM - 1_000, error: null });
  expect(states).toMatchObject([{ phase: 'lost', atMs: FROM }]);
  expect((await service.resume(playbackId, FROM, 'w1')).range.fromMs).toBe(FROM - 1_000);
});

it('the end of the last stretch of a device is the end of the recording', async () => {
  const { playbackId } = await opened();
  await service.resume(playbackId, RANGE.toMs - HOUR, 'w1');
  open.onEvent({ kind: 'ended', atMs: RANGE.toMs - 1_000, error: null });
  expect([states, failures]).toEqual([[], []]);
});
