import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Sequence } from '../../../../../../preload/domain/sequences.ts';
import {
  followRemoved,
  readRemoved,
  restore,
  useRemoved,
} from '../../../../../../renderer/features/removed/model/removed.ts';
import { sequencesArea } from '../../../../../../renderer/features/sequences/area.ts';
import { setRemovable } from '../../../../../../renderer/state/actions/removable.ts';
import { forgetChanges, undoLast } from '../../../../../../renderer/state/page/undo.ts';
import {
  changeSequence,
  forgetSequences,
  loadSequences,
  useSequences,
} from '../../../../../../renderer/state/sequences/sequences.ts';
import { GATES } from '../../../../preload/domain/sequence-sample.ts';

setRemovable(sequencesArea.removed);

const thing = { kind: 'sequence', id: 'gates', name: 'Gates', removedAtMs: 1, path: [], count: 0 } as const;

/** The sequence that main stores. As in main, a sequence that a window saves counts as restored. */
let kept: Sequence;
let isRemoved: boolean;

beforeEach(async () => {
  vi.useFakeTimers();
  forgetChanges();
  forgetSequences();
  [kept, isRemoved] = [GATES, true];
  const ok = (value: unknown) => Promise.resolve({ ok: true, value });
  const request = {
    'sequence.list': () => ok({ sequences: isRemoved ? [] : [kept] }),
    'sequence.save': ({ sequence }: { readonly sequence: Sequence }) => {
      [kept, isRemoved] = [{ ...sequence, revision: sequence.revision + 1 }, false];
      return ok(kept);
    },
    'sequence.remove': () => {
      isRemoved = true;
      return ok(null);
    },
    'removed.restore': () => {
      isRemoved = false;
      return ok({ name: kept.name });
    },
    'removed.list': () => ok(isRemoved ? [thing] : []),
  };
  vi.stubGlobal('window', { lanner: { request, on: () => () => undefined } });
  await loadSequences();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a sequence that was restored and renamed is deleted again by two fast strokes of Undo, and stays deleted', async () => {
  await restore(thing);
  await loadSequences();
  changeSequence({ ...kept, name: 'Docks' });
  undoLast();
  undoLast();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(isRemoved).toBe(true);
  expect(useSequences.getState().sequences).toEqual([]);
  expect(kept.name).toBe('Gates');
});

it('an open list of deleted things is read again when main was started again, and a closed list is not', async () => {
  const shown = () => useRemoved.getState().data;
  const close = followRemoved();
  await vi.advanceTimersByTimeAsync(0);
  expect(shown()).toEqual([thing]);
  isRemoved = false;
  readRemoved();
  await vi.advanceTimersByTimeAsync(0);
  expect(shown()).toEqual([]);
  close();
  isRemoved = true;
  readRemoved();
  await vi.advanceTimersByTimeAsync(0);
  expect(shown()).toEqual([]);
});
