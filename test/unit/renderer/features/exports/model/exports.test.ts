// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { Output } from '../../../../../../preload/contract/contract.ts';
import { readExports, useExports } from '../../../../../../renderer/features/exports/model/exports.ts';
import { LateAnswers } from '../../../late-answers.ts';

it('the folder of exports that was chosen while the exports were read shows, whatever the order of the answers', async () => {
  const answers = new LateAnswers<Output<'exports.list'>>();
  let folder = '/before';
  const list = () => answers.ask({ exports: [], canReveal: true, folder });
  Object.assign(window, { lanner: { request: { 'exports.list': list } } });
  readExports();
  folder = '/chosen';
  readExports();
  await answers.answerAll();
  expect(useExports.getState().folder).toBe('/chosen');
});
