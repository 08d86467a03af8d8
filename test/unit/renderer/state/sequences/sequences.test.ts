// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { Output } from '../../../../../preload/contract/contract.ts';
import type { Sequence } from '../../../../../preload/domain/sequences.ts';
import { loadSequences, useSequences } from '../../../../../renderer/state/sequences/sequences.ts';
import { GATES } from '../../../preload/domain/sequence-sample.ts';
import { LateAnswers } from '../../late-answers.ts';

it('a sequence that was added while the sequences were read is in the list, whatever the order of the answers', async () => {
  const answers = new LateAnswers<Output<'sequence.list'>>();
  let sequences: Sequence[] = [];
  Object.assign(window, { lanner: { request: { 'sequence.list': () => answers.ask({ sequences }) } } });
  void loadSequences();
  sequences = [GATES];
  void loadSequences();
  await answers.answerAll();
  expect(useSequences.getState().sequences).toEqual([GATES]);
});
