// @vitest-environment jsdom
/** Cameras that the list of all cameras gives to playback. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { MAX_PLAYBACK_CAMERAS } from '../../../../../../preload/domain/preferences.ts';
import {
  addAllToPlayback,
  followCameraList,
} from '../../../../../../renderer/features/playback/cameras/add-to-playback.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { place } from '../../../../../../renderer/features/cameras/place.ts';
import { textIn } from '../../../../../../renderer/i18n/i18n.ts';
import { useAccounts } from '../../../../../../renderer/state/accounts/accounts.ts';
import { cameraMenu } from '../../../../../../renderer/state/actions/camera-menu.ts';
import { useDirectory } from '../../../../../../renderer/state/cameras/directory.ts';
import { useOpening } from '../../../../../../renderer/state/cameras/opening.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';
import { account, large, viewOf } from '../../cameras/directory-sample.ts';
import { completeDom, installMain } from '../../../page.tsx';

const directory = large(MAX_PLAYBACK_CAMERAS + 4);
const ids = directory.channels.map(({ id }) => id);
const added = () => useSession.getState().cameras.map(({ channelId }) => channelId);

beforeEach(async () => {
  await loadAllTexts();
  completeDom();
  installMain({ 'app.set-preferences': () => new Promise(() => undefined) });
  useAccounts.setState({ accounts: [account('big', 'Campus')], load: { status: 'ready' } });
  useDirectory.setState({ view: viewOf(directory), states: {}, isKnown: true });
});
afterEach(() => useSession.setState(useSession.getInitialState(), true));

// @promise screen.group-added: A group is added as far as there are places.
it('a group is added to playback as far as playback has places, in the order of the list', () => {
  addAllToPlayback(ids);
  expect(added()).toEqual(ids.slice(0, MAX_PLAYBACK_CAMERAS));
});

it('the list of cameras gives a camera to the screen that takes cameras, names that in its menu, and gives it to the wall after', () => {
  const [first] = ids;
  if (first === undefined) throw new Error('the sample has cameras');
  const t = textIn('en-US');
  const nameOf = (): string | undefined =>
    cameraMenu(t, { channelId: first, tile: null, from: 'list', isSelected: true }).find(
      ({ id }) => id === 'tree.activate',
    )?.name;
  const end = followCameraList();
  place([first]);
  expect([added(), nameOf(), useOpening.getState().selectedId]).toEqual([
    [first],
    'Add to the review in playback',
    first,
  ]);
  end();
  expect(nameOf()).toBe('Show on the wall');
});
