// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import type { TestReport } from '../../../../../../preload/contract/account.ts';
import type { EventPayload, EventName } from '../../../../../../preload/contract/events.ts';
import type { Result, WireError } from '../../../../../../preload/domain/error.ts';
import { asAccountId } from '../../../../../../preload/domain/ids.ts';
import {
  cancelAccountTests,
  countTests,
  forgetAccountTests,
  testAccounts,
  useAccountTests,
} from '../../../../../../renderer/features/clouds/model/account-tests.ts';

type Answer = (result: Result<TestReport>) => void;

const ids = ['a1', 'a2', 'a3', 'a4', 'a5'].map(asAccountId);
const refused: WireError = { code: 'auth.rejected-key', params: {}, retryable: false, action: 'none', vendor: null };
const stage = (error: WireError | null): TestReport['stages'][number] => ({
  stage: 'sign-in',
  state: error === null ? 'passed' : 'failed',
  elapsedMs: 1,
  facts: {},
  error,
});
const report = (error: WireError | null): Result<TestReport> => ({
  ok: true,
  value: { stages: [stage(error)], elapsedMs: 1, ranAtMs: 1 },
});

let running: Map<string, { readonly runId: string; readonly answer: Answer }>;
let progress: (payload: EventPayload<'account.test-progressed'>) => void;

beforeEach(() => {
  useAccountTests.setState(useAccountTests.getInitialState());
  running = new Map();
  const request = {
    'account.test': ({ runId, target }: { runId: string; target: { accountId: string } }) =>
      new Promise<Result<TestReport>>((answer) => running.set(target.accountId, { runId, answer })),
    'account.cancel-test': ({ runId }: { runId: string }) => {
      const cancelled: WireError = { ...refused, code: 'cancelled' };
      for (const run of running.values()) if (run.runId === runId) run.answer(report(cancelled));
      return Promise.resolve({ ok: true, value: null });
    },
  };
  const on = (name: EventName, listener: typeof progress) => {
    if (name === 'account.test-progressed') progress = listener;
    return () => undefined;
  };
  Object.assign(window, { lanner: { request, on, onConnection: () => () => undefined } });
});

const phaseOf = (id: string): string | undefined => useAccountTests.getState().byId[asAccountId(id)]?.phase;
const end = async (id: string, error: WireError | null = null): Promise<void> => {
  running.get(id)?.answer(report(error));
  await Promise.resolve();
  await new Promise(setImmediate);
};

describe('testing all accounts', () => {
  it('the test of all accounts runs a few at a time, each with its stage, and counts the results', async () => {
    const all = testAccounts(ids.map((id) => ({ id })));
    expect([...running.keys()]).toEqual(['a1', 'a2', 'a3']);
    expect(phaseOf('a4')).toBe('waiting');
    progress({ runId: running.get('a2')?.runId ?? '', stage: stage(null) });
    expect(useAccountTests.getState().byId[asAccountId('a2')]).toMatchObject({ phase: 'running', stage: 2 });
    await end('a1');
    expect(phaseOf('a4')).toBe('running');
    await end('a2', refused);
    await end('a3');
    await end('a4');
    await end('a5');
    await all;
    expect(useAccountTests.getState()).toMatchObject({ phase: 'ended' });
    const counts = countTests(useAccountTests.getState());
    expect(counts).toEqual({ total: 5, left: 0, passed: 4, failed: 1, cancelled: 0 });
    forgetAccountTests();
    expect(useAccountTests.getState()).toMatchObject({ phase: 'idle', byId: {} });
  });

  it('a cancelled test of all accounts stops its running tests and never starts the waiting tests', async () => {
    const all = testAccounts(ids.map((id) => ({ id })));
    await end('a1');
    cancelAccountTests();
    await all;
    expect([...running.keys()]).toEqual(['a1', 'a2', 'a3', 'a4']);
    const counts = countTests(useAccountTests.getState());
    expect(counts).toEqual({ total: 5, left: 0, passed: 1, failed: 0, cancelled: 4 });
  });

  it('the test of all accounts does not start a second time beside itself', async () => {
    const first = testAccounts([{ id: asAccountId('a1') }]);
    await testAccounts([{ id: asAccountId('a2') }]);
    expect([...running.keys()]).toEqual(['a1']);
    await end('a1');
    await first;
  });
});
