import { expect, it } from 'vitest';
import { historyLines } from '../../../../../renderer/features/devices/model/history.ts';

// @promise devices.history-pauses: Times in which nobody watched a device stand between the changes of its state.
it('changes are listed the latest first, with each pause in which nobody watched between them', () => {
  const changes = [
    { atMs: 900, was: 'offline' as const, became: 'online' as const },
    { atMs: 200, was: 'online' as const, became: 'offline' as const },
  ];
  const watches = [
    { fromMs: 800, toMs: 1_000 },
    { fromMs: 100, toMs: 300 },
  ];
  expect(historyLines({ changes, watches, longestGapMs: 180 }, { lastReadMs: 1_000, nowMs: 1_100 })).toEqual([
    { kind: 'change', ...changes[0] },
    { kind: 'unwatched', fromMs: 300, toMs: 800 },
    { kind: 'change', ...changes[1] },
  ]);
});

it('a pause from the last reading until now stands first, unless this window knows of a later reading', () => {
  const history = { changes: [], watches: [{ fromMs: 100, toMs: 300 }], longestGapMs: 180 };
  const at = (lastReadMs: number, nowMs: number) => historyLines(history, { lastReadMs, nowMs });
  expect(at(0, 480)).toEqual([]);
  expect(at(0, 481)).toEqual([{ kind: 'unwatched-now', fromMs: 300 }]);
  expect(at(400, 481)).toEqual([]);
  expect(at(400, 900)).toEqual([{ kind: 'unwatched-now', fromMs: 400 }]);
});

it('readings from before the clock was set back hide no pause, and an account that was never read has none', () => {
  const history = { changes: [], watches: [{ fromMs: 9_000, toMs: 9_500 }], longestGapMs: 180 };
  const at = (lastReadMs: number, nowMs: number) => historyLines(history, { lastReadMs, nowMs });
  expect(at(400, 900)).toEqual([{ kind: 'unwatched-now', fromMs: 400 }]);
  expect(at(0, 900)).toEqual([]);
  expect(at(9_500, 9_400)).toEqual([]);
  expect(historyLines({ ...history, watches: [] }, { lastReadMs: 400, nowMs: 9_900 })).toEqual([]);
});
