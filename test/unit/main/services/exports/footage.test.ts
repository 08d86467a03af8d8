import { expect, it } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import { Footage, type FootageOrder } from '../../../../../main/services/exports/footage.ts';
import { asAccountId, asPlaybackId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../../preload/domain/time.ts';

const MINUTE_MS = 60_000;
const camera = channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1');
const pieces = (...minutes: readonly (readonly [number, number])[]): TimeRange[] =>
  minutes.map(([from, to]) => ({ fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS }));

interface Device {
  readonly range: TimeRange;
  /** Up to this moment the footage is in the files. */
  readonly behindMs?: number;
  /** The range that the device plays of one that is asked for. */
  readonly plays?: (range: TimeRange) => TimeRange;
  /** Takes a slice. @param doneMs up to this moment the footage is written. */
  readonly take?: (doneMs: number) => Promise<void>;
}

/** Brings the footage of a device. @returns the ranges that were asked for and written, and the ids of the slices. */
async function bring({ range, behindMs = 0, plays = (asked) => asked, take = () => Promise.resolve() }: Device) {
  const [asked, written, slices]: [TimeRange[], TimeRange[], string[]] = [[], [], []];
  let doneMs = behindMs;
  const order: FootageOrder = {
    item: { channelId: camera, place: 'device', profile: 'main' },
    range,
    behindMs,
    signal: new AbortController().signal,
    doneMs: () => doneMs,
    task: {
      takePlaylist: () => Promise.reject(new Error('a device gives no playlist')),
      takeFile: () => Promise.reject(new Error('a device gives no file')),
      takeStream: (_url, { id }) => {
        slices.push(id);
        return take(doneMs);
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
    playback: {
      open: ({ range: { fromMs, toMs } }) => {
        asked.push({ fromMs, toMs });
        return Promise.resolve({
          playbackId: asPlaybackId('p1'),
          channelId: camera,
          transport: 'flv',
          url: 'http://127.0.0.1:1/',
          range: plays({ fromMs, toMs }),
          stamps: 'estimated',
          control: null,
          profile: null,
        });
      },
      close: () => undefined,
    },
    sessionOf: () => Promise.resolve({}),
    againAfterMs: [0],
    index: {
      read: () => Promise.reject(new Error('not asked')),
      known: () => Promise.resolve({ recordings: [], coverage: [], asOfMs: null, unreadable: 0 }),
    },
  });
  await footage.bring(order);
  return { asked, written, slices };
}

// @promise export.device-pieces: A device plays at its own pace and is asked for pieces of 10 minutes, so that a lost
// line costs one piece at the most.
it('a device is asked for pieces of 10 minutes, and a line that breaks off costs the piece that was under way', async () => {
  let losses = 1;
  const { asked, written } = await bring({
    range: { fromMs: 0, toMs: 25 * MINUTE_MS },
    take: (doneMs) => {
      // In the second piece, once.
      if (doneMs === 0 || losses === 0) return Promise.resolve();
      losses -= 1;
      return Promise.reject(new AppError('network.unreachable', 'the line broke off', { retryable: true }));
    },
  });
  expect(asked).toEqual(pieces([0, 10], [10, 20], [10, 20], [20, 25]));
  expect(written).toEqual(pieces([0, 10], [10, 20], [20, 25]));
});

it.each([
  ['from its begin', 0, pieces([0, 10], [4, 10], [10, 12]), pieces([0, 4], [4, 10], [10, 12])],
  ['again from midnight, where it was interrupted', 4, pieces([4, 10], [10, 12]), pieces([4, 10], [10, 12])],
])(
  'a device whose cloud plays no range over midnight is asked for the time behind midnight too: an export %s',
  async (_, behindMinutes, asked, written) => {
    const midnightMs = 4 * MINUTE_MS;
    const brought = await bring({
      range: { fromMs: 0, toMs: 12 * MINUTE_MS },
      behindMs: behindMinutes * MINUTE_MS,
      plays: ({ fromMs, toMs }) => ({ fromMs, toMs: fromMs < midnightMs ? Math.min(toMs, midnightMs) : toMs }),
    });
    const slices = written.map(({ fromMs, toMs }) => `${fromMs}-${toMs}`);
    expect(brought).toEqual({ asked, written, slices });
  },
);
