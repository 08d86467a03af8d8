import { expect, it, onTestFinished } from 'vitest';
import { KnownAccountTable } from '../../../../../main/db/cameras/known-accounts.ts';
import { setLogSink } from '../../../../../main/log.ts';
import type { Adopted, CameraRefs } from '../../../../../main/services/shared/camera-refs.ts';
import { asAccountId, asSequenceId, asWallId, type ChannelId } from '../../../../../preload/domain/ids.ts';
import type { Review } from '../../../../../preload/domain/recording/reviews.ts';
import { DEFAULT_DWELL_SEC, type Sequence, type StepTarget } from '../../../../../preload/domain/sequences.ts';
import { cameraCommandId, groupCommandId } from '../../../../../preload/domain/console/recent-commands.ts';
import { cameraOf } from '../walls/wall-bench.ts';
import { group, openAdoption } from './adoption-bench.ts';

function sequence(name: string, ...targets: readonly StepTarget[]): Sequence {
  return {
    id: asSequenceId(name),
    name,
    kind: targets[0]?.kind === 'wall' ? 'walls' : 'cameras',
    dwellSec: DEFAULT_DWELL_SEC,
    offline: 'skip',
    revision: 0,
    steps: targets.map((target) => ({ target, name: 'Gate', dwellSec: null })),
  };
}

const camera = (channelId: ChannelId): StepTarget => ({ kind: 'camera', channelId });

type Bench = ReturnType<typeof openAdoption>;

function siteWith({ sites }: Bench, name: string, channelIds: readonly ChannelId[]) {
  const { id } = sites.create({ parentId: null, name });
  sites.place({ siteId: id, channelIds, fromSiteId: null, beforeId: null });
  return id;
}

it('adoption finds the cameras and groups of sequences again under the new id of their account', async () => {
  const { become, sequences, targets } = openAdoption();
  await become({ old: [1, 2] });
  const empty: StepTarget = { kind: 'group', groupId: group('old', 'without cameras') };
  const wall: StepTarget = { kind: 'wall', wallId: asWallId('wall-1') };
  sequences.save(sequence('a', camera(cameraOf('old', 1)), { kind: 'group', groupId: group('old', 'floor 2') }, empty));
  sequences.save(sequence('b', wall));
  await become({ new: [1, 2] });
  expect(targets()).toEqual([
    camera(cameraOf('new', 1)),
    { kind: 'group', groupId: group('new', 'floor 2') },
    { kind: 'group', groupId: group('new', 'without cameras') },
    wall,
  ]);
  expect(sequences.list().sequences.map(({ revision }) => revision)).toEqual([2, 1]);
});

/** A session of playback in which the camera fills the stage. */
const reviewOf = (channelId: ChannelId): Review => ({
  id: 'one',
  number: 1,
  name: 'North gate',
  cameras: [{ channelId, place: 'device' }],
  atMs: 7,
  view: { fromMs: 0, toMs: 9 },
  part: null,
  enlargedId: channelId,
  rate: 1,
});

// @promise screen.account-again: An account that is deleted and added again keeps its cameras in playback.
it('protection, chosen streams, playback, turned pictures and last commands are stored for their cameras, once each', async () => {
  const { become, preferences, looks } = openAdoption();
  await become({ old: [1, 2] });
  preferences.set({
    protectedCameras: [cameraOf('old', 1), cameraOf('new', 1), cameraOf('old', 2)],
    streamChoices: [{ channelId: cameraOf('old', 2), profile: 'main' }],
    playback: { cameras: [{ channelId: cameraOf('old', 2), place: 'device' }], atMs: 7 },
    reviews: { sessions: [reviewOf(cameraOf('old', 2))], currentId: 'one' },
    recentCommands: [
      ...[cameraCommandId(cameraOf('old', 2)), 'wall:wall-1', cameraCommandId(cameraOf('new', 2))],
      ...[groupCommandId(group('old', 'floor 1')), cameraCommandId(cameraOf('old', 9))],
    ],
  });
  looks.set({ channelId: cameraOf('old', 2), turn: 180, isMirrored: false });
  await become({ new: [1, 2] });
  expect(looks.list()).toEqual([{ channelId: cameraOf('new', 2), turn: 180, isMirrored: false }]);
  expect(preferences.get()).toMatchObject({
    protectedCameras: [cameraOf('new', 1), cameraOf('new', 2)],
    streamChoices: [{ channelId: cameraOf('new', 2), profile: 'main' }],
    playback: { cameras: [{ channelId: cameraOf('new', 2), place: 'device' }], atMs: 7 },
    reviews: { sessions: [reviewOf(cameraOf('new', 2))], currentId: 'one' },
    recentCommands: [
      ...[cameraCommandId(cameraOf('new', 2)), 'wall:wall-1'],
      ...[groupCommandId(group('new', 'floor 1')), cameraCommandId(cameraOf('old', 9))],
    ],
  });
});

