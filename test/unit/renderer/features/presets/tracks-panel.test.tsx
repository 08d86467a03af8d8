// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useTracks } from '../../../../../renderer/features/presets/model/tracks.ts';
import { TracksPanel } from '../../../../../renderer/features/presets/tracks-panel.tsx';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { account, campus, viewOf } from '../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const sample = campus();
const [first] = sample.channels;
if (first === undefined) throw new Error('the sample has a camera');
const { id } = first;

let page: Page;
let asked: string[];

beforeEach(() => {
  completeDom();
  setLocale('en-US');
  asked = [];
  const error = { code: 'cloud.not-supported', params: {}, retryable: false, action: 'none', vendor: null } as const;
  installMain({ 'cruises.list': () => (asked.push('list'), Promise.resolve({ ok: false, error })) });
  useDirectory.setState({ view: viewOf(sample), states: {}, isKnown: true });
  useTracks.setState({ byCamera: {} });
});
afterEach(async () => {
  await page.close();
  useAccounts.setState({ accounts: [] });
  useTracks.setState({ byCamera: {} });
});

const SENTENCE = 'Cruise tracks: this cloud documents no operation for them.';

it('a camera whose cloud documents no cruise tracks says so and offers the tour, and the cloud is not asked', async () => {
  useAccounts.setState({ accounts: [{ ...account('a1', 'Metro'), vendor: 'tencent-ivp' }] });
  page = await open(<TracksPanel channelId={id} />);
  await page.settle();
  expect(page.find('[role="status"]').textContent).toBe(SENTENCE);
  expect(page.element.textContent).toContain('from this desk');
  expect(page.element.querySelector('.presets-head button')).toBeNull();
  expect(asked).toEqual([]);
});

it('a camera that refuses cruise tracks although its cloud documents them offers the tour as well', async () => {
  useAccounts.setState({ accounts: [account('a1', 'Campus')] });
  page = await open(<TracksPanel channelId={id} />);
  await page.settle();
  expect(page.find('[role="status"]').textContent).toBe(SENTENCE);
  expect(page.element.textContent).toContain('from this desk');
  expect(asked).toEqual(['list']);
});
