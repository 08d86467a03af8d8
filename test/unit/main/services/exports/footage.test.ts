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

it('a device whose cloud plays no range over midnight is asked for the time behind midnight too', async () => {
  const midnightMs = 4 * MINUTE_MS;
  const range = { fromMs: 0, toMs: 12 * MINUTE_MS };
  /** @param behindMs up to this moment the footage is in the files. */
  const bring = async (behindMs: number) => {
    const [asked, slices, written]: [TimeRange[], string[], TimeRange[]] = [[], [], []];
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
          return Promise.resolve();
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
            range: { fromMs, toMs: fromMs < midnightMs ? Math.min(toMs, midnightMs) : toMs },
            stamps: 'estimated',
            control: null,
            profile: null,
          });
        },
        close: () => undefined,
      },
      sessionOf: () => Promise.resolve({}),
      index: {
        read: () => Promise.reject(new Error('not asked')),
        known: () => Promise.resolve({ recordings: [], coverage: [], asOfMs: null, unreadable: 0 }),
      },
    });
    await footage.bring(order);
    expect(slices).toEqual(written.map(({ fromMs, toMs }) => `${fromMs}-${toMs}`));
    return { asked, written };
  };
  const pieces = (...minutes: readonly (readonly [number, number])[]): TimeRange[] =>
    minutes.map(([from, to]) => ({ fromMs: from * MINUTE_MS, toMs: to * MINUTE_MS }));
  expect(await bring(0)).toEqual({
    asked: pieces([0, 10], [4, 10], [10, 12]),
    written: pieces([0, 4], [4, 10], [10, 12]),
  });
  // An export that was interrupted at midnight does not write the time before midnight again.
  expect(await bring(midnightMs)).toEqual({ asked: pieces([4, 10], [10, 12]), written: pieces([4, 10], [10, 12]) });
});
