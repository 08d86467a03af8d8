/** Tests of every account, a few at a time: how far each one is, and a way to stop. What was found is main's to keep. */
import { create } from 'zustand';
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { on, request } from '../../../page/bridge.ts';

/** More at once would only make them wait for each other on a slow line. */
const AT_ONCE = 3;

export type TestProgress =
  | { readonly phase: 'waiting' | 'passed' | 'cancelled' }
  /** `stage` counts from 1. */
  | { readonly phase: 'running'; readonly runId: string; readonly stage: number }
  | { readonly phase: 'failed'; readonly error: WireError };

interface AccountTestsState {
  readonly phase: 'idle' | 'running' | 'ended';
  readonly byId: Readonly<Partial<Record<AccountId, TestProgress>>>;
  readonly endedAtMs: number | null;
}

const IDLE: AccountTestsState = { phase: 'idle', byId: {}, endedAtMs: null };
export const useAccountTests = create<AccountTestsState>(() => IDLE);

export interface TestCounts {
  readonly total: number;
  readonly left: number;
  readonly passed: number;
  readonly failed: number;
  readonly cancelled: number;
}

export function countTests({ byId }: Pick<AccountTestsState, 'byId'>): TestCounts {
  const phases = Object.values(byId).map((progress) => progress?.phase);
  const count = (...wanted: TestProgress['phase'][]): number =>
    phases.filter((phase) => phase !== undefined && wanted.includes(phase)).length;
  return {
    total: phases.length,
    left: count('waiting', 'running'),
    passed: count('passed'),
    failed: count('failed'),
    cancelled: count('cancelled'),
  };
}

const change = (id: AccountId, progress: TestProgress): void =>
  useAccountTests.setState(({ byId }) => ({ byId: { ...byId, [id]: progress } }));

/** Tests these accounts. Resolves when all have ended; does nothing while such a run is under way. */
export async function testAccounts(accounts: readonly Pick<AccountView, 'id'>[]): Promise<void> {
  if (useAccountTests.getState().phase === 'running' || accounts.length === 0) return;
  const waiting = accounts.map(({ id }) => id);
  useAccountTests.setState({
    phase: 'running',
    byId: Object.fromEntries(waiting.map((id) => [id, { phase: 'waiting' }])),
    endedAtMs: null,
  });
  const stop = on('account.test-progressed', ({ runId }) => {
    const { byId } = useAccountTests.getState();
    for (const [id, progress] of Object.entries(byId) as [AccountId, TestProgress][]) {
      if (progress.phase === 'running' && progress.runId === runId) {
        change(id, { ...progress, stage: progress.stage + 1 });
      }
    }
  });
  const work = async (): Promise<void> => {
    for (let id = nextOf(waiting); id !== undefined; id = nextOf(waiting)) await testOne(id);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, waiting.length) }, work));
  stop();
  useAccountTests.setState({ phase: 'ended', endedAtMs: Date.now() });
}

/** The next that still waits: a cancelled run leaves nothing to take. */
function nextOf(waiting: AccountId[]): AccountId | undefined {
  const id = waiting.shift();
  if (id === undefined) return undefined;
  return useAccountTests.getState().byId[id]?.phase === 'waiting' ? id : nextOf(waiting);
}

async function testOne(id: AccountId): Promise<void> {
  const runId = crypto.randomUUID();
  change(id, { phase: 'running', runId, stage: 1 });
  const answer = await request['account.test']({ runId, target: { kind: 'saved', accountId: id } });
  const error = answer.ok ? (answer.value.stages.find((stage) => stage.error !== null)?.error ?? null) : answer.error;
  if (error === null) change(id, { phase: 'passed' });
  else change(id, error.code === 'cancelled' ? { phase: 'cancelled' } : { phase: 'failed', error });
}

/** Stops the tests that run and those that wait. */
export function cancelAccountTests(): void {
  const { byId } = useAccountTests.getState();
  for (const [id, progress] of Object.entries(byId) as [AccountId, TestProgress][]) {
    if (progress.phase === 'waiting') change(id, { phase: 'cancelled' });
    if (progress.phase === 'running') void request['account.cancel-test']({ runId: progress.runId });
  }
}

/** Takes the result of the last run off the page. */
export function forgetAccountTests(): void {
  if (useAccountTests.getState().phase === 'ended') useAccountTests.setState(IDLE);
}
