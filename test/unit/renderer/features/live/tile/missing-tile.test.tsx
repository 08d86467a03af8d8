// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MissingCamera } from '../../../../../../preload/contract/walls.ts';
import { asWallId, type ChannelId } from '../../../../../../preload/domain/ids.ts';
import { normalise } from '../../../../../../preload/domain/walls/wall-tiles.ts';
import { MissingTile } from '../../../../../../renderer/features/live/tile/missing-tile.tsx';
import { useNavigation } from '../../../../../../renderer/state/page/navigation.ts';
import { useWallPanel } from '../../../../../../renderer/state/page/wall-panel.ts';
import { selectWall, useWalls } from '../../../../../../renderer/state/walls/walls.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const channelId = 'gone:d/1' as ChannelId;
const wallId = asWallId('w');
const camera: MissingCamera = {
  channelId,
  tiles: [0],
  name: 'North gate',
  number: 117,
  accountLabel: 'Harbour',
  vendor: 'huawei-ivm',
  reason: 'no-account',
};
const place = { tile: 0, area: '1 / 1', isSelected: false, isChosen: false, isFocusTarget: true, isMaximised: false };
let page: Page | null = null;

async function show(change: Partial<MissingCamera> = {}, isLocked = false): Promise<string> {
  const facts = { id: wallId, name: 'Wall', layout: 4 as const, aspects: [], revision: 1, isLocked };
  useWalls.setState({ walls: [normalise({ ...facts, tiles: [channelId] })], currentId: wallId });
  page = await open(<MissingTile {...place} wallId={wallId} camera={{ ...camera, ...change }} />);
  return page.element.textContent ?? '';
}
const button = (words: string): HTMLElement | undefined =>
  [...(page?.element.querySelectorAll('button') ?? [])].find(({ textContent }) => textContent === words);
const press = (words: string): Promise<void> => act(async () => button(words)?.click());

beforeEach(() => {
  completeDom();
  installMain({ 'wall.save': ({ wall }) => Promise.resolve({ ok: true, value: wall }) });
});
afterEach(() => page?.close());

it('the tile of a missing camera shows its last name, number and cloud, the reason, and the next step', async () => {
  const words = await show();
  for (const part of ['117', 'North gate', 'Harbour', 'is not on this client', 'Add the account again'])
    expect(words).toContain(part);
  expect(page?.find('[data-tile]').getAttribute('aria-label')).toBe('Tile 1: 117 North gate, missing');
  await press('Add cloud account');
  expect(useNavigation.getState()).toMatchObject({ screen: 'clouds', cloudsPanel: { kind: 'add' } });
});

it('the tile of a missing camera leads to an account that is switched off', async () => {
  expect(await show({ reason: 'account-off' })).toContain('Switch the account on again');
  await press('Go to the accounts');
  expect(useNavigation.getState()).toMatchObject({ screen: 'clouds', cloudsPanel: { kind: 'none' } });
});

it('the tile of a missing camera leads to the choice of another camera, and can be removed', async () => {
  expect(await show({ reason: 'not-listed' })).toContain('no longer lists it');
  expect(button('Add cloud account')).toBeUndefined();
  await press('Replace');
  expect(useWallPanel.getState().side).toEqual({ kind: 'missing', wallId });
  await press('Take off');
  expect(selectWall(useWalls.getState())?.tiles[0]).toBeNull();
});

it('the tile of a missing camera offers no change of a locked wall', async () => {
  await show({ name: null, number: null }, true);
  expect(page?.element.querySelectorAll('button')).toHaveLength(0);
  expect(page?.element.textContent).toContain('Unknown camera');
});
