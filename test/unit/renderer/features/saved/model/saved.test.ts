// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { Output } from '../../../../../../preload/contract/contract.ts';
import type { SavedFile } from '../../../../../../preload/contract/saved.ts';
import { readSaved, useSavedFiles } from '../../../../../../renderer/features/saved/model/saved.ts';
import { LateAnswers } from '../../../late-answers.ts';

it('a file that was saved while the list was read is in the list, whatever the order of the answers', async () => {
  const answers = new LateAnswers<Output<'saved.list'>>();
  const saved = { fileId: 'saved' } as SavedFile;
  let files: SavedFile[] = [];
  Object.assign(window, { lanner: { request: { 'saved.list': () => answers.ask({ files, canReveal: true }) } } });
  readSaved();
  files = [saved];
  readSaved();
  await answers.answerAll();
  expect(useSavedFiles.getState().data?.files).toEqual([saved]);
});
