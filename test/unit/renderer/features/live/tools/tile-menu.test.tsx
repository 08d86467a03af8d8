// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asSequenceId, asWallId, type ChannelId } from '../../../../../../preload/domain/ids.ts';
import type { SpecialTile } from '../../../../../../preload/domain/walls/wall.ts';
import { normalise } from '../../../../../../preload/domain/walls/wall-tiles.ts';
import { TileMenu } from '../../../../../../renderer/features/live/tools/tile-menu.tsx';
import { closeTileMenu, openTileMenu } from '../../../../../../renderer/features/live/tools/tile-menu-state.ts';
import { setLocale } from '../../../../../../renderer/i18n/i18n.ts';
import { usePreferences } from '../../../../../../renderer/state/page/preferences.ts';
import { usePlayers } from '../../../../../../renderer/state/players/players.ts';
import { specialKeysOf, specialSlotOf, useShown } from '../../../../../../renderer/state/sequences/sequences-shown.ts';
import { provideActions } from '../../../../../../renderer/state/actions/shortcut-actions.ts';
import { forgetWalls, useWalls } from '../../../../../../renderer/state/walls/walls.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const [first, second] = ['acc:d/a', 'acc:d/b'] as unknown as [ChannelId, ChannelId];
const OF_CAMERAS = ['Snapshot', 'Record from 10 s ago', 'Listen', 'Stream'];

let page: Page;

async function openOn(content: SpecialTile, camera: ChannelId | null): Promise<void> {
  const facts = { id: asWallId('w'), name: 'Wall', aspects: [], isLocked: false, revision: 1, layout: 4 as const };
  const wall = normalise({ ...facts, tiles: [content] });
  useWalls.setState({ walls: [wall], currentId: wall.id });
  show(content, camera);
  page = await open(<TileMenu wall={wall} />);
  await act(async () => openTileMenu(0, { x: 0, y: 0 }));
}

function show(content: SpecialTile, camera: ChannelId | null): void {
  const [key] = specialKeysOf([content]);
  if (!key) throw new Error('it has a key');
  useShown.setState({ cameras: { [key]: camera } });
}

beforeEach(() => {
  completeDom();
  setLocale('en-US');
  installMain({ 'app.set-preferences': (value) => Promise.resolve({ ok: true, value: value as never }) });
});
afterEach(async () => {
  closeTileMenu();
  await page.close();
  forgetWalls();
  useShown.setState(useShown.getInitialState(), true);
  usePreferences.setState(usePreferences.getInitialState(), true);
  usePlayers.setState(usePlayers.getInitialState(), true);
});

const items = (): readonly HTMLElement[] => [...page.element.querySelectorAll<HTMLElement>('[role^=menuitem]')];
const words = (): readonly string[] => items().map((item) => item.querySelector('.grow')?.textContent ?? '');
const choose = (label: string): Promise<void> =>
  act(async () =>
    items()
      .find(({ textContent }) => textContent?.startsWith(label))
      ?.click(),
  );

it.each<SpecialTile>([{ kind: 'hotspot' }, { kind: 'alarm' }, { kind: 'sequence', sequenceId: asSequenceId('round') }])(
  'the menu of a tile with $kind offers the items for the camera that it shows',
  async (content) => {
    await openOn(content, first);
    for (const label of OF_CAMERAS) expect(words()).toContain(label);
    await choose('Protect');
    expect(usePreferences.getState().protectedCameras).toEqual([first]);
  },
);

it('the menu offers no item for a camera while a tile waits for one', async () => {
  await openOn({ kind: 'alarm' }, null);
  expect(words()).toContain('Maximise');
  for (const label of OF_CAMERAS) expect(words()).not.toContain(label);
});

it('the menu applies to the next camera when the tile changed while the menu was open', async () => {
  await openOn({ kind: 'hotspot' }, first);
  await act(async () => show({ kind: 'hotspot' }, second));
  await choose('Protect');
  expect(usePreferences.getState().protectedCameras).toEqual([second]);
});

it('the menu runs the tools by their action', async () => {
  const done: string[] = [];
  const stop = provideActions({ 'tile.snapshot': () => void done.push('snapshot') });
  const content: SpecialTile = { kind: 'hotspot' };
  const [key] = specialKeysOf([content]);
  if (!key) throw new Error('the tile has a key');
  // A tool without a picture is disabled and names the reason.
  usePlayers.setState({ bySlot: { [specialSlotOf(first, key)]: { statistics: { transport: 'flv' } } } as never });
  await openOn(content, first);
  await choose('Snapshot');
  stop();
  expect(done).toEqual(['snapshot']);
});
