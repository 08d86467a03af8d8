/** The way from the form to a call: checks, the question before a write, the run, and copying as curl. */
import { useEffect, useRef, useState } from 'react';
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import { request } from '../../../page/bridge.ts';
import { changeDraft, isReadable } from '../../../contract-form/console-drafts.ts';
import { cancelRun, runCall, useRuns, type Run } from '../model/console-runs.ts';
import { useConsole } from '../model/console.ts';
import { copyText } from '../../../page/copy-text.ts';
import type { OperationForm } from '../../../contract-form/use-form.ts';

export interface CallState {
  readonly run: Run | null;
  readonly isRunning: boolean;
  /** True while the operator is asked about a write. */
  readonly isAsking: boolean;
  /** Starts the call, or asks first, or shows the problems. */
  readonly start: () => void;
  readonly confirm: () => void;
  readonly decline: () => void;
  readonly cancel: () => void;
  readonly curl: CurlState;
  readonly copyCurl: () => Promise<void>;
}

export type CurlState =
  { readonly phase: 'idle' | 'copied' | 'refused' } | { readonly phase: 'failed'; readonly error: WireError };

const CURL_WORDS_MS = 2000;

export function useCall(form: OperationForm, account: AccountView | null): CallState {
  const { ref, params, draft, description } = form;
  const run = useRuns((state) => state.runs[ref.key]) ?? null;
  const [askedKey, setAskedKey] = useState<string | null>(null);
  const { curl, copyCurl } = useCurl(form, account);
  const isRunning = run?.phase === 'running';
  const send = (isConfirmed: boolean): void => {
    if (account === null) return;
    const { id: operationId } = description.operation;
    useConsole.setState(({ answerView }) => ({ answerView: answerView === 'history' ? 'tree' : answerView }));
    void runCall({ ref, accountId: account.id, operationId, params, files: draft.files, isConfirmed });
  };
  const start = (): void => {
    if (account === null || isRunning) return;
    changeDraft(ref, () => ({ isAttempted: true }));
    if (!isReadable(draft) || form.complaints.length > 0) return focusFirstProblem();
    if (description.operation.effect === 'write') setAskedKey(ref.key);
    else send(false);
  };
  return {
    run,
    isRunning,
    isAsking: askedKey === ref.key,
    start,
    confirm: () => {
      setAskedKey(null);
      send(true);
    },
    decline: () => setAskedKey(null),
    cancel: () => cancelRun(ref.key),
    curl,
    copyCurl,
  };
}

/** Puts the focus on the first field that is wrong, once it is marked. */
export function focusFirstProblem(): void {
  requestAnimationFrame(() => {
    const field = document.querySelector('.co-form .bad, .co-form .co-item:has(.why)');
    field?.scrollIntoView({ block: 'nearest' });
    field?.querySelector<HTMLElement>('input, textarea, .co-value button')?.focus();
  });
}

function useCurl({ params, description }: OperationForm, account: AccountView | null) {
  const [curl, setCurl] = useState<CurlState>({ phase: 'idle' });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copyCurl = async (): Promise<void> => {
    if (account === null) return;
    const answer = await request['console.curl']({
      accountId: account.id,
      operationId: description.operation.id,
      params: params as Parameters<(typeof request)['console.curl']>[0]['params'],
    });
    if (!answer.ok) return setCurl({ phase: 'failed', error: answer.error });
    setCurl({ phase: (await copyText(answer.value.text)) ? 'copied' : 'refused' });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCurl({ phase: 'idle' }), CURL_WORDS_MS);
  };
  return { curl, copyCurl };
}
