// @vitest-environment jsdom
/** The uses of a camera on this client, on the page of a device and in the questions before a deletion and a takeover. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  asAccountId,
  asSequenceId,
  asSiteId,
  asWallId,
  orgNodeIdOf,
  type ChannelId,
} from '../../../../../preload/domain/ids.ts';
import type { Sequence, StepTarget } from '../../../../../preload/domain/sequences.ts';
import { DeletedUses } from '../../../../../renderer/features/devices/change/deleted-uses.tsx';
import { DeviceUses } from '../../../../../renderer/features/devices/device-uses.tsx';
import { useDirectory } from '../../../../../renderer/state/cameras/directory.ts';
import { useSites } from '../../../../../renderer/state/cameras/sites.ts';
import { useSequences } from '../../../../../renderer/state/sequences/sequences.ts';
import { useWalls } from '../../../../../renderer/state/walls/walls.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';
import { campus, viewOf } from '../cameras/directory-sample.ts';

const part = campus();
const gate = part.channels[0] ?? expect.fail('the campus has a camera');
const [top, below] = [asSiteId('s1'), asSiteId('s2')];

const sequence = (name: string, target: StepTarget): Sequence => ({
  id: asSequenceId(name),
  name,
  kind: target.kind === 'wall' ? 'walls' : 'cameras',
  dwellSec: 10,
  offline: 'skip',
  revision: 1,
  steps: [{ target, name, dwellSec: null }],
});

let page: Page | null = null;

beforeEach(() => {
  completeDom();
  installMain({ 'bookmark.search': () => Promise.resolve({ ok: true, value: { total: 0 } as never }) });
  useDirectory.setState({ view: viewOf(part) });
  useWalls.setState({ walls: [wallOf(gate.id)] });
  useSites.setState({
    sites: [
      { id: top, parentId: null, name: 'Campus', revision: 1, cameraCount: 0 },
      { id: below, parentId: top, name: 'Gates', revision: 1, cameraCount: 1 },
    ],
    cameras: new Map([[below, { revision: 1, channelIds: [gate.id] }]]),
  });
  useSequences.setState({
    sequences: [
      sequence('by camera', { kind: 'camera', channelId: gate.id }),
      sequence('by site', { kind: 'site', siteId: top }),
      sequence('by group', { kind: 'group', groupId: orgNodeIdOf(asAccountId('a1'), 'root') }),
      sequence('by wall', { kind: 'wall', wallId: asWallId('w1') }),
      sequence('elsewhere', { kind: 'wall', wallId: asWallId('w2') }),
    ],
  });
});

afterEach(async () => {
  await page?.close();
  page = null;
  useDirectory.setState(useDirectory.getInitialState(), true);
  useWalls.setState(useWalls.getInitialState(), true);
  useSites.setState(useSites.getInitialState(), true);
  useSequences.setState(useSequences.getInitialState(), true);
});

const wallOf = (channelId: ChannelId) =>
  ({ id: asWallId('w1'), name: 'Lobby', tiles: [channelId], aspects: [], revision: 1, isLocked: false }) as never;

it('the page of a device names each sequence that shows the camera: by itself, by a site, by a group and by a wall', async () => {
  page = await open(<DeviceUses channelId={gate.id} />);
  const lines = [...page.element.querySelectorAll('li')].map((line) => line.textContent);
  for (const way of ['camera', 'site', 'group', 'wall']) expect(lines).toContain(`Sequence by ${way}`);
  expect(lines).not.toContain('Sequence elsewhere');
});

// @promise devices.deletion-question: The question before a deletion names everything in this client that shows the
// cameras.
it('the question before a deletion names everything that shows the cameras, and states that none of it changes', async () => {
  page = await open(<DeletedUses channelIds={[gate.id]} of="delete" />);
  const words = page.element.textContent;
  expect(words).toContain('Wall Lobby, Site Gates, Sequence by camera, Sequence by site, Sequence by wall');
  expect(words).toContain('Nothing is taken out of them');
  expect(words).not.toContain('stay empty');
});

it('a camera that takes over gets no sequence that shows the old camera by its group in the cloud alone', async () => {
  useSequences.setState(({ sequences }) => ({ sequences: sequences.slice(1, 3) }));
  page = await open(<DeletedUses channelIds={[gate.id]} of="replace" />);
  expect(page.element.textContent).toBe('It takes over: Wall Lobby, Site Gates, Sequence by site');
});
