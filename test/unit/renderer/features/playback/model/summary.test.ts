import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../../../../../preload/domain/recordings.ts';
import { RECORDING_STORAGES } from '../../../../../../preload/domain/recordings.ts';
import { momentState } from '../../../../../../renderer/features/playback/model/moment-state.ts';
import type { CameraRecordings } from '../../../../../../renderer/features/playback/model/recordings.ts';
import { summaryOf } from '../../../../../../renderer/features/playback/model/summary.ts';
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
  const told = { asOfMs: NOW_MS, unreadable: 0, isAsking: false, error: null };
  return { place: 'cloud', range, model, ...told, ...change };
}

const failure = { code: 'cloud.unavailable', params: {}, retryable: true, action: 'retry', vendor: null } as const;

describe('the line of a camera', () => {
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
    ['that the cloud lists nothing', known({}, { asOfMs: null }), { kind: 'unlisted' }],
    ['that the question failed', known({}, { error: failure }), { kind: 'failed' }],
    ['that the question goes on', known({}, { isAsking: true }), { kind: 'asking' }],
    ['that nothing was asked yet', undefined, { kind: 'asking' }],
  ])('the line of a camera says %s', (_what, given, summary) => {
    expect(summaryOf(given, range, NOW_MS)).toEqual(summary);
  });

  it('the line of a camera counts only the time that is over', () => {
    const half = known({ recorded: [[0, 5, 'ready']] });
    expect(summaryOf(half, range, 5 * HOUR_MS)).toEqual({ kind: 'covered', percent: 100, isArchived: false });
  });
});

describe('the moment of a camera', () => {
  it.each([
    ['recorded', known({ recorded: [[0, 5, 'ready']] })],
    ['archived', known({ recorded: [[0, 5, 'archived']] })],
    ['empty', known({ coverage: [[0, 10, 'empty']] })],
    ['unlisted', known({}, { asOfMs: null })],
    ['failed', known({}, { error: failure })],
    ['asking', known({}, { isAsking: true })],
    ['asking', undefined],
    ['unknown', known({})],
  ])('the moment of a camera is %s', (state, given) => {
    expect(momentState(given, HOUR_MS, NOW_MS)).toBe(state);
  });

  it('the moment of a camera is still to be chosen at first', () => {
    expect(momentState(known({}), null, NOW_MS)).toBe('no-moment');
  });
});
