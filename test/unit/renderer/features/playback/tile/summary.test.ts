import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../../../../preload/domain/recording/recordings.ts';
import { RECORDING_STORAGES } from '../../../../../../preload/domain/recording/recordings.ts';
import { listEndMs, momentState } from '../../../../../../renderer/features/playback/recordings/moment-state.ts';
import type { CameraRecordings } from '../../../../../../renderer/features/playback/recordings/recordings.ts';
import { summaryOf } from '../../../../../../renderer/features/playback/tile/summary.ts';
import { rowModel } from '../../../../../../renderer/ui/timeline/row-model.ts';

const HOUR_MS = 3_600_000;
const range = { fromMs: 0, toMs: 10 * HOUR_MS };
const NOW_MS = 20 * HOUR_MS;

interface Given {
  /** In hours. */
  readonly recorded?: readonly (readonly [number, number, (typeof RECORDING_STORAGES)[number]])[];
  readonly coverage?: readonly (readonly [number, number, Coverage['state']])[];
}

function known({ recorded = [], coverage = [] }: Given, change: Partial<CameraRecordings> = {}): CameraRecordings {
  const recordings = {
    fromMs: recorded.map(([from]) => from * HOUR_MS),
    toMs: recorded.map(([, to]) => to * HOUR_MS),
    kind: recorded.map(() => 0),
    storage: recorded.map(([, , storage]) => RECORDING_STORAGES.indexOf(storage)),
  };
  const covered = coverage.map(([from, to, state]) => ({ fromMs: from * HOUR_MS, toMs: to * HOUR_MS, state }));
  const model = rowModel({ place: 'cloud', recordings, coverage: covered });
  const told = { asOfMs: NOW_MS, unreadable: 0, isAsking: false, answered: null, error: null };
  return { place: 'cloud', range, model, ...told, ...change };
}

const failure = { code: 'cloud.unavailable', params: {}, retryable: true, action: 'retry', vendor: null } as const;

// @promise screen.own-words: What is unknown, empty, archived, being restored or failed has its own words; archived
// footage can be restored by the owner only.
it.each([
  [
    'how much can be played',
    known({ recorded: [[0, 5, 'ready']] }),
    { kind: 'covered', percent: 50, isArchived: false },
  ],
  [
    'how much can be played, and that more is archived',
    known({ recorded: [[0, 5, 'ready'], [5, 6, 'archived']] }), // prettier-ignore
    { kind: 'covered', percent: 50, isArchived: true },
  ],
  ['that all is archived', known({ recorded: [[5, 6, 'archived']] }), { kind: 'archived' }],
  [
    'that archived footage lies somewhere',
    known({ coverage: [[1, 2, 'archived-within']] }),
    { kind: 'archivedWithin' },
  ],
  ['that the owner has footage restored', known({ recorded: [[5, 6, 'restoring']] }), { kind: 'restoring' }],
  ['that nothing is recorded', known({ coverage: [[0, 10, 'empty']] }), { kind: 'none' }],
  ['that the question failed', known({}, { error: failure }), { kind: 'failed' }],
  ['that the question goes on', known({}, { isAsking: true }), { kind: 'asking' }],
  ['that nothing was asked yet', undefined, { kind: 'asking' }],
])('the line of a camera shows %s', (_what, given, summary) => {
  expect(summaryOf(given, range, { nowMs: NOW_MS, listing: 'listed' })).toEqual(summary);
});

it('the line of a camera counts only the time that is over', () => {
  const half = known({ recorded: [[0, 5, 'ready']] });
  expect(summaryOf(half, range, { nowMs: 5 * HOUR_MS, listing: 'listed' })).toEqual({
    kind: 'covered',
    percent: 100,
    isArchived: false,
  });
});