it('adoption does not touch cameras that have their account, or that no account has', async () => {
  const { become, preferences, sequences, targets } = openAdoption();
  await become({ here: [1], old: [1, 7] });
  const kept = [
    camera(cameraOf('here', 1)),
    camera(cameraOf('old', 7)),
    { kind: 'group', groupId: group('old', 'x') },
  ] as const;
  sequences.save(sequence('a', ...kept));
  preferences.set({ protectedCameras: [cameraOf('old', 7)] });
  await become({ here: [1], new: [1, 2] });
  expect(targets()).toEqual(kept);
  expect(preferences.get().protectedCameras).toEqual([cameraOf('old', 7)]);
});

it('adoption stores the cameras of sites while their account is gone, and gives them to the account that is added again after a restart', async () => {
  const bench = openAdoption();
  await bench.become({ campus: [1, 2, 3, 4] });
  const old = [1, 2, 9].map((n) => cameraOf('campus', n));
  const north = siteWith(bench, 'North', old);
  await bench.become({});
  expect(bench.inside(north)).toEqual(old);
  await bench.end();

  const again = openAdoption(bench.dir);
  await again.become({ anew: [1, 2, 3] });
  expect(again.inside(north)).toEqual([cameraOf('anew', 1), cameraOf('anew', 2), cameraOf('campus', 9)]);
  const told = () => again.emitted.filter((name) => name === 'sites.changed').length;
  expect(told()).toBe(1);
  await again.read();
  expect(told()).toBe(1);
});

it('adoption names the new ids of cameras and groups that a window still knows by their old ids, and of no others', async () => {
  const { become, adoption } = openAdoption();
  await become({ old: [1, 2], here: [3] });
  await become({ new: [1, 2], here: [3] });
  const asked = [
    cameraOf('old', 1),
    group('old', 'floor 2'),
    cameraOf('old', 9),
    cameraOf('here', 3),
    cameraOf('x', 1),
  ];
  expect(await adoption.renewed(asked)).toEqual([
    { from: cameraOf('old', 1), to: cameraOf('new', 1) },
    { from: group('old', 'floor 2'), to: group('new', 'floor 2') },
  ]);
});

it('adoption informs windows that a deleted sequence left the deleted things when a window saves it again', () => {
  const { sequences, emitted } = openAdoption();
  const { id } = sequences.save(sequence('a'));
  sequences.remove(id);
  emitted.length = 0;
  sequences.save(sequence('a'));
  expect(emitted).toContain('removed.changed');
});

it('the cameras of a living account never go to another account with the same ids', async () => {
  const bench = openAdoption();
  await bench.become({ campus: [1] });
  const north = siteWith(bench, 'North', [cameraOf('campus', 1)]);
  await bench.become({ campus: [1], twin: [1] });
  expect(bench.inside(north)).toEqual([cameraOf('campus', 1)]);
});

it('adoption gives cameras back to a site that was removed and is brought back later', async () => {
  const bench = openAdoption();
  await bench.become({ old: [1] });
  const north = siteWith(bench, 'North', [cameraOf('old', 1)]);
  bench.sites.remove(north);
  await bench.become({ new: [1] });
  bench.sites.restore(north);
  expect(bench.inside(north)).toEqual([cameraOf('new', 1)]);
});

it('adoption gives cameras back to a sequence that was removed and is brought back later', async () => {
  const bench = openAdoption();
  await bench.become({ old: [1] });
  const { id } = bench.sequences.save(sequence('a', camera(cameraOf('old', 1))));
  bench.sequences.remove(id);
  await bench.become({ new: [1] });
  bench.sequences.removed.restore(id);
  expect(bench.targets()).toEqual([camera(cameraOf('new', 1))]);
});

