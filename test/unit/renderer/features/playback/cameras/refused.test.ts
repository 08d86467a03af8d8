// @vitest-environment jsdom
/** Cameras of clouds whose recordings this client does not play. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { VendorId } from '../../../../../../preload/domain/vendor.ts';
import {
  addAllToPlayback,
  addToPlayback,
} from '../../../../../../renderer/features/playback/cameras/add-to-playback.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { noRecordingsWords } from '../../../../../../renderer/features/playback/tile/no-recordings.ts';
import { textIn } from '../../../../../../renderer/i18n/i18n.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../../renderer/state/cameras/directory.ts';
import { useNotices } from '../../../../../../renderer/state/page/notices.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';
import { account, campus, viewOf } from '../../cameras/directory-sample.ts';
import { completeDom, installMain } from '../../../page.tsx';

const directory = campus();
const ids = directory.channels.map(({ id }) => id);
const [first] = ids;
if (first === undefined) throw new Error('the sample has cameras');
const added = () => useSession.getState().cameras.map(({ channelId }) => channelId);

function cloud(vendor: VendorId): void {
  useAccounts.setState({ accounts: [{ ...account('a1', 'Site'), vendor }], load: { status: 'ready' } });
}

beforeEach(async () => {
  await loadAllTexts();
  completeDom();
  installMain({ 'app.set-preferences': () => new Promise(() => undefined) });
  useDirectory.setState({ view: viewOf(directory), states: {}, isKnown: true });
  useNotices.setState({ last: null, past: [] });
});
afterEach(() => {
  useSession.setState(useSession.getInitialState(), true);
  useAccounts.setState({ accounts: [] });
});

it.each([
  ['huawei-vis', 'recordingsInBucket', /^Huawei VIS .*bucket/],
  ['aliyun-cityvisual', 'noRecordings', /^This cloud offers no recordings/],
] as const)('a camera of %s does not join playback, and status bar and tile say why', (vendor, notice, words) => {
  cloud(vendor);
  expect(addToPlayback(first)).toBe(false);
  expect(added()).toEqual([]);
  expect(useNotices.getState().last?.key).toBe(notice);
  expect(noRecordingsWords(textIn('en-US'), first)).toMatch(words);
});

it('a group of cameras without recordings does not join playback, with one sentence for all', () => {
  cloud('aliyun-cityvisual');
  addAllToPlayback(ids);
  expect(added()).toEqual([]);
  expect(useNotices.getState().past.map(({ key }) => key)).toEqual(['playbackNone']);
});

it('a camera of a cloud that plays recordings without a list joins playback', () => {
  cloud('aliyun-vcs');
  expect(addToPlayback(first)).toBe(true);
  expect(added()).toEqual([first]);
});
