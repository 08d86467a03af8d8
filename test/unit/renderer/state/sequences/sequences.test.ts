// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { Output } from '../../../../../preload/contract/contract.ts';
import { asSequenceId } from '../../../../../preload/domain/ids.ts';
import { DEFAULT_DWELL_SEC, type Sequence } from '../../../../../preload/domain/sequences.ts';
import { loadSequences, useSequences } from '../../../../../renderer/state/sequences/sequences.ts';
import { LateAnswers } from '../../late-answers.ts';

it('a sequence that was added while the sequences were read is in the list, whatever the order of the answers', async () => {
  const answers = new LateAnswers<Output<'sequence.list'>>();
  const added: Sequence = {
    id: asSequenceId('gates'),
    name: 'Gates',
    kind: 'cameras',
    dwellSec: DEFAULT_DWELL_SEC,
    offline: 'skip',
    steps: [],
    revision: 1,
  };
  let sequences: Sequence[] = [];
  Object.assign(window, { lanner: { request: { 'sequence.list': () => answers.ask({ sequences }) } } });
  void loadSequences();
  sequences = [added];
  void loadSequences();
  await answers.answerAll();
  expect(useSequences.getState().sequences).toEqual([added]);
});
