import { expect, it } from 'vitest';
import {
  asAccountId,
  asSiteId,
  asWallId,
  channelIdOf,
  deviceIdOf,
  orgNodeIdOf,
  type ChannelId,
} from '../../../../../preload/domain/ids.ts';
import type { NumberedChannel, OrgNode } from '../../../../../preload/domain/cameras/cameras.ts';
import type { Site } from '../../../../../preload/domain/cameras/sites.ts';
import type { SequenceStep, StepTarget } from '../../../../../preload/domain/sequences.ts';
import { framesOf, type World } from '../../../../../renderer/state/sequences/sequences-frames.ts';

const ACCOUNT = asAccountId('a');
const camera = (n: number, account = ACCOUNT): ChannelId => channelIdOf(deviceIdOf(account, `d${n}`), '0');
const group = (name: string, parent: string | null): OrgNode => ({
  id: orgNodeIdOf(ACCOUNT, name),
  accountId: ACCOUNT,
  parentId: parent === null ? null : orgNodeIdOf(ACCOUNT, parent),
  name,
});
const channel = (n: number, groupName: string): NumberedChannel =>
  ({ id: camera(n), accountId: ACCOUNT, orgNodeId: orgNodeIdOf(ACCOUNT, groupName) }) as NumberedChannel;
const channels = [channel(1, 'north'), channel(2, 'inner'), channel(3, 'south')];
const [yard, gate] = [asSiteId('yard'), asSiteId('gate')];
const site = (id: typeof yard, parentId: typeof yard | null): Site => ({
  id,
  parentId,
  name: id,
  revision: 1,
  cameraCount: 1,
});
const world: World = {
  // A child before its parent, as some clouds list them.
  parts: [
    {
      accountId: ACCOUNT,
      revision: 1,
      groups: [group('inner', 'north'), group('north', null), group('south', null)],
      channels,
    },
  ],
  byId: new Map(channels.map((one) => [one.id, one])),
  sites: [site(yard, null), site(gate, yard)],
  camerasOf: (id) => (id === yard ? [camera(3), camera(9)] : [camera(1), camera(3)]),
  wallIds: new Set([asWallId('wall-1')]),
  isPending: (accountId) => accountId === 'slow',
};
const step = (target: StepTarget, dwellSec: number | null = null): SequenceStep => ({ target, name: 'x', dwellSec });
const ids = (...steps: readonly SequenceStep[]): readonly string[] =>
  framesOf({ steps, dwellSec: 10 }, world).frames.map(({ id }) => id);

it('the step of a camera is one frame, with the dwell of the step or of the sequence', () => {
  const steps = [step({ kind: 'camera', channelId: camera(1) }, 5), step({ kind: 'camera', channelId: camera(2) })];
  expect(framesOf({ steps, dwellSec: 10 }, world).frames).toEqual([
    { id: camera(1), dwellMs: 5_000 },
    { id: camera(2), dwellMs: 10_000 },
  ]);
});

it('the step of a group of the cloud has the cameras of the group and of the groups below', () => {
  expect(ids(step({ kind: 'group', groupId: orgNodeIdOf(ACCOUNT, 'north') }))).toEqual([camera(1), camera(2)]);
});

it('the step of a site has the cameras of the site and of the sites below, each once, without those that are gone', () => {
  expect(ids(step({ kind: 'site', siteId: yard }))).toEqual([camera(3), camera(1)]);
});

it('steps whose camera, group or site is gone are named', () => {
  const gone = [
    step({ kind: 'camera', channelId: camera(9) }),
    step({ kind: 'group', groupId: orgNodeIdOf(ACCOUNT, 'west') }),
    step({ kind: 'site', siteId: asSiteId('pier') }),
    step({ kind: 'wall', wallId: asWallId('wall-2') }),
  ];
  const found = framesOf({ steps: [...gone, step({ kind: 'wall', wallId: asWallId('wall-1') })], dwellSec: 10 }, world);
  expect(found).toEqual({ frames: [{ id: 'wall-1', dwellMs: 10_000 }], gone });
});

it('a sequence waits for cameras and groups of accounts that were not read yet', () => {
  const slow = asAccountId('slow');
  const steps = [
    step({ kind: 'camera', channelId: camera(1, slow) }),
    step({ kind: 'group', groupId: orgNodeIdOf(slow, 'north') }),
  ];
  expect(framesOf({ steps, dwellSec: 10 }, world)).toMatchObject({ frames: [{ id: camera(1, slow) }], gone: [] });
});
