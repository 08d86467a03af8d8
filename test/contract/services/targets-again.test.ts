/** Deletions and moves of people that are sent again: the lists are read before, through the door of main. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId } from '../../../preload/domain/ids.ts';
import type { Client } from './client.ts';
import { BLACK_LIST, closePeopled, openPeopled, peopledControl, WHITE_LIST, type Peopled } from './peopled-client.ts';

let desk: Peopled;
let client: Client;
let recorder: DeviceId;
const { fault, received, peopled } = peopledControl(() => desk);

beforeEach(async () => {
  desk = await openPeopled();
  ({ client } = desk);
  recorder = peopled('NVR');
});

afterEach(() => closePeopled(desk));

describe('moving people again', () => {
  const move = (targetIds: readonly string[]) =>
    client.get('targets.move', { deviceId: recorder, groupId: WHITE_LIST, toGroupId: BLACK_LIST, targetIds });
  const counts = async () => {
    const { groups } = await client.get('targets.groups', { deviceId: recorder });
    return groups.map(({ count }) => count);
  };

  // @promise target.retry-reads
  it.each(['after', 'before'] as const)(
    'a move whose addition lost its answer %s the cloud made it is tried again: the new list is read first, and has the person once',
    async (when) => {
      await fault('batchAddTargets', { kind: 'drop', when });
      await move(['9', '10']);
      const { outcomes } = await move(['9', '10']);
      expect(outcomes.map(({ targetId, state, place }) => [targetId, state, place])).toEqual([
        ['9', 'done', 'to'],
        ['10', 'done', 'to'],
      ]);
      expect(received('batchAddTargets')).toHaveLength(when === 'after' ? 2 : 3);
      expect(await counts()).toEqual([2, 1_198, 0]);
    },
  );

  // @promise target.retry-reads
  it('a person who is in both lists is not added again: the move is ended by the deletion', async () => {
    await fault('batchDeleteTargets', { kind: 'http', status: 503 });
    await move(['9']);
    expect((await move(['9'])).outcomes).toMatchObject([{ state: 'done', place: 'to', error: null }]);
    expect(received('batchAddTargets')).toHaveLength(1);
    expect(await counts()).toEqual([1, 1_199, 0]);
  });

  it('while the new list cannot be read, a lost addition stays unknown, and nothing is sent', async () => {
    await fault('batchAddTargets', { kind: 'drop', when: 'after' });
    await move(['9']);
    await fault('listTargets', { kind: 'http', status: 500, count: 9 });
    const { outcomes } = await move(['9', '10']);
    expect(outcomes.map(({ state, place }) => [state, place])).toEqual([
      ['unknown', 'unknown'],
      ['notAsked', 'from'],
    ]);
    expect([received('batchAddTargets').length, received('batchDeleteTargets').length]).toEqual([1, 0]);
  });
});

describe('deleting people again', () => {
  const place = () => ({ deviceId: recorder, groupId: WHITE_LIST });
  const remove = async (targetIds: readonly string[]) =>
    (await client.get('targets.delete', { ...place(), targetIds })).outcomes;
  const lose = (when: 'after' | 'before') => fault('batchDeleteTargets', { kind: 'drop', when });
  const sent = () => received('batchDeleteTargets').map(({ params }) => params['target_ids']);

  // @promise target.retry-reads: Before a lost deletion or addition is sent again, the lists are read.
  it('those whose deletion lost its answer are looked for in the list: who is gone is done, and not deleted again', async () => {
    await lose('after');
    expect(await remove(['5', '6'])).toMatchObject([{ state: 'unknown' }, { state: 'unknown' }]);
    expect(await remove(['5', '6', '7'])).toMatchObject([
      { targetId: '5', state: 'done', error: null },
      { targetId: '6', state: 'done', error: null },
      { targetId: '7', state: 'done', error: null },
    ]);
    expect(sent()).toEqual([['5', '6'], ['7']]);
  });

  it('a deletion that never reached the cloud is sent again', async () => {
    await lose('before');
    expect(await remove(['5'])).toMatchObject([{ state: 'unknown' }]);
    expect(await remove(['5'])).toMatchObject([{ state: 'done' }]);
    expect(await remove(['5'])).toMatchObject([{ state: 'refused', error: { code: 'cloud.not-found' } }]);
  });

  it('while the list cannot be read, a lost deletion stays unknown, and nothing is sent', async () => {
    await lose('after');
    await remove(['5']);
    await fault('listTargets', { kind: 'http', status: 500, count: 9 });
    expect(await remove(['5', '6'])).toMatchObject([
      { state: 'unknown', error: { code: 'targets.not-settled' } },
      { state: 'notAsked', error: { code: 'targets.not-settled' } },
    ]);
    expect(sent()).toHaveLength(1);
  });
});
