// @vitest-environment jsdom
/** The panel of archived footage: which clouds it asks, and the words in place of the order. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { asAccountId, type AccountId } from '../../../../../../preload/domain/ids.ts';
import { Retrievals } from '../../../../../../renderer/features/playback/retrievals/retrieval-list.tsx';
import { openRetrievals, useRetrievals } from '../../../../../../renderer/features/playback/retrievals/retrievals.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../../renderer/state/cameras/directory.ts';
import { account, campus, viewOf } from '../../cameras/directory-sample.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const LIST = { tasks: [], limits: { maxChannels: 5, maxNameChars: 64, maxKeepDays: 7, cutsMs: [] }, typicalMs: null };
const [archive, other] = [campus('a1'), campus('a2')];
const NO_TASKS = 'The selected camera lies in a cloud that does not bring archived footage back by order.';

let asked: AccountId[];
let page: Page;

beforeEach(() => {
  completeDom();
  asked = [];
  installMain({
    'retrievals.list': async ({ accountId }) => {
      asked.push(accountId);
      return { ok: true, value: LIST };
    },
  });
  useAccounts.setState({ accounts: [{ ...account('a1', 'Archive'), vendor: 'tencent-ivp' }, account('a2', 'Campus')] });
  useDirectory.setState({ view: viewOf(archive, other) });
});

afterEach(async () => {
  await page.close();
  useRetrievals.setState(useRetrievals.getInitialState(), true);
  useSession.setState(useSession.getInitialState(), true);
  useAccounts.setState({ accounts: [] });
  useDirectory.setState(useDirectory.getInitialState(), true);
});

/** Opens the panel with the first camera of an account in playback. @param of null: no camera. */
async function show(of: typeof archive | null): Promise<string> {
  const [camera] = of?.channels ?? [];
  const cameras = camera === undefined ? [] : [{ channelId: camera.id, place: 'cloud' as const }];
  useSession.setState({ cameras, selectedId: camera?.id ?? null });
  openRetrievals();
  page = await open(<Retrievals />);
  await page.settle();
  await vi.waitFor(() => expect(page.element.textContent).toContain('No retrievals.'));
  return page.element.textContent ?? '';
}

it('an account whose cloud has no tasks for archived footage is never asked for any', async () => {
  await show(archive);
  expect(asked).toEqual([asAccountId('a1')]);
  expect(page.element.querySelector('form')).not.toBeNull();
});

it('a camera whose cloud has no tasks for archived footage says so in place of the order', async () => {
  expect(await show(other)).toContain(NO_TASKS);
  expect(page.element.querySelector('form')).toBeNull();
});

it('the panel of archived footage asks for a camera where playback has none, and says nothing of a cloud', async () => {
  const words = await show(null);
  expect(words).toContain('Choose a camera to retrieve its archived footage.');
  expect(words).not.toContain(NO_TASKS);
});
