/** The running or last connection test. Holds what it found, never what was tested with: a draft's keys pass through. */
import { create } from 'zustand';
import type { TestReport, TestStage } from '../../../../preload/contract/account.ts';
import type { Input } from '../../../../preload/contract/contract.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { VendorId } from '../../../../preload/domain/vendor.ts';
import { on, request } from '../../../page/bridge.ts';

/** The stages without a proxy on the way. */
export const TEST_STAGES = ['network', 'tls', 'clock', 'sign-in', 'permission', 'devices'] as const;

/** The stages of a test in their order: with the proxy as the first where one is on the way. */
export const stagesOf = (reported: readonly TestStage[]): readonly TestStage['stage'][] =>
  reported.some(({ stage }) => stage === 'proxy') ? ['proxy', ...TEST_STAGES] : TEST_STAGES;

export interface AccountTest {
  readonly runId: string;
  readonly label: string;
  readonly vendor: VendorId;
  readonly phase: 'running' | 'ended';
  readonly stages: readonly TestStage[];
  readonly report: TestReport | null;
  /** The test itself could not run. */
  readonly error: WireError | null;
}

export const useAccountTest = create<{ readonly test: AccountTest | null }>(() => ({ test: null }));

type Target = Input<'account.test'>['target'];

/** Starts a test and ends the one before. Resolves when it has ended. */
export async function runAccountTest(target: Target, subject: Pick<AccountTest, 'label' | 'vendor'>): Promise<void> {
  cancelAccountTest();
  const runId = crypto.randomUUID();
  useAccountTest.setState({
    test: {
      runId,
      label: subject.label,
      vendor: subject.vendor,
      phase: 'running',
      stages: [],
      report: null,
      error: null,
    },
  });
  const change = (part: Partial<AccountTest>): void =>
    useAccountTest.setState(({ test }) => (test?.runId === runId ? { test: { ...test, ...part } } : {}));
  const stop = on('account.test-progressed', (progress) => {
    const { test } = useAccountTest.getState();
    if (progress.runId === runId && test !== null) change({ stages: withStage(test.stages, progress.stage) });
  });
  const answer = await request['account.test']({ runId, target });
  stop();
  if (answer.ok) change({ phase: 'ended', stages: answer.value.stages, report: answer.value });
  else change({ phase: 'ended', error: answer.error });
}

function withStage(stages: readonly TestStage[], stage: TestStage): readonly TestStage[] {
  return [...stages.filter((held) => held.stage !== stage.stage), stage];
}

/** Stops a running test; its report then says where. */
export function cancelAccountTest(): void {
  const { test } = useAccountTest.getState();
  if (test?.phase === 'running') void request['account.cancel-test']({ runId: test.runId });
}

let viewers = 0;

/**
 * Keeps a running test alive while a component shows it; the returned function ends that, and the test when no other
 * component shows it. The check comes a moment later: StrictMode ends an effect and runs it again at once, and one
 * panel may hand a test over to another.
 */
export function watchAccountTest(): () => void {
  viewers += 1;
  return () => {
    viewers -= 1;
    queueMicrotask(() => {
      if (viewers === 0) cancelAccountTest();
    });
  };
}

export function forgetAccountTest(): void {
  cancelAccountTest();
  useAccountTest.setState({ test: null });
}
