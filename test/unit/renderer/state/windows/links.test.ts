// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { asAccountId, asWallId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import { cameraLink } from '../../../../../preload/domain/links.ts';
import type { NumberedChannel } from '../../../../../preload/domain/cameras/cameras.ts';
import { normalise } from '../../../../../preload/domain/walls/wall-tiles.ts';
import { useAccounts } from '../../../../../renderer/state/accounts/accounts.ts';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { useKiosk } from '../../../../../renderer/state/page/kiosk.ts';
import { openLink, takeLink } from '../../../../../renderer/state/windows/links.ts';
import { goTo, useNavigation } from '../../../../../renderer/state/page/navigation.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import { currentWall } from '../../../../../renderer/state/walls/walls-store.ts';
import { useWalls } from '../../../../../renderer/state/walls/walls.ts';
import { installMain } from '../../page.tsx';

const ACCOUNT = asAccountId('acc');
const GATE = 'acc:dev/1' as ChannelId;
const gate = { id: GATE, number: 7, name: 'Gate', capabilities: [] } as unknown as NumberedChannel;
let waiting: string | null;

beforeEach(() => {
  waiting = null;
  const wallAnswer = (): Promise<never> => new Promise(() => undefined);
  installMain({
    'app.take-link': () => {
      const value = { text: waiting };
      waiting = null;
      return Promise.resolve({ ok: true, value });
    },
    'wall.save': wallAnswer,
  });
  const empty = { tiles: [], aspects: [], isLocked: false, revision: 0, layout: 4 as const };
  const walls = ['w0', 'w1'].map((id) => normalise({ ...empty, id: asWallId(id), name: id }));
  useWalls.setState({ ...useWalls.getInitialState(), walls, currentId: asWallId('w0'), load: { status: 'ready' } });
  useAccounts.setState({ accounts: [{ id: ACCOUNT, isEnabled: true }] as never, load: { status: 'ready' } });
  useDirectory.setState(useDirectory.getInitialState(), true);
  useNotices.setState({ last: null });
  useKiosk.setState({ kiosk: null });
  goTo('clouds');
});

/** The cameras of the account have been read. */
function read(...channels: readonly NumberedChannel[]): void {
  const part = { accountId: ACCOUNT, revision: 1, groups: [], channels };
  const state = { accountId: ACCOUNT, revision: 1, phase: 'ready' };
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  useDirectory.setState({ view: { parts: [part], byId }, states: { [ACCOUNT]: state } as never, isKnown: true });
}

const said = (): string | undefined => useNotices.getState().last?.key;

it('a link to a wall opens it on the live screen', async () => {
  await openLink('lanner://wall/w1');
  expect([useWalls.getState().currentId, useNavigation.getState().screen]).toEqual(['w1', 'live']);
});

it('a link to a camera shows it, also a link that came before the cameras were read', async () => {
  waiting = `7 Gate\n${cameraLink(GATE)}`;
  const opened = takeLink();
  await vi.waitFor(() => expect(waiting).toBeNull());
  expect(currentWall()?.tiles).not.toContain(GATE);
  read(gate);
  await opened;
  expect(currentWall()?.tiles[0]).toBe(GATE);
  expect(useNavigation.getState().screen).toBe('live');
});

it('a link that is wrong, or that names something that is not here, is reported as such', async () => {
  await openLink('lanner://wall/w1?token=secret');
  expect(said()).toBe('linkBad');
  expect(JSON.stringify(useNotices.getState().last)).not.toContain('secret');
  await openLink('lanner://wall/gone');
  expect(said()).toBe('linkWallGone');
  read(gate);
  await openLink(cameraLink('acc:dev/2' as ChannelId));
  expect(said()).toBe('linkCameraGone');
  await openLink(cameraLink('other:dev/1' as ChannelId));
  expect(useNavigation.getState().screen).toBe('clouds');
});

it('a window that shows one wall alone opens no link, and reports it', async () => {
  useKiosk.setState({ kiosk: { name: 'w0', wallId: asWallId('w0'), openedBy: 'start', isNew: false } });
  await openLink('lanner://wall/w1');
  expect([said(), useWalls.getState().currentId]).toEqual(['linkKiosk', 'w0']);
});
