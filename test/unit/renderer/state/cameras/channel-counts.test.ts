// @vitest-environment jsdom
import { beforeAll, expect, it } from 'vitest';
import type { NumberedChannel } from '../../../../../preload/domain/cameras/cameras.ts';
import { loadAllTexts } from '../../../../area-texts.ts';
import { setLocale, textNow } from '../../../../../renderer/i18n/i18n.ts';
import { countChannels, countParts, silenced } from '../../../../../renderer/state/cameras/channel-counts.ts';
import { countWords } from '../../../../../renderer/state/cameras/count-words.ts';

beforeAll(loadAllTexts);

type State = Pick<NumberedChannel, 'reachable' | 'isFrozen' | 'missingSinceMs'>;

const online: State = { reachable: 'online', isFrozen: false };
const ALL: readonly State[] = [
  ...[online, online, online],
  { reachable: 'offline', isFrozen: false },
  { reachable: 'unregistered', isFrozen: false },
  { reachable: 'unknown', isFrozen: false },
  { reachable: 'online', isFrozen: true },
  { reachable: 'online', isFrozen: false, missingSinceMs: 1 },
];
const sum = (channels: readonly State[]): number =>
  countParts(countChannels(channels)).reduce((total, { count }) => total + count, 0);

it('every camera is counted in one state, so that the parts of a count add up to the total', () => {
  for (let cameras = 0; cameras <= ALL.length; cameras += 1) expect(sum(ALL.slice(0, cameras))).toBe(cameras);
});

it('the words of a count name every state that some cameras have, in both languages', () => {
  setLocale('en-US');
  const counts = countChannels(ALL);
  expect(countWords(textNow(), counts)).toEqual(['3 online', '1 offline', '1 frozen', '2 unknown', '1 not listed']);
  setLocale('zh-CN');
  expect(countWords(textNow(), counts)).toEqual([
    ...['3 台在线', '1 台离线', '1 台已冻结', '2 台状态未知', '1 台未列出'],
  ]);
});

it('a camera that its account called online counts as unknown while the account reports nothing', () => {
  const counts = silenced(countChannels(ALL));
  expect(counts).toMatchObject({ total: 8, online: 0, offline: 1, unknown: 5 });
  expect(countParts(counts).reduce((total, { count }) => total + count, 0)).toBe(8);
});
