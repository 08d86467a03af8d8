// @vitest-environment jsdom
/** Beside the wall there is room for one thing. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asSequenceId, asWallId } from '../../../../../preload/domain/ids.ts';
import {
  forgetSequences,
  openSequences,
  toggleSequences,
  useSequences,
} from '../../../../../renderer/state/sequences/sequences.ts';
import {
  closeWallSide,
  openWallSide,
  selectIsSequencesOpen,
  useWallPanel,
} from '../../../../../renderer/state/page/wall-panel.ts';

const isOpen = (): boolean => selectIsSequencesOpen(useWallPanel.getState());
const side = () => useWallPanel.getState().side;

beforeEach(closeWallSide);
afterEach(forgetSequences);

it('the sequences take the place of another panel at once, and give it back', () => {
  openWallSide({ kind: 'versions', wallId: asWallId('w') });
  openSequences(asSequenceId('round'));
  expect([isOpen(), side()]).toEqual([true, { kind: 'sequences' }]);
  expect(useSequences.getState().editedId).toBe('round');
  openWallSide({ kind: 'import' });
  expect([isOpen(), side()]).toEqual([false, { kind: 'import' }]);
});

it('the key of the sequences opens and closes them, whatever panel was open', () => {
  openWallSide({ kind: 'import' });
  toggleSequences();
  expect(isOpen()).toBe(true);
  toggleSequences();
  expect(side()).toBeNull();
});
