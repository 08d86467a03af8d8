/** The memory of deletions and moves that did not end with a clear answer has bounds. */
import { expect, it } from 'vitest';
import { asAccountId, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import type { TargetMove, TargetOutcome } from '../../../../../preload/domain/people/targets.ts';
import { AppError } from '../../../../../main/errors.ts';
import type { TargetPlace, TargetRows } from '../../../../../main/ports/targets.ts';
import { LostChanges } from '../../../../../main/services/targets/lost-changes.ts';

const place: TargetPlace = { deviceId: deviceIdOf(asAccountId('a1'), 'd1'), groupId: '1' };
const order = { place, signal: new AbortController().signal, isKept: () => true };
const error = new AppError('targets.answer-lost', 'the cloud loses every answer').toWire();
const lostOf = (targetId: string): TargetOutcome => ({ targetId, state: 'unknown', error, requestId: null });

it('the newest lost deletions are looked for in the list, and older ones are sent again', async () => {
  const changes = new LostChanges({ changes: 2, lostMoves: 2 });
  const sent: string[] = [];
  let readings = 0;
  const port = {
    delete: (_: TargetPlace, ids: readonly string[]): Promise<readonly TargetOutcome[]> => {
      sent.push(...ids);
      return Promise.resolve(ids.map(lostOf));
    },
    page: (): Promise<TargetRows> => {
      readings += 1;
      return Promise.resolve({ targets: [], next: null, isCut: false, unreadable: 0 });
    },
  };
  const remove = (id: string) => changes.delete(port, { ...order, targetIds: [id] });
  for (const id of ['1', '2', '3', '1']) await remove(id);
  expect([sent, readings]).toEqual([['1', '2', '3', '1'], 0]);
  expect(await remove('3')).toMatchObject([{ targetId: '3', state: 'done' }]);
  expect([sent, readings]).toEqual([['1', '2', '3', '1'], 1]);
});

it('the newest lost moves are looked for in the lists, older ones are sent again, and a target in both lists is not', async () => {
  const changes = new LostChanges({ changes: 9, lostMoves: 2 });
  const sent: string[] = [];
  const looked: string[] = [];
  const finished: string[] = [];
  const moveOf = (id: string): TargetMove =>
    id === 'both'
      ? { ...lostOf(id), state: 'refused', place: 'both', newTargetId: 'new' }
      : { ...lostOf(id), place: 'unknown', newTargetId: null };
  const port = {
    move: (_: TargetPlace, _to: string, ids: readonly string[]): Promise<readonly TargetMove[]> => {
      sent.push(...ids);
      return Promise.resolve(ids.map(moveOf));
    },
    get: (_: TargetPlace, id: string) => {
      looked.push(id);
      return Promise.reject(new AppError('cloud.not-found', 'the target is gone'));
    },
    finishMove: (_: TargetPlace, _to: string, { newTargetId }: { readonly newTargetId: string }) => {
      finished.push(newTargetId);
      return Promise.resolve(moveOf('both'));
    },
    page: () => Promise.reject(new Error('no target is left to look for')),
    seenIn: () => new Set<string>(),
  };
  const orders = ['both', '1', '2', '3', '1', '3', 'both'];
  for (const id of orders) await changes.move(port, { ...order, toGroupId: '0', targetIds: [id] });
  expect([sent, looked, finished]).toEqual([['both', '1', '2', '3', '1', '3'], ['3'], ['new']]);
});
