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

it('listeners hear what changed, and nothing of a change to the same', () => {
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
