// @vitest-environment jsdom
import { act, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MissingCamera } from '../../../../../../preload/contract/walls.ts';
import { asWallId, type ChannelId } from '../../../../../../preload/domain/ids.ts';
import { normalise } from '../../../../../../preload/domain/walls/wall-tiles.ts';
import { SpecialWaiting } from '../../../../../../renderer/features/live/special/special-waiting.tsx';
import { EmptyTile } from '../../../../../../renderer/features/live/tile/empty-tile.tsx';
import { MissingTile } from '../../../../../../renderer/features/live/tile/missing-tile.tsx';
import { LiveTile } from '../../../../../../renderer/features/live/tile/tile.tsx';
import { setLocale } from '../../../../../../renderer/i18n/i18n.ts';
import { CHANNELS_TYPE } from '../../../../../../renderer/state/page/drag-types.ts';
import { forgetWalls, useWalls } from '../../../../../../renderer/state/walls/walls.ts';
import { currentWall } from '../../../../../../renderer/state/walls/walls-store.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const [camera, dropped] = ['acc:d/a', 'acc:d/b'] as unknown as [ChannelId, ChannelId];
const wallId = asWallId('w');
const place = { tile: 1, area: '1 / 2', isSelected: true, isChosen: true, isFocusTarget: true };
const missing: MissingCamera = {
  channelId: camera,
  tiles: [1],
  name: 'North gate',
  number: 117,
  accountLabel: 'Harbour',
  vendor: 'huawei-ivm',
  reason: 'no-account',
};
const words = { icon: 'alarm', title: 'Alarm tile', text: 'waits' } as const;

const tiles: readonly (readonly [string, boolean, ReactNode])[] = [
  ['empty', false, <EmptyTile key="e" {...place} />],
  ['missing', true, <MissingTile key="m" {...place} wallId={wallId} camera={missing} isMaximised={false} />],
  ['waiting', true, <SpecialWaiting key="w" place={place} isMaximised={false} {...words} />],
  ['live', true, <LiveTile key="l" {...place} channelId={camera} copy={0} aspect="fit" isMaximised={false} />],
];

let page: Page;
beforeEach(() => {
  completeDom();
  setLocale('en-US');
  installMain({ 'wall.save': ({ wall }) => Promise.resolve({ ok: true, value: wall }) });
  const wall = { id: wallId, name: 'Wall', layout: 4 as const, aspects: [], revision: 1, isLocked: false };
  useWalls.setState({ walls: [normalise({ ...wall, tiles: [null, camera] })], currentId: wallId });
});
afterEach(async () => {
  await page.close();
  forgetWalls();
});

const tile = (): HTMLElement => page.find('[data-tile="1"]');
const fire = (event: Event): Promise<void> => act(async () => void tile().dispatchEvent(event));
const drag = (type: string, data: string): Event => {
  const dataTransfer = { types: [CHANNELS_TYPE], getData: (kind: string) => (kind === CHANNELS_TYPE ? data : '') };
  return Object.assign(new Event(type, { bubbles: true, cancelable: true }), { dataTransfer });
};

it.each(tiles)('a tile has the place, name, selection and drop of a wall tile: %s', async (_, isFull, content) => {
  page = await open(content);
  expect(tile().style.gridArea).toBe('1 / 2');
  expect(tile().className.split(' ')).toEqual(expect.arrayContaining(['tile-frame', 'sel', 'also']));
  expect(tile().getAttribute('role')).toBe('group');
  expect(tile().getAttribute('aria-label')).toMatch(/^Tile 2/);
  expect(tile().getAttribute('aria-current')).toBe('true');
  expect(tile().tabIndex).toBe(0);
  expect(tile().draggable).toBe(isFull);

  await fire(new MouseEvent('click', { bubbles: true }));
  expect(useWalls.getState().selectedTile).toBe(1);
  await fire(drag('dragenter', ''));
  expect(tile().classList.contains('over')).toBe(true);
  await fire(drag('drop', JSON.stringify([dropped])));
  expect(tile().classList.contains('over')).toBe(false);
  expect(currentWall()?.tiles[1]).toBe(dropped);
  await fire(new MouseEvent('dblclick', { bubbles: true }));
  expect(useWalls.getState().maximisedTile).toBe(isFull ? 1 : null);
});
