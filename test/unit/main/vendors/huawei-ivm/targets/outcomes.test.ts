import { describe, expect, it } from 'vitest';
import { AppError, cancelled } from '../../../../../../main/errors.ts';
import { inCalls, outcomeIn, piecesBySize } from '../../../../../../main/vendors/huawei-ivm/targets/outcomes.ts';
import type { TargetOutcome } from '../../../../../../preload/domain/people/targets.ts';

const done = (id: string): TargetOutcome => ({ targetId: id, state: 'done', error: null, requestId: 'r' });
const itself = (id: string): string => id;
const statesOf = (outcomes: readonly TargetOutcome[]) => outcomes.map(({ state, error }) => [state, error?.code]);

describe('the pieces of a change', () => {
  const size = { maxItems: 3, weightOf: (item: number) => item, maxWeight: 10 };

  it.each([
    [[], []],
    [
      [1, 1, 1, 1],
      [[1, 1, 1], [1]],
    ],
    [
      [4, 6, 1],
      [[4, 6], [1]],
    ],
    [
      [4, 7, 3],
      [[4], [7, 3]],
    ],
    [
      [40, 1],
      [[40], [1]],
    ],
  ])('the pieces of %j are %j: by number, by weight, and one item however heavy', (items, pieces) => {
    expect(piecesBySize(items, size)).toEqual(pieces);
  });
});

describe('failed calls', () => {
  const failing = (code: AppError['code']) => () => Promise.reject(new AppError(code, 'no'));

  it.each([
    ['network.timeout', ['unknown', 'targets.answer-lost'], ['notAsked', 'targets.not-asked']],
    ['network.bad-answer', ['unknown', 'targets.answer-lost'], ['notAsked', 'targets.not-asked']],
    ['network.dns', ['notAsked', 'network.dns'], ['notAsked', 'targets.not-asked']],
    ['auth.no-permission', ['refused', 'auth.no-permission'], ['notAsked', 'targets.not-asked']],
    ['cloud.invalid-parameter', ['refused', 'cloud.invalid-parameter'], ['refused', 'cloud.invalid-parameter']],
  ] as const)('a call that fails by %s leaves its item %j and the next one %j', async (code, first, second) => {
    const outcomes = await inCalls([['a'], ['b']], itself, failing(code));
    expect(statesOf(outcomes)).toEqual([first, second]);
    expect(outcomes.map(({ targetId }) => targetId)).toEqual(['a', 'b']);
  });

  // @promise target.lost-unknown
  it('after a lost answer no further call is sent, and finished items are done', async () => {
    const sent: string[] = [];
    const outcomes = await inCalls([['a'], ['b'], ['c']], itself, ([id = '']) => {
      sent.push(id);
      return id === 'b' ? Promise.reject(new AppError('network.reset', 'cut')) : Promise.resolve([done(id)]);
    });
    expect(sent).toEqual(['a', 'b']);
    expect(outcomes.map(({ state }) => state)).toEqual(['done', 'unknown', 'notAsked']);
  });

  it('a cancellation is no outcome', async () => {
    await expect(inCalls([['a']], itself, () => Promise.reject(cancelled('it')))).rejects.toMatchObject({
      code: 'cancelled',
    });
  });
});

describe('the outcome of an item', () => {
  const reply = (failures: object[] = []) =>
    ({ data: {}, httpStatus: 200, requestId: 'req-1', failures }) as unknown as Parameters<typeof outcomeIn>[1];

  // @promise target.outcomes
  it('an item that the answer leaves out is not known, never done', () => {
    const outcome = outcomeIn('batchDeleteTargets', reply(), undefined, -1, '7');
    expect(outcome).toMatchObject({ targetId: '7', state: 'unknown', requestId: 'req-1' });
    expect(outcomeIn('batchDeleteTargets', reply(), { target_id: '7' }, 0, '7').state).toBe('unknown');
  });

  it('a refused item has the code of the product, the words of the cloud and the id of the request', () => {
    const row = { target_id: '7', result: { code: 'IVM.20090027', msg: 'face info not exist' } };
    const failure = { index: 0, item: '7', code: 'cloud.not-found', vendorCode: 'IVM.20090027', text: 'not exist' };
    const { state, error } = outcomeIn('batchDeleteTargets', reply([failure]), row, 0, '7');
    expect([state, error?.code, error?.vendor]).toEqual([
      ...['refused', 'cloud.not-found'],
      {
        id: 'huawei-ivm',
        operation: 'batchDeleteTargets',
        code: 'IVM.20090027',
        httpStatus: 200,
        requestId: 'req-1',
        text: 'not exist',
      },
    ]);
  });
});
