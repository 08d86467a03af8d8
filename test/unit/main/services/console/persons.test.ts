/** Calls whose parameters hold names and pictures of persons: the console stores none of their parameters. */
import { expect, it } from 'vitest';
import { logLines } from '../../log-lines.ts';
import { ID, openConsole } from './console-bench.ts';

const lines = logLines();

const PERSON = { name: 'Zaphod', gender: 'male', jpegBase64: '/9j/4AAQSkZJRgABAQAAAQABAAD/2Q==' };
const OPERATIONS = {
  batchAddTargets: { device_id: '952352LWXT001', group_id: 2, targets: [PERSON] },
  batchUpdateTargets: { device_id: '952352LWXT001', group_id: 2, targets: [{ ...PERSON, target_id: '2' }] },
};

const openService = async () => {
  const reply = { data: { targets: [] }, requestId: 'r-1', httpStatus: 200 };
  return (await openConsole(() => Promise.resolve(reply), ['user_id', 'Access-Token'])).service;
};

// @promise target.console-history: The history of the API console stores no parameters of calls that name persons.
it.each(Object.entries(OPERATIONS))(
  'a call of %s stands in the history without its parameters',
  async (name, params) => {
    const service = await openService();
    const report = await service.run({ runId: 'r', accountId: ID, operationId: name, params, isConfirmed: true }, 'w');
    expect(report.outcome.kind).toBe('ok');
    expect(service.history(ID)).toMatchObject([{ operationId: name, paramsJson: null, isOk: true }]);
  },
);

// @promise target.console-history
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

// @promise target.console-audit: Each call of the API console that names persons has an audit line with its operation
// and its request, and without a name.
it.each(['batchAddTargets', 'listTargets'] as const)(
  'a call of %s that was sent stands in the audit log by its operation and its request, and names nobody',
  async (operationId) => {
    const service = await openService();
    const params =
      operationId === 'listTargets' ? { device_id: '952352LWXT001', group_id: 2 } : OPERATIONS[operationId];
    await service.run({ runId: 'r', accountId: ID, operationId, params, isConfirmed: true }, 'w');
    const sent = lines.filter((line) => line.includes('a call of the console was sent'));
    expect(sent.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { level: 'audit', accountId: ID, operationId, requestId: 'r-1', code: null },
    ]);
    expect(lines.join('')).not.toContain(PERSON.name);
  },
);
