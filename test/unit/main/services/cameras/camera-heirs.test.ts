import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { SequenceTable } from '../../../../../main/db/sequences/sequences.ts';
import { CameraHeirs } from '../../../../../main/services/cameras/camera-heirs.ts';
import { CameraLooksService } from '../../../../../main/services/cameras/camera-looks.ts';
import { PreferencesService } from '../../../../../main/services/client/preferences.ts';
import { SequencesService } from '../../../../../main/services/sequences/sequences.ts';
import {
  asAccountId,
  asSequenceId,
  asWallId,
  orgNodeIdOf,
  type AccountId,
  type ChannelId,
} from '../../../../../preload/domain/ids.ts';
import { DEFAULT_DWELL_SEC, type Sequence, type StepTarget } from '../../../../../preload/domain/sequences.ts';
import { testFolder } from '../folder.ts';
import { cameraOf } from '../walls/wall-bench.ts';

const group = (account: string, native: string) => orgNodeIdOf(asAccountId(account), native);

function sequence(name: string, ...targets: readonly StepTarget[]): Sequence {
  return {
    ...{ id: asSequenceId(name), name, kind: targets[0]?.kind === 'wall' ? 'walls' : 'cameras' },
    ...{ dwellSec: DEFAULT_DWELL_SEC, offline: 'skip', revision: 0 },
    steps: targets.map((target) => ({ target, name: 'Gate', dwellSec: null })),
  };
}

const camera = (channelId: ChannelId): StepTarget => ({ kind: 'camera', channelId });

function bench() {
  const dir = testFolder();
  const { db, close } = openDatabase(join(dir, 'lanner.db'));
  onTestFinished(() => close());
  const accounts = new Map<AccountId, readonly number[]>();
  let revision = 1;
  const preferences = new PreferencesService(dir, () => {});
  const looks = new CameraLooksService({ dataDir: dir, emit: () => {} });
  const sequences = new SequencesService({ table: new SequenceTable(db), emit: () => {} });
  const heirs = new CameraHeirs({
    accountStore: { list: () => [...accounts.keys()].map((id) => ({ id })) as never },
    directory: {
      states: () => [...accounts.keys()].map((accountId) => ({ accountId, revision })),
      channelsOf: (id) =>
        (accounts.get(id) ?? []).map((n) => ({ id: cameraOf(id, n), orgNodeId: group(id, `floor ${n}`) })),
    },
    ...{ preferences, looks, sequences },
  });
  const become = (next: Readonly<Record<string, readonly number[]>>): void => {
    accounts.clear();
    for (const [id, cameras] of Object.entries(next)) accounts.set(asAccountId(id), cameras);
    revision += 1;
    heirs.onAccounts();
    heirs.onDirectory();
  };
  const targets = () => sequences.list().sequences.flatMap(({ steps }) => steps.map(({ target }) => target));
  return { become, preferences, looks, sequences, targets };
}

it('finds the cameras and groups of sequences again under the new id of their account', () => {
  const { become, sequences, targets } = bench();
  become({ old: [1, 2] });
  const empty: StepTarget = { kind: 'group', groupId: group('old', 'without cameras') };
  const wall: StepTarget = { kind: 'wall', wallId: asWallId('wall-1') };
  sequences.save(sequence('a', camera(cameraOf('old', 1)), { kind: 'group', groupId: group('old', 'floor 2') }, empty));
  sequences.save(sequence('b', wall));
  become({ new: [1, 2] });
  expect(targets()).toEqual([
    camera(cameraOf('new', 1)),
    { kind: 'group', groupId: group('new', 'floor 2') },
    { kind: 'group', groupId: group('new', 'without cameras') },
    wall,
  ]);
  expect(sequences.list().sequences.map(({ revision }) => revision)).toEqual([2, 1]);
});

it('keeps protection, chosen streams and turned pictures with their cameras, once each', () => {
  const { become, preferences, looks } = bench();
  become({ old: [1, 2] });
  preferences.set({
    protectedCameras: [cameraOf('old', 1), cameraOf('new', 1), cameraOf('old', 2)],
    streamChoices: [{ channelId: cameraOf('old', 2), profile: 'main' }],
  });
  looks.set({ channelId: cameraOf('old', 2), turn: 180, isMirrored: false });
  become({ new: [1, 2] });
  expect(looks.list()).toEqual([{ channelId: cameraOf('new', 2), turn: 180, isMirrored: false }]);
  expect(preferences.get()).toMatchObject({
    protectedCameras: [cameraOf('new', 1), cameraOf('new', 2)],
    streamChoices: [{ channelId: cameraOf('new', 2), profile: 'main' }],
  });
});

it('leaves alone what has its account, and what no account has', () => {
  const { become, preferences, sequences, targets } = bench();
  const kept = [
    camera(cameraOf('here', 1)),
    camera(cameraOf('old', 7)),
    { kind: 'group', groupId: group('old', 'x') },
  ] as const;
  sequences.save(sequence('a', ...kept));
  preferences.set({ protectedCameras: [cameraOf('old', 7)] });
  become({ here: [1], new: [1, 2] });
  expect(targets()).toEqual(kept);
  expect(preferences.get().protectedCameras).toEqual([cameraOf('old', 7)]);
});
