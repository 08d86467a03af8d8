/** The stretches of a cloud that plays a range in parts only. */
import { expect, it } from 'vitest';
import { AppError } from '../../../../../main/errors.ts';
import type { PlaybackPort } from '../../../../../main/ports/playback.ts';
import { PastSources } from '../../../../../main/services/playback/past-sources.ts';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';

const MINUTE_MS = 60_000;
const MIDNIGHT_MS = Date.UTC(2026, 2, 2);
const accountId = asAccountId('acc');
const attempt = { number: 1, lastError: null };
const signal = new AbortController().signal;

const source = { transport: 'http-flv', url: 'http://device.invalid/x', headers: {}, isLocalAllowed: false } as const;

/** @param firstPart of the cloud; absent for one whose addresses play any range. */
function sourcesOf(place: 'cloud' | 'device', firstPart?: NonNullable<PlaybackPort['firstPart']>): PastSources {
  const port: PlaybackPort = {
    open: ({ range: { fromMs, toMs } }) =>
      fromMs < MIDNIGHT_MS
        ? Promise.reject(new AppError('recording.none', 'nothing before midnight'))
        : Promise.resolve({ ...source, expiresAtMs: null, isSingleUse: true, covers: { fromMs, toMs } }),
    ...(firstPart === undefined ? {} : { firstPart }),
  };
  return new PastSources({
    request: {
      channelId: channelIdOf(deviceIdOf(accountId, 'dev'), '0'),
      place,
      profile: 'main',
      range: { fromMs: MIDNIGHT_MS - 5 * MINUTE_MS, toMs: MIDNIGHT_MS + 5 * MINUTE_MS },
    },
    accountId,
    index: { emptyFrom: () => Promise.resolve(null) },
    turns: { ask: (_, asking, work) => work(port, asking) },
    signal,
  });
}

it.each(['cloud', 'device'] as const)(
  'nothing recorded in the %s before midnight says nothing of the time behind it, for a cloud that plays a range in parts',
  async (place) => {
    const sources = sourcesOf(place, ({ fromMs, toMs }) => ({
      fromMs,
      toMs: fromMs < MIDNIGHT_MS ? Math.min(toMs, MIDNIGHT_MS) : toMs,
    }));
    const fromMs = MIDNIGHT_MS - 5 * MINUTE_MS;
    const before = await sources.resolve({ fromMs, toMs: null, attempt }, signal);
    expect(before).toEqual({ stretch: { fromMs, toMs: MIDNIGHT_MS }, source: null });
    const behind = await sources.resolve({ fromMs: before.stretch.toMs, toMs: null, attempt }, signal);
    expect(behind).toMatchObject({
      stretch: { fromMs: MIDNIGHT_MS, toMs: MIDNIGHT_MS + 5 * MINUTE_MS },
      source: { url: source.url },
    });
  },
);

it('a cloud whose addresses play any range has nothing recorded in the whole stretch that it refuses', async () => {
  const fromMs = MIDNIGHT_MS - 5 * MINUTE_MS;
  const piece = await sourcesOf('device').resolve({ fromMs, toMs: null, attempt }, signal);
  expect(piece).toEqual({ stretch: { fromMs, toMs: MIDNIGHT_MS + 5 * MINUTE_MS }, source: null });
});
