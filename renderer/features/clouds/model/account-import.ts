/** An import of accounts: the file, what it would do, what it did. Outlives its panel, while keys are entered in another. */
import { create } from 'zustand';
import type { ImportedAccount } from '../../../../preload/contract/cloud-facts.ts';
import { request } from '../../../page/bridge.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { previewFile, type ImportFile, type ReadingStep, type Waiting } from '../../../state/page/import-file.ts';
import { Newest } from '../../../state/page/newest.ts';
import { postNotice } from '../../../state/page/notices.ts';

export type ImportStep =
  | { readonly kind: 'choosing' }
  | ReadingStep
  | Preview
  | { readonly kind: 'done'; readonly name: string; readonly items: readonly ImportedAccount[] };

export interface Preview {
  readonly kind: 'preview';
  readonly name: string;
  readonly text: string;
  readonly items: readonly ImportedAccount[];
  readonly isRunning: boolean;
}

interface AccountImport extends Waiting {
  readonly step: ImportStep;
}

export const useAccountImport = create<AccountImport>(() => ({ step: { kind: 'choosing' }, waiting: null }));

const go = (step: ImportStep): void => useAccountImport.setState({ step });

const questions = new Newest();

export const isImportRunning = ({ step }: AccountImport): boolean => step.kind === 'preview' && step.isRunning;

/** Reads a file and asks what an import of it would do; while one runs, the file waits. Nothing is changed. */
export async function previewImport(file: ImportFile): Promise<void> {
  if (isImportRunning(useAccountImport.getState())) return useAccountImport.setState({ waiting: file });
  useAccountImport.setState({ waiting: null });
  const isLast = questions.next();
  const end = (step: ImportStep): void => (isLast() ? go(step) : undefined);
  const found = await previewFile(file, (text) => request['account.import']({ text, isPreview: true }), end);
  if (found === null) return;
  const { text, answer } = found;
  end({ kind: 'preview', name: file.name, text, items: answer.accounts, isRunning: false });
}

/** Carries out what the preview showed. The outcome shows unless the import was closed in the meantime. */
export async function runImport(): Promise<void> {
  const { step } = useAccountImport.getState();
  if (step.kind !== 'preview' || step.isRunning) return;
  const { name, text } = step;
  const isLast = questions.next();
  go({ ...step, isRunning: true });
  const answer = await request['account.import']({ text });
  if (!answer.ok) return isLast() ? go({ kind: 'refused', name, error: answer.error }) : postFailure(answer.error);
  const { accounts } = answer.value;
  if (isLast()) go({ kind: 'done', name, items: accounts });
  const count = countOutcomes(accounts).added;
  if (count > 0) postNotice('accountsImported', { count });
}

export function forgetImport(): void {
  questions.next();
  useAccountImport.setState({ step: { kind: 'choosing' }, waiting: null });
}

export interface OutcomeCounts {
  readonly added: number;
  readonly there: number;
  readonly refused: number;
}

export function countOutcomes(items: readonly Pick<ImportedAccount, 'outcome'>[]): OutcomeCounts {
  const count = (outcome: ImportedAccount['outcome']): number =>
    items.filter((item) => item.outcome === outcome).length;
  return { added: count('added'), there: count('already-there'), refused: count('refused') };
}
