import { expect, it } from 'vitest';
import { rangeToAsk } from '../../../../../../renderer/features/playback/model/recordings.ts';

const DAY_MS = 86_400_000;

it('asks for whole days around the view, so that a small move needs no further question', () => {
  const nowMs = 30 * DAY_MS;
  const view = { fromMs: 10.2 * DAY_MS, toMs: 10.7 * DAY_MS };
  expect(rangeToAsk(view, nowMs)).toEqual({ fromMs: 10 * DAY_MS, toMs: 11 * DAY_MS });
});

it('asks for nothing that has not come yet', () => {
  const nowMs = 10.5 * DAY_MS;
  expect(rangeToAsk({ fromMs: 10.2 * DAY_MS, toMs: 12 * DAY_MS }, nowMs)).toEqual({ fromMs: 10 * DAY_MS, toMs: nowMs });
  expect(rangeToAsk({ fromMs: 12 * DAY_MS, toMs: 13 * DAY_MS }, nowMs)).toBeNull();
});

it('asks for no more than one request may cover, however wide the view', () => {
  const range = rangeToAsk({ fromMs: 0.5 * DAY_MS, toMs: 31.5 * DAY_MS }, 100 * DAY_MS);
  expect((range?.toMs ?? 0) - (range?.fromMs ?? 0)).toBeLessThanOrEqual(40 * DAY_MS);
});
