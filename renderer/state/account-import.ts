/** An import of accounts: the file, what it would do, what it did. Outlives its panel, while keys are entered in another. */
import { create } from 'zustand';
import type { ImportedAccount } from '../../preload/contract/cloud-facts.ts';
import type { WireError } from '../../preload/domain/error.ts';
import { request } from '../bridge.ts';
import { readImportFile, type ImportFile, type UnreadFile } from './import-file.ts';
import { postNotice } from './notices.ts';

export type ImportStep =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'reading'; readonly name: string }
  | UnreadFile
  | { readonly kind: 'refused'; readonly name: string; readonly error: WireError }
  | Preview
  | { readonly kind: 'done'; readonly name: string; readonly items: readonly ImportedAccount[] };

export interface Preview {
  readonly kind: 'preview';
  readonly name: string;
  readonly text: string;
  readonly items: readonly ImportedAccount[];
  readonly isRunning: boolean;
}

export const useAccountImport = create<{ readonly step: ImportStep }>(() => ({ step: { kind: 'choosing' } }));

const go = (step: ImportStep): void => useAccountImport.setState({ step });

/** Which choice of a file is the last: an earlier one that ends later says nothing any more. */
let choice = 0;

/** Reads a file and asks what an import of it would do. Nothing is changed. */
export async function previewImport(file: ImportFile): Promise<void> {
  const { name } = file;
  choice += 1;
  const own = choice;
  const end = (step: ImportStep): void => (own === choice ? go(step) : undefined);
  go({ kind: 'reading', name });
  const read = await readImportFile(file);
  if (read.kind !== 'text') return end(read);
  const { text } = read;
  const answer = await request['account.import']({ text, isPreview: true });
  if (answer.ok) end({ kind: 'preview', name, text, items: answer.value.accounts, isRunning: false });
  else end({ kind: 'refused', name, error: answer.error });
}

/** Carries out what the preview told. */
export async function runImport(): Promise<void> {
  const { step } = useAccountImport.getState();
  if (step.kind !== 'preview' || step.isRunning) return;
  const { name, text } = step;
  go({ ...step, isRunning: true });
  const answer = await request['account.import']({ text });
  if (!answer.ok) return go({ kind: 'refused', name, error: answer.error });
  const { accounts } = answer.value;
  go({ kind: 'done', name, items: accounts });
  const count = countOutcomes(accounts).added;
  if (count > 0) postNotice('accountsImported', { count });
}

export function forgetImport(): void {
  choice += 1;
  go({ kind: 'choosing' });
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
