/** Calls of the console: the running or last one for each operation and account, and earlier calls. */
import { create } from 'zustand';
import type { FieldComplaint, HistoryEntry, RunReport } from '../../../../preload/contract/console.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';
import { changeDraft, type Draft, type DraftRef } from '../../../contract-form/console-drafts.ts';
import { withFiles } from './console-files.ts';
import type { JsonObject } from '../../../contract-form/console-json.ts';
import type { Load } from '../../../state/page/load-state.ts';

export interface Run {
  readonly runId: string;
  readonly phase: 'running' | 'ended';
  readonly startedAtMs: number;
  readonly report: RunReport | null;
  /** The call could not even be asked for. */
  readonly error: WireError | null;
}

export interface History {
  readonly entries: readonly HistoryEntry[];
  readonly load: Load;
}

interface RunState {
  /** By the key of the draft; the oldest first. */
  readonly runs: Readonly<Record<string, Run>>;
  readonly history: Readonly<Partial<Record<AccountId, History>>>;
}

/** Answers can be large; those of more operations than this are not kept. */
const MAX_RUNS = 20;

export const useRuns = create<RunState>(() => ({ runs: {}, history: {} }));

function setRun(key: string, run: Run): void {
  useRuns.setState(({ runs }) => {
    const others = Object.entries(runs).filter(([held]) => held !== key);
    const kept = others.filter(([, { phase }], i) => phase === 'running' || i > others.length - MAX_RUNS);
    return { runs: Object.fromEntries([...kept, [key, run]]) };
  });
}

export interface Call {
  readonly ref: DraftRef;
  readonly accountId: AccountId;
  readonly operationId: string;
  readonly params: JsonObject;
  readonly files: Draft['files'];
  readonly isConfirmed: boolean;
}

/** Makes a call and keeps how it ended. Resolves with the report, or null when main could not be asked. */
export async function runCall(call: Call): Promise<RunReport | null> {
  const { ref, accountId, operationId, params, isConfirmed } = call;
  const run: Run = { runId: crypto.randomUUID(), phase: 'running', startedAtMs: Date.now(), report: null, error: null };
  const { runId } = run;
  setRun(ref.key, run);
  changeDraft(ref, () => ({ refused: [], isAttempted: true }));
  const order = {
    accountId,
    operationId,
    runId,
    isConfirmed,
    params: params as Parameters<(typeof request)['console.run']>[0]['params'],
  };
  const send = () => request['console.run'](order);
  const hasFiles = Object.keys(call.files).length > 0;
  const brought = hasFiles ? await withFiles(runId, call.files, send) : { value: await send() };
  const answer = 'error' in brought ? ({ ok: false, error: brought.error } as const) : brought.value;
  if (useRuns.getState().runs[ref.key]?.runId !== runId) return answer.ok ? answer.value : null;
  if (!answer.ok) {
    setRun(ref.key, { ...run, phase: 'ended', error: answer.error });
    return null;
  }
  setRun(ref.key, { ...run, phase: 'ended', report: answer.value });
  changeDraft(ref, () => ({ refused: refusedBy(answer.value) }));
  void loadHistory(accountId);
  return answer.value;
}

/** Complaints of an answer about single fields. */
function refusedBy({ outcome }: RunReport): readonly FieldComplaint[] {
  if (outcome.kind === 'invalid') return outcome.complaints;
  const field = outcome.kind === 'failed' ? outcome.error.params['field'] : undefined;
  if (outcome.kind !== 'failed' || typeof field !== 'string' || field === '') return [];
  return [{ path: field.split('.'), code: 'other', detail: outcome.error.vendor?.text ?? '' }];
}

/** Ends a running call; its report then says so. */
export function cancelRun(key: string): void {
  const run = useRuns.getState().runs[key];
  if (run?.phase === 'running') void request['console.cancel']({ runId: run.runId });
}

export async function loadHistory(accountId: AccountId): Promise<void> {
  const held = useRuns.getState().history[accountId]?.entries ?? [];
  const set = (entries: readonly HistoryEntry[], load: Load): void =>
    useRuns.setState(({ history }) => ({ history: { ...history, [accountId]: { entries, load } } }));
  set(held, { status: 'loading' });
  const answer = await request['console.history']({ accountId });
  if (answer.ok) set(answer.value, { status: 'ready' });
  else set(held, { status: 'failed', error: answer.error });
}

export async function clearHistory(accountId: AccountId): Promise<void> {
  const answer = await request['console.clear-history']({ accountId });
  if (answer.ok) return loadHistory(accountId);
  const held = useRuns.getState().history[accountId]?.entries ?? [];
  const load: Load = { status: 'failed', error: answer.error };
  useRuns.setState(({ history }) => ({ history: { ...history, [accountId]: { entries: held, load } } }));
}