describe('the moment of a camera', () => {
  // @promise screen.own-words
  it.each([
    ['recorded', known({ recorded: [[0, 5, 'ready']] })],
    ['archived', known({ recorded: [[0, 5, 'archived']] })],
    ['empty', known({ coverage: [[0, 10, 'empty']] })],
    ['failed', known({}, { error: failure })],
    ['asking', known({}, { isAsking: true })],
    ['asking', undefined],
    ['unknown', known({})],
  ])('the moment of a camera is %s', (state, given) => {
    expect(momentState(given, { atMs: HOUR_MS, nowMs: NOW_MS, listing: 'listed' })).toBe(state);
  });

  it('the moment of a camera is still to be chosen at first', () => {
    expect(momentState(known({}), { atMs: null, nowMs: NOW_MS, listing: 'listed' })).toBe('no-moment');
  });

  // @promise failures.moment-in-view: A moment that comes into view counts as being asked for, and a picture plays on
  // while its list is asked for again.
  it('the moment of a camera is being asked for as soon as it comes into view, before the question is on its way', () => {
    const view = { fromMs: 4 * HOUR_MS, toMs: 14 * HOUR_MS };
    const stateOf = (given: Partial<CameraRecordings>, atMs: number) =>
      momentState(known({}, { range: { fromMs: 6 * HOUR_MS, toMs: 10 * HOUR_MS }, ...given }), {
        atMs,
        nowMs: NOW_MS,
        listing: 'listed',
        view,
      });
    expect(stateOf({}, 5 * HOUR_MS)).toBe('asking');
    expect(stateOf({ error: failure }, 5 * HOUR_MS)).toBe('asking');
    expect(stateOf({ error: failure }, 7 * HOUR_MS)).toBe('failed');
    expect(stateOf({}, 13 * HOUR_MS)).toBe('asking');
    // No question follows for what lies outside the view, and for the time that runs since the last question.
    expect(stateOf({}, 3 * HOUR_MS)).toBe('unknown');
    expect(stateOf({}, 10.05 * HOUR_MS)).toBe('unknown');
  });

  // @promise failures.moment-in-view
  it('the moment of a camera that its cloud left unknown continues to play while the list is asked for again', () => {
    const again = { isAsking: true, answered: range };
    expect(momentState(known({}, again), { atMs: HOUR_MS, nowMs: NOW_MS, listing: 'listed' })).toBe('unknown');
    expect(momentState(known({}, again), { atMs: 11 * HOUR_MS, nowMs: NOW_MS, listing: 'listed' })).toBe('asking');
  });

  it('the moment of a camera is not listed yet where the newest list ends before it, unless a reason is known', () => {
    const given = known({ recorded: [[0, 5, 'ready']], coverage: [[5, 10, 'unpublished']] });
    const stateAt = (atMs: number, reason?: 'offline' | 'expired' | 'not-planned' | 'not-published') =>
      momentState(given, { atMs, nowMs: 5.2 * HOUR_MS, listing: 'listed', reason: reason ?? null });
    expect(stateAt(5.1 * HOUR_MS)).toBe('unpublished');
    expect(stateAt(5.1 * HOUR_MS, 'not-published')).toBe('unpublished');
    expect(stateAt(5.1 * HOUR_MS, 'not-planned')).toBe('empty');
    expect(stateAt(5.1 * HOUR_MS, 'offline')).toBe('empty');
    expect(stateAt(4.9 * HOUR_MS)).toBe('recorded');
    expect(stateAt(5.3 * HOUR_MS)).toBe('future');
    expect(listEndMs(given)).toBe(5 * HOUR_MS);
  });

  it('the moment of a camera is not listed yet in the seconds since the list was read', () => {
    const given = known({ recorded: [[0, 10, 'ready']] }, { answered: range });
    const nowMs = range.toMs + 45_000;
    expect(momentState(given, { atMs: nowMs - 30_000, nowMs, listing: 'listed' })).toBe('unpublished');
  });

  it('the future begins at this very moment', () => {
    const given = known({ recorded: [[0, 5, 'ready']] }, { answered: range });
    const nowMs = 6 * HOUR_MS + 17_345;
    expect(momentState(given, { atMs: nowMs - 1, nowMs, listing: 'listed' })).toBe('unknown');
    expect(momentState(given, { atMs: nowMs, nowMs, listing: 'listed' })).toBe('future');
  });
});

describe('a cloud without lists', () => {
  const facts = { nowMs: NOW_MS, listing: 'unlisted' } as const;

  it('a cloud that publishes no list is unknown until played, whatever was answered, and never empty', () => {
    const learnt = known({ recorded: [[0, 1, 'ready']], coverage: [[1, 10, 'empty']] });
    expect(momentState(learnt, { ...facts, atMs: HOUR_MS / 2 })).toBe('recorded');
    expect(momentState(learnt, { ...facts, atMs: 2 * HOUR_MS })).toBe('unlisted');
    expect(momentState(undefined, { ...facts, atMs: 2 * HOUR_MS })).toBe('unlisted');
    expect(momentState(known({}, { error: failure }), { ...facts, atMs: HOUR_MS })).toBe('unlisted');
    expect(summaryOf(learnt, range, facts)).toEqual({ kind: 'played', percent: 10 });
    expect(summaryOf(undefined, range, facts)).toEqual({ kind: 'unlisted' });
  });

  it('a cloud without recordings has one sentence about it, and nothing else', () => {
    const none = { nowMs: NOW_MS, listing: 'none' } as const;
    expect(momentState(undefined, { ...none, atMs: HOUR_MS })).toBe('no-recordings');
    expect(summaryOf(undefined, range, none)).toEqual({ kind: 'noRecordings' });
  });
});
