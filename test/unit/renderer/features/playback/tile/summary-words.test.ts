// @vitest-environment jsdom
/** The time of the last list of recordings, in words. */
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { asOfWords } from '../../../../../../renderer/features/playback/tile/summary-words.ts';
import { textIn } from '../../../../../../renderer/i18n/i18n.ts';
import { usePreferences } from '../../../../../../renderer/state/page/preferences.ts';
import { operatorZone } from '../../../../../../renderer/ui/timeline/zone.ts';
import { offsetOf } from '../../../../../../renderer/ui/timeline/stamp.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const HOUR_MS = 3_600_000;

const words = (asOfMs: number): string =>
  asOfWords(textIn('en-US'), {
    place: 'cloud',
    range: { fromMs: 0, toMs: NOW_MS },
    model: null,
    unreadable: 0,
    isAsking: false,
    answered: null,
    error: null,
    asOfMs,
  });

beforeAll(loadAllTexts);
beforeEach(() => void vi.useFakeTimers({ now: NOW_MS }));
afterEach(() => void vi.useRealTimers());

it('the time of an answer has its zone, and the day where it was another day', () => {
  usePreferences.setState({ playbackZone: 'utc' });
  expect(words(NOW_MS - HOUR_MS / 2)).toBe('as of 11:30 UTC');
  expect(words(NOW_MS - 20 * HOUR_MS)).toBe('as of 11-19 16:00 UTC');
});

it('the time of an answer has the zone of this computer when the operator chose that zone', () => {
  usePreferences.setState({ playbackZone: 'operator' });
  const atMs = NOW_MS - 60_000;
  expect(words(atMs)).toMatch(/^as of (11-\d\d )?\d\d:\d\d UTC/);
  expect(words(atMs).endsWith(` ${offsetOf(operatorZone(), atMs)}`)).toBe(true);
});
