/** Where a timeline is, and who hears of it. */
import { expect, it } from 'vitest';
import { TimelineState } from '../../../../../renderer/ui/timeline/timeline-state.ts';
import { BASE_MS } from './rows.ts';

const made = () => {
  const state = new TimelineState({ fromMs: BASE_MS, toMs: BASE_MS + 100_000 });
  const heard: string[] = [];
  const unsubscribe = state.subscribe((change) => heard.push(change));
  return { state, heard, unsubscribe };
};

it('a listener learns of each change, and not of a change to the same value', () => {
  const { state, heard, unsubscribe } = made();
  state.move(5_000);
  state.show(state.view);
  state.play(BASE_MS);
  state.play(BASE_MS);
  state.point({ atMs: BASE_MS, by: 'keyboard', rowId: null });
  state.reveal(state.view.fromMs + 50_000);
  expect(heard).toEqual(['view', 'playhead', 'cursor']);
  unsubscribe();
  state.move(5_000);
  expect(heard).toHaveLength(3);
});

it('a selection has its ends in order, and a range without a length selects nothing', () => {
  const { state } = made();
  state.select({ fromMs: BASE_MS + 9_000, toMs: BASE_MS + 4_000 });
  expect(state.selection).toEqual({ fromMs: BASE_MS + 4_000, toMs: BASE_MS + 9_000 });
  state.select({ fromMs: BASE_MS, toMs: BASE_MS });
  expect(state.selection).toBe(null);
});

it('an end set alone leaves the other end, and one set past the other end selects up to the edge of the view', () => {
  const { state } = made();
  state.selectEnd('from', BASE_MS + 40_000);
  expect(state.selection).toEqual({ fromMs: BASE_MS + 40_000, toMs: BASE_MS + 100_000 });
  state.selectEnd('to', BASE_MS + 60_000);
  expect(state.selection).toEqual({ fromMs: BASE_MS + 40_000, toMs: BASE_MS + 60_000 });
  state.selectEnd('from', BASE_MS + 80_000);
  expect(state.selection).toEqual({ fromMs: BASE_MS + 80_000, toMs: BASE_MS + 100_000 });
  state.selectEnd('to', BASE_MS + 10_000);
  expect(state.selection).toEqual({ fromMs: BASE_MS, toMs: BASE_MS + 10_000 });
});

it('a view ends with the latest moment that footage can have, and has its length still', () => {
  const latestMs = BASE_MS + 50_000;
  const ended = new TimelineState({ fromMs: BASE_MS, toMs: BASE_MS + 50_000 }, () => latestMs);
  ended.zoom(BASE_MS + 10_000, 10);
  expect(ended.view.toMs).toBeCloseTo(latestMs + 25_000, 0);
  expect(ended.view.toMs - ended.view.fromMs).toBeCloseTo(500_000, 0);
  ended.move(1e9);
  expect(ended.view.toMs).toBeCloseTo(latestMs + 25_000, 0);
});

// @promise timeline.follows: The view follows the playhead that plays out of sight, until the operator looks elsewhere.
it('a view follows its playhead page by page, in both directions, and shows little of the future', () => {
  const latestMs = BASE_MS + 120_000;
  const state = new TimelineState({ fromMs: BASE_MS, toMs: BASE_MS + 100_000 }, () => latestMs);
  state.follow(BASE_MS + 50_000);
  state.follow(BASE_MS + 99_000);
  expect(state.view.fromMs).toBe(BASE_MS);
  state.follow(BASE_MS + 101_000);
  expect(state.view.toMs).toBeCloseTo(latestMs + 5_000, 0);
  const beforeMs = state.view.fromMs;
  state.follow(beforeMs - 1_000);
  expect(state.view.fromMs).toBeCloseTo(beforeMs - 91_000, 0);
});

it('a view that was moved away from the playhead stays, until the playhead is in sight again', () => {
  const { state } = made();
  state.follow(BASE_MS + 50_000);
  state.move(-200_000);
  const away = state.view;
  state.follow(BASE_MS + 150_000);
  expect(state.view).toBe(away);
  state.reveal(BASE_MS + 150_000);
  state.follow(state.view.toMs + 1_000);
  expect(state.view.toMs).toBeGreaterThan(BASE_MS + 200_000);
});

it('a playhead that is set by hand moves no view', () => {
  const { state } = made();
  state.play(BASE_MS + 50_000);
  state.play(BASE_MS + 500_000);
  expect(state.view.fromMs).toBe(BASE_MS);
});
