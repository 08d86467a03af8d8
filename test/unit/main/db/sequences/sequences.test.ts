import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../../../../main/db/database.ts';
import { SequenceTable } from '../../../../../main/db/sequences/sequences.ts';
import { sequenceSteps } from '../../../../../main/db/sequences/steps.ts';
import { SequencesService } from '../../../../../main/services/sequences/sequences.ts';
import { asAccountId, asSequenceId, asWallId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { DEFAULT_DWELL_SEC, type Sequence, type StepTarget } from '../../../../../preload/domain/sequences.ts';
import { testFolder } from '../../services/folder.ts';

function openSequences(dir = testFolder(), nowMs: () => number = Date.now) {
  const { db, close } = openDatabase(join(dir, 'lanner.db'), sequenceSteps);
  onTestFinished(() => close());
  const emitted: string[] = [];
  const table = new SequenceTable(db);
  return { sequences: new SequencesService({ table, emit: (name) => void emitted.push(name), nowMs }), emitted, close };
}

const camera: StepTarget = { kind: 'camera', channelId: channelIdOf(deviceIdOf(asAccountId('a'), 'd1'), '0') };
const wall: StepTarget = { kind: 'wall', wallId: asWallId('wall-1') };

function sequence(name: string, target: StepTarget = camera): Sequence {
  return {
    id: asSequenceId(name.trim().toLowerCase()),
    name,
    kind: target.kind === 'wall' ? 'walls' : 'cameras',
    dwellSec: DEFAULT_DWELL_SEC,
    offline: 'skip',
    steps: [{ target, name: 'North gate', dwellSec: 5 }],
    revision: 0,
  };
}

it('sequences are stored over a restart', async () => {
  const dir = testFolder();
  const first = openSequences(dir);
  const saved = first.sequences.save(sequence('Night  round '));
  const walls = first.sequences.save(sequence('All walls', wall));
  expect(saved).toMatchObject({ name: 'Night round', revision: 1 });
  expect(first.emitted).toEqual(['sequences.changed', 'sequences.changed']);
  await first.close();
  expect(openSequences(dir).sequences.list()).toEqual({ sequences: [walls, saved] });
});

it('deleted sequences are stored for 30 days, and a restored sequence gets another name where its own is taken', async () => {
  const dir = testFolder();
  const day = 24 * 60 * 60_000;
  let now = 100 * day;
  const first = openSequences(dir, () => now);
  const saved = first.sequences.save(sequence('Round'));
  first.sequences.remove(saved.id);
  await first.close();
  now += 30 * day;
  const { sequences } = openSequences(dir, () => now);
  const facts = { kind: 'sequence', id: saved.id, name: 'Round', removedAtMs: 100 * day, path: [], count: 1 };
  expect(sequences.removed.list()).toEqual([facts]);
  sequences.save({ ...sequence('Round'), id: asSequenceId('other') });
  expect(sequences.removed.restore(saved.id)).toEqual({ ...saved, name: 'Round (2)' });
  expect(sequences.removed.list()).toEqual([]);
  sequences.remove(saved.id);
  now = 0;
  expect(sequences.removed.list()).toHaveLength(1);
  now = 200 * day;
  expect(sequences.removed.list()).toEqual([]);
  expect(() => sequences.removed.restore(saved.id)).toThrow(expect.objectContaining({ code: 'removed.not-found' }));
});

it('a changed sequence gets the next revision, and a removed sequence comes back unchanged', () => {
  const { sequences } = openSequences();
  const saved = sequences.save(sequence('Round'));
  expect(sequences.save({ ...saved, dwellSec: 20 })).toMatchObject({ dwellSec: 20, revision: 2 });
  sequences.remove(saved.id);
  expect(sequences.list().sequences).toEqual([]);
  sequences.save(saved);
  expect(sequences.list().sequences).toMatchObject([{ id: saved.id, steps: saved.steps }]);
});

it.each([
  ['a name that another has', { ...sequence('ROUND'), id: asSequenceId('other') }],
  ['a name of blanks', sequence('   ')],
  ['walls among cameras', { ...sequence('Mixed', wall), kind: 'cameras' as const }],
])('the store of sequences refuses %s', (_, wrong) => {
  const { sequences } = openSequences();
  sequences.save(sequence('Round'));
  expect(() => sequences.save(wrong)).toThrow(expect.objectContaining({ code: 'input.invalid-field' }));
  expect(sequences.list().sequences).toHaveLength(1);
});

it('only a stored sequence of walls can run, and none after it was removed', () => {
  const { sequences } = openSequences();
  const [cameras, walls] = [sequences.save(sequence('Round')), sequences.save(sequence('One', wall))];
  const refused = expect.objectContaining({ code: 'input.invalid-field' });
  expect(() => sequences.checkWalls(cameras.id)).toThrow(refused);
  expect(() => sequences.checkWalls(walls.id)).not.toThrow();
  sequences.remove(walls.id);
  expect(() => sequences.checkWalls(walls.id)).toThrow(refused);
});
