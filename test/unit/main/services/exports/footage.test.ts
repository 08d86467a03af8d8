import { expect, it } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import { Footage, type FootageOptions, type FootageOrder } from '../../../../../main/services/exports/footage.ts';
import { asAccountId, asPlaybackId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';

const MINUTE_MS = 60_000;
const camera = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');

// @promise export.device-pieces: A device plays at its own pace and is asked for pieces of 10 minutes, so that a lost
// line costs one piece at the most.
it('a device is asked for pieces of 10 minutes, and a line that breaks off costs the piece that was under way', async () => {
  const asked: TimeRange[] = [];
  const written: TimeRange[] = [];
  let doneMs = 0;
  let losses = 1;
  const playback: FootageOptions['playback'] = {
    open: ({ range }) => {
      asked.push(range);
      return Promise.resolve({
        playbackId: asPlaybackId('p1'),
        channelId: camera,
        transport: 'flv',
        url: 'http://127.0.0.1:1/',
        range,
        stamps: 'estimated',
        control: null,
        profile: null,
      });
    },
    close: () => undefined,
  };
  const order: FootageOrder = {
    item: { channelId: camera, place: 'device', profile: 'main' },
    range: { fromMs: 0, toMs: 25 * MINUTE_MS },
    behindMs: 0,
    signal: new AbortController().signal,
    doneMs: () => doneMs,
    task: {
      takePlaylist: () => Promise.reject(new Error('a device gives no playlist')),
      takeFile: () => Promise.reject(new Error('a device gives no file')),
      takeStream: () => {
        // In the second piece, once.
        if (doneMs === 0 || losses === 0) return Promise.resolve();
        losses -= 1;
        return Promise.reject(new AppError('network.unreachable', 'the line broke off', { retryable: true }));
      },
    },
    onCounted: () => undefined,
    onWrote: (piece) => {
      written.push(piece);
      doneMs = piece.toMs;
    },
    onGap: () => undefined,
    onRequest: () => undefined,
    onWaiting: () => undefined,
  };
  const footage = new Footage({
    playback,
    sessionOf: () => Promise.resolve({}),
    againAfterMs: [0],
    index: {
      read: () => Promise.reject(new Error('not asked')),
      known: () => Promise.resolve({ recordings: [], coverage: [], asOfMs: null, unreadable: 0 }),
    },
  });
  await footage.bring(order);
  const pieces = (...minutes: readonly (readonly [number, number])[]): TimeRange[] =>
    minutes.map(([from, to]) => ({ fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS }));
  expect(asked).toEqual(pieces([0, 10], [10, 20], [10, 20], [20, 25]));
  expect(written).toEqual(pieces([0, 10], [10, 20], [20, 25]));
});
