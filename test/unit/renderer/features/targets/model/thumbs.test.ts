// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import type { LannerApi } from '../../../../../../preload/contract/contract.ts';
import type { DeviceId } from '../../../../../../preload/domain/ids.ts';
import { forgetThumbs, useThumbs, wantThumb } from '../../../../../../renderer/features/targets/model/thumbs.ts';
import { installMain } from '../../../page.tsx';

const PLACE = { deviceId: 'acc:dev' as DeviceId, groupId: '1' };

/** The pictures that were asked for, and how each answer is given. */
let asked: string[];
let answers: (() => void)[];

beforeEach(() => {
  forgetThumbs();
  [asked, answers] = [[], []];
  const request: Partial<LannerApi['request']> = {
    'targets.picture': ({ targetId }) => {
      asked.push(targetId);
      return new Promise((resolve) => {
        answers.push(() => resolve({ ok: true, value: { data: `data:image/jpeg;base64,${targetId}` } }));
      });
    },
  };
  installMain(request);
});

const settle = () => new Promise((resolve) => setTimeout(resolve));
async function answer(): Promise<void> {
  answers.shift()?.();
  await settle();
}
const shown = () => [...useThumbs.getState().thumbs.keys()];

// @promise target.row-pictures
it('pictures that are calls come one after the other, and rows that are out of sight are not asked for', async () => {
  const leaves = ['a', 'b', 'c', 'd'].map((id) => wantThumb(PLACE, id, true));
  expect(asked).toEqual(['a']);
  leaves[1]?.();
  await answer();
  expect(asked).toEqual(['a', 'c']);
  await answer();
  await answer();
  expect([asked, shown()]).toEqual([
    ['a', 'c', 'd'],
    ['a', 'c', 'd'],
  ]);
});

it('pictures that are in memory are asked for at once', () => {
  for (const id of ['a', 'b', 'c']) wantThumb(PLACE, id, false);
  expect(asked).toEqual(['a', 'b', 'c']);
});

it('a list that is left takes its pictures along, also the one on its way', async () => {
  for (const id of ['a', 'b']) wantThumb(PLACE, id, true);
  forgetThumbs();
  wantThumb(PLACE, 'c', true);
  await answer();
  expect(asked).toEqual(['a', 'c']);
  await answer();
  expect(shown()).toEqual(['c']);
});
