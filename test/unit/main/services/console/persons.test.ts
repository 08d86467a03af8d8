/** Calls whose parameters hold names and pictures of persons: the console stores none of their parameters. */
import { expect, it } from 'vitest';
import { ID, openConsole } from './console-bench.ts';

const PERSON = { name: 'Zaphod', gender: 'male', jpegBase64: '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==' };
const OPERATIONS = {
  batchAddTargets: { device_id: '952352LWXT001', group_id: 2, targets: [PERSON] },
  batchUpdateTargets: { device_id: '952352LWXT001', group_id: 2, targets: [{ ...PERSON, target_id: '2' }] },
};

const openService = async () => {
  const reply = { data: { targets: [] }, requestId: 'r-1', httpStatus: 200 };
  return (await openConsole(() => Promise.resolve(reply), ['user_id', 'Access-Token'])).service;
};

it.each(Object.entries(OPERATIONS))(
  'a call of %s stands in the history without its parameters',
  async (name, params) => {
    const service = await openService();
    const report = await service.run({ runId: 'r', accountId: ID, operationId: name, params, isConfirmed: true }, 'w');
    expect(report.outcome.kind).toBe('ok');
    expect(service.history(ID)).toMatchObject([{ operationId: name, paramsJson: null, isOk: true }]);
  },
);

it.each(Object.entries(OPERATIONS))('the form of %s is not stored', async (operationId, params) => {
  const service = await openService();
  await service.keepDraft({ accountId: ID, operationId, params });
  expect(service.draft({ accountId: ID, operationId })).toEqual({ params: null });
});

it('the form of an operation without persons is stored as before', async () => {
  const service = await openService();
  await service.keepDraft({ accountId: ID, operationId: 'listTargets', params: { group_id: 2 } });
  expect(service.draft({ accountId: ID, operationId: 'listTargets' })).toEqual({ params: { group_id: 2 } });
});
