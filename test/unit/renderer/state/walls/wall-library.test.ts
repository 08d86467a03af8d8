// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { Output } from '../../../../../preload/contract/contract.ts';
import { asWallId } from '../../../../../preload/domain/ids.ts';
import { readLibrary, selectMissing, useWallLibrary } from '../../../../../renderer/state/walls/wall-library.ts';
import { LateAnswers } from '../../late-answers.ts';

it('a wall that got its cameras back while missing cameras were read misses none, whatever the order of the answers', async () => {
  const answers = new LateAnswers<Output<'wall.missing'>>();
  const gate = asWallId('gate');
  const lost = [{ name: 'Gate' }] as unknown as Output<'wall.missing'>[number]['cameras'];
  let missing: Output<'wall.missing'> = [{ wallId: gate, cameras: lost }];
  const library = () => Promise.resolve({ ok: true, value: { revision: 1, folders: [], places: [] } });
  const request = { 'wall.missing': () => answers.ask(missing), 'wall.library': library };
  Object.assign(window, { lanner: { request } });
  readLibrary();
  missing = [];
  readLibrary();
  await answers.answerAll();
  expect(selectMissing(gate)(useWallLibrary.getState())).toEqual([]);
});
