// @vitest-environment jsdom
/** The menu of a tile of playback. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChannelId } from '../../../../../../preload/domain/ids.ts';
import { chosenStream } from '../../../../../../renderer/features/playback/tile/stream-choice.ts';
import {
  addCamera,
  removeCamera,
  setCameras,
  useSession,
  type SessionCamera,
} from '../../../../../../renderer/features/playback/session.ts';
import { wishOf } from '../../../../../../renderer/features/playback/tile/relief.ts';
import { choosePart } from '../../../../../../renderer/features/playback/reviews/part.ts';
import { useExportDraft } from '../../../../../../renderer/features/playback/exports/export-order.ts';
import { tileMenuItems } from '../../../../../../renderer/features/playback/tile/tile-menu-items.ts';
import { textIn } from '../../../../../../renderer/i18n/i18n.ts';
import { useDirectory } from '../../../../../../renderer/state/cameras/directory.ts';
import { useKiosk } from '../../../../../../renderer/state/page/kiosk.ts';
import type { Action } from '../../../../../../renderer/ui/action.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';
import { campus, viewOf } from '../../cameras/directory-sample.ts';
import { completeDom, installMain } from '../../../page.tsx';

const t = textIn('en-US');
const { accountId, ...known } = campus();
const channels = known.channels.map((channel) =>
  channel.number === 101 ? { ...channel, capabilities: ['sub-stream' as const] } : channel,
);
const view = viewOf({ accountId, ...known, channels });
const [north, south] = channels;
if (north === undefined || south === undefined) throw new Error('the sample has two cameras');
const camera: SessionCamera = { channelId: north.id, place: 'cloud' };

const itemsOf = (of: SessionCamera = camera): readonly Action[] =>
  tileMenuItems(t, of).flatMap((item) => item.items ?? [item]);
const find = (id: string, of?: SessionCamera): Action | undefined => itemsOf(of).find((item) => item.id === id);

beforeEach(async () => {
  await loadAllTexts();
  completeDom();
  installMain({ 'app.set-preferences': () => new Promise(() => undefined) });
  useDirectory.setState({ view, states: {}, isKnown: true });
  useSession.setState({ cameras: [camera], selectedId: camera.channelId, atMs: Date.now() - 60_000 });
});
afterEach(() => {
  choosePart(null);
  useExportDraft.setState(useExportDraft.getInitialState(), true);
  useSession.setState(useSession.getInitialState(), true);
  useKiosk.setState(useKiosk.getInitialState(), true);
});

// @promise screen.tile-menu
it('the menu of a playback tile has the commands of its keys, and the choices of picture, stream and place', () => {
  const ids = tileMenuItems(t, camera).map(({ id, items }) =>
    items === undefined ? id : { [id]: items.map((item) => item.id) },
  );
  expect(ids).toEqual([
    ...['playback.enlarge', 'playback.fullScreen'],
    ...['playback.snapshot', 'playback.bookmark', 'playback.export', 'playback.sound', 'playback.sync'],
    { 'past-picture': ['playback.zoomBox', 'playback.rotate', 'playback.mirror', 'playback.resetView'] },
    { 'past-stream': ['past-stream-auto', 'past-stream-main', 'past-stream-sub'] },
    { 'past-place': ['past-place-cloud', 'past-place-device'] },
    ...['playback.live', 'playback.remove'],
  ]);
  expect(['playback.enlarge', 'playback.fullScreen', 'playback.snapshot'].map((id) => find(id)?.keys)).toEqual([
    ...['Enter', 'F', 'Alt S'],
  ]);
});

// @promise screen.menu-reasons: An item that cannot be done says why.
it('every item of the menu of a playback tile works, or names the reason why it is off', () => {
  expect(find('playback.snapshot')?.reason).toBe('no picture that can be kept now');
  expect(find('past-stream-sub')?.reason).toBeUndefined();
  expect(find('past-stream-sub', { channelId: south.id, place: 'cloud' })?.reason).toBe('the camera has one stream');
  for (const item of itemsOf()) expect(item.run ?? item.reason).toBeDefined();
});

it('the menu of a tile with files names the reason why it has no export, no marks and no live picture', () => {
  const files: SessionCamera = { channelId: south.id, place: 'files' };
  useSession.setState({ cameras: [files], selectedId: files.channelId });
  expect(find('playback.export', files)?.reason).toBe('these are files already');
  expect(find('playback.bookmark', files)?.reason).toBe('these are files already');
  expect(find('playback.live', files)?.reason).toBe('files have no live picture');
  expect(find('past-stream-main', files)).toBeUndefined();
});

it('the menu of a tile of playback exports the part from A to B, also while the export is open for another range', () => {
  expect(find('playback.export')?.name).toBe('Export…');
  find('playback.export')?.run?.();
  const before = useExportDraft.getState();
  expect(before.isOpen).toBe(true);
  choosePart({ fromMs: Date.now() - 600_000, toMs: Date.now() - 300_000 });
  expect(find('playback.export')?.name).toBe('Export the part from A to B…');
  find('playback.export')?.run?.();
  const after = useExportDraft.getState();
  expect([after.isOpen, after.from === before.from]).toEqual([true, false]);
});

it('the stream that was chosen for a camera is asked for whatever the number of tiles, until the tiles decide again', () => {
  expect(wishOf(north.id)).toBe('main');
  find('past-stream-sub')?.run?.();
  expect([chosenStream(north.id), wishOf(north.id), wishOf(south.id)]).toEqual(['sub', 'sub', 'main']);
  expect(find('past-stream-sub')?.isChecked).toBe(true);
  find('past-stream-auto')?.run?.();
  expect([chosenStream(north.id), wishOf(north.id)]).toEqual([null, 'main']);
});

// @promise playback.fifth-camera: A fifth camera re-opens nobody: the four that play their main stream keep it.
it('four cameras play their main stream when a fifth is added, and a set of five begins with sub-streams', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${north.id}-${name}` as ChannelId);
  const wishes = (): string => ids.map((id) => wishOf(id)[0]).join('');
  setCameras(ids.slice(0, 4).map((channelId) => ({ channelId, place: 'cloud' })));
  for (const id of ids.slice(4)) addCamera(id, 'cloud');
  expect(wishes()).toBe('mmmmss');
  removeCamera(ids[0] ?? north.id);
  addCamera(ids[0] ?? north.id, 'cloud');
  expect(wishes()).toBe('smmmss');
  setCameras(ids.map((channelId) => ({ channelId, place: 'cloud' })));
  expect(wishes()).toBe('ssssss');
});

it('a wall alone on the screen looks and listens in playback, and neither exports, marks nor chooses streams', () => {
  useKiosk.setState({ kiosk: { name: 'Night', wallId: null, openedBy: 'start', isNew: false } });
  const ids = itemsOf().map(({ id }) => id);
  expect(ids).toContain('playback.enlarge');
  for (const id of [
    'playback.fullScreen',
    'playback.bookmark',
    'playback.export',
    'past-stream-main',
    'playback.live',
  ]) {
    expect(ids).not.toContain(id);
  }
});