// @promise security.adoption
it('a camera of one cloud never goes to an account of another cloud, whatever lists the same ids', async () => {
  const bench = openAdoption();
  await bench.become({ old: { vendor: 'huawei-ivm', cameras: [1] } });
  const north = siteWith(bench, 'North', [cameraOf('old', 1)]);
  const targets = [camera(cameraOf('old', 1)), { kind: 'group', groupId: group('old', 'floor 1') }] as const;
  bench.sequences.save(sequence('a', ...targets));
  await bench.become({ other: { vendor: 'aliyun-vcs', cameras: [1] } });
  expect(bench.inside(north)).toEqual([cameraOf('old', 1)]);
  expect(bench.targets()).toEqual(targets);
  await bench.become({ other: { vendor: 'aliyun-vcs', cameras: [1] }, new: { vendor: 'huawei-ivm', cameras: [1] } });
  expect(bench.inside(north)).toEqual([cameraOf('new', 1)]);
});

it('adoption leaves cameras of an account alone whose cloud is unknown', async () => {
  const bench = openAdoption();
  bench.preferences.set({ protectedCameras: [cameraOf('nobody', 1)] });
  await bench.become({ new: [1] });
  expect(bench.preferences.get().protectedCameras).toEqual([cameraOf('nobody', 1)]);
});

const NAMES_OF_OLD = [1, 2, 3].map((n) => cameraOf('old', n));

it.each([
  [
    'the account that lists the most of them',
    { few: { label: 'Shop', cameras: [1] }, most: { label: 'Other', cameras: [1, 2] } },
    [cameraOf('most', 1), cameraOf('most', 2), cameraOf('old', 3)],
  ],
  [
    'among equals the account with the name of the lost account',
    { first: { label: 'Other', cameras: [1, 2, 3] }, namesake: { label: 'Shop', cameras: [1, 2, 3] } },
    [1, 2, 3].map((n) => cameraOf('namesake', n)),
  ],
  [
    'among equals without that name the first account of the list',
    { first: { label: 'One', cameras: [1, 2, 3] }, second: { label: 'Two', cameras: [1, 2, 3] } },
    [1, 2, 3].map((n) => cameraOf('first', n)),
  ],
  [
    'whichever account lists the camera, where no account lists them all',
    { one: { label: 'One', cameras: [1, 2] }, two: { label: 'Two', cameras: [3] } },
    [cameraOf('one', 1), cameraOf('one', 2), cameraOf('two', 3)],
  ],
])(
  'adoption gives the cameras of a lost account, when two accounts of its cloud could have them, to %s',
  async (_, next, expected) => {
    const { become, preferences } = openAdoption();
    await become({ old: { label: 'Shop', cameras: [1, 2, 3] } });
    preferences.set({ protectedCameras: [...NAMES_OF_OLD] });
    await become(next);
    expect(preferences.get().protectedCameras).toEqual(expected);
  },
);

it('adoption gives the new ids to every other area when one area fails to report or to store its cameras', async () => {
  const lines: string[] = [];
  const sinkBefore = setLogSink((_level, line) => lines.push(line));
  onTestFinished(() => void setLogSink(sinkBefore));
  const mute: CameraRefs = {
    cameraIds: () => {
      throw new TypeError('this area cannot tell');
    },
    replaceCameras: () => Promise.reject(new TypeError('this area cannot wait')),
  };
  const full: CameraRefs = {
    cameraIds: () => [cameraOf('old', 1)],
    replaceCameras: () => {
      throw new TypeError('this area cannot store');
    },
  };
  const bench = openAdoption(undefined, [mute, full]);
  await bench.become({ old: [1] });
  const north = siteWith(bench, 'North', [cameraOf('old', 1)]);
  bench.preferences.set({ protectedCameras: [cameraOf('old', 1)] });
  await bench.become({ new: [1] });
  expect(bench.inside(north)).toEqual([cameraOf('new', 1)]);
  expect(bench.preferences.get().protectedCameras).toEqual([cameraOf('new', 1)]);
  for (const words of ['cannot tell', 'cannot wait', 'cannot store']) expect(lines.join('\n')).toContain(words);
});

it('adoption stores at the next reading the changes that the database refused, also for the same cameras', async () => {
  const bench = openAdoption();
  await bench.become({ old: [1] });
  const north = siteWith(bench, 'North', [cameraOf('old', 1)]);
  bench.db.exec("CREATE TRIGGER full BEFORE INSERT ON sites BEGIN SELECT RAISE(ABORT, 'disk full'); END");
  await bench.become({ new: [1] });
  expect(bench.inside(north)).toEqual([cameraOf('old', 1)]);
  bench.db.exec('DROP TRIGGER full');
  await bench.read();
  expect(bench.inside(north)).toEqual([cameraOf('new', 1)]);
});

it('adoption finds an old id again that an undo brought back after the account had returned', async () => {
  const { become, read, sequences, targets } = openAdoption();
  await become({ old: [1] });
  const before = sequence('a', camera(cameraOf('old', 1)));
  await become({ new: [1] });
  sequences.save(before);
  await read();
  expect(targets()).toEqual([camera(cameraOf('new', 1))]);
});

it('adoption yields to other events of main while the ids of thousands of cameras are compared and replaced', async () => {
  const numbers = Array.from({ length: 8_000 }, (_, n) => n);
  const bench = openAdoption();
  await bench.become({ old: numbers });
  const sites = Array.from({ length: 20 }, (_, i) =>
    siteWith(
      bench,
      `Site ${i}`,
      numbers.slice(i * 400, i * 400 + 400).map((n) => cameraOf('old', n)),
    ),
  );
  const names = Array.from({ length: 40 }, (_, i) => `round ${i}`);
  for (const name of names) {
    bench.sequences.save(sequence(name, ...numbers.slice(0, 200).map((n) => camera(cameraOf('old', n)))));
  }
  // The rows in the database in each turn of the event loop, read where an order of an operator would be carried out.
  const replaced: number[] = [];
  const count = (): number =>
    bench.targets().filter((target) => target.kind === 'camera' && target.channelId.startsWith('new')).length;
  const look = (): void => {
    replaced.push(count());
    timer = setImmediate(look);
  };
  let timer = setImmediate(look);
  await bench.become({ new: numbers });
  clearImmediate(timer);
  expect(sites.flatMap((id) => bench.inside(id))).toEqual(numbers.map((n) => cameraOf('new', n)));
  expect(count()).toBe(8_000);
  const steps = replaced.map((now, i) => now - (replaced[i - 1] ?? 0));
  expect(Math.max(...steps)).toBe(200); // never more than one sequence in one turn
  expect(bench.emitted.filter((name) => name === 'sites.changed')).toHaveLength(2 * sites.length + 1);
});

it('adoption ends with the area that is replacing when the client ends, and finds the rest after the restart', async () => {
  const pending: Adopted[] = [];
  let store: () => void = () => {};
  const slow: CameraRefs = {
    cameraIds: () => [cameraOf('old', 1)],
    replaceCameras: (adopted) => {
      pending.push(adopted);
      return new Promise<void>((resolve) => (store = resolve));
    },
  };
  const bench = openAdoption(undefined, [slow]);
  await bench.become({ old: [1] });
  const north = siteWith(bench, 'North', [cameraOf('old', 1)]);
  const back = bench.become({ new: [1] });
  await expect.poll(() => pending).toHaveLength(1);
  const ended = bench.end();
  store();
  await Promise.all([ended, back]);
  const again = openAdoption(bench.dir);
  expect(again.inside(north)).toEqual([cameraOf('old', 1)]);
  await again.become({ new: [1] });
  expect(again.inside(north)).toEqual([cameraOf('new', 1)]);
});

it('adoption remembers the clouds of 2,000 accounts at most, and forgets the account that is gone for the longest time first', async () => {
  const bench = openAdoption();
  await bench.become({ here: [1] });
  const gone = Array.from({ length: 2_000 }, (_, n) => ({ id: asAccountId(`gone-${n}`), label: `${n}` }));
  bench.adoption.remember(gone.map((one) => ({ ...one, vendor: 'huawei-ivm' })));
  bench.adoption.remember([{ id: asAccountId('last'), vendor: 'huawei-ivm', label: 'Last' }]);
  const ids = new KnownAccountTable(bench.db).all().map(({ id }) => id);
  expect(ids).toHaveLength(2_000);
  expect(ids).toEqual(expect.arrayContaining(['here', 'gone-2', 'gone-1999', 'last']));
  expect(ids).not.toContain('gone-1');
});
