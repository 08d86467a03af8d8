/** An import of walls: the file, the account for each account of the file, the preview, the result. */
import { create } from 'zustand';
import type { ImportedWall, ImportedWallAccount } from '../../../../preload/contract/walls.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { request } from '../../../page/bridge.ts';
import { postFailure } from '../../../state/page/failure-notices.ts';
import { previewFile, type ImportFile, type ReadingStep, type Waiting } from '../../../state/page/import-file.ts';
import { Newest } from '../../../state/page/newest.ts';
import { postNotice } from '../../../state/page/notices.ts';
import { openTab } from '../../../state/windows/window.ts';

export type WallImportStep =
  | { readonly kind: 'choosing' }
  | ReadingStep
  | WallPreview
  | { readonly kind: 'done'; readonly name: string; readonly walls: readonly ImportedWall[] };

export interface WallPreview {
  readonly kind: 'preview';
  readonly name: string;
  readonly text: string;
  readonly accounts: readonly ImportedWallAccount[];
  readonly walls: readonly ImportedWall[];
  readonly isRunning: boolean;
}

interface WallImport extends Waiting {
  readonly step: WallImportStep;
}

export const useWallImport = create<WallImport>(() => ({ step: { kind: 'choosing' }, waiting: null }));

const go = (step: WallImportStep): void => useWallImport.setState({ step });

const questions = new Newest();

export const isImportRunning = ({ step }: WallImport): boolean => step.kind === 'preview' && step.isRunning;

/** Reads a file and asks what an import of it would do; while one runs, the file waits. Nothing is changed. */
export async function previewWalls(file: ImportFile): Promise<void> {
  if (isImportRunning(useWallImport.getState())) return useWallImport.setState({ waiting: file });
  useWallImport.setState({ waiting: null });
  const isLast = questions.next();
  const end = (step: WallImportStep): void => (isLast() ? go(step) : undefined);
  const ask = (text: string) => request['wall.import']({ text, isPreview: true, accounts: [] });
  const found = await previewFile(file, ask, end);
  if (found !== null) end({ kind: 'preview', name: file.name, text: found.text, ...found.answer, isRunning: false });
}

/** Lets another account stand for one of the file, and asks again for the outcome. */
export async function mapAccount(key: string, accountId: AccountId | null): Promise<void> {
  const { step } = useWallImport.getState();
  if (step.kind !== 'preview' || step.isRunning) return;
  const accounts = step.accounts.map((account) => (account.key === key ? { ...account, accountId } : account));
  go({ ...step, accounts });
  const isLast = questions.next();
  const answer = await request['wall.import']({ text: step.text, isPreview: true, accounts: choicesOf(accounts) });
  if (!isLast()) return;
  if (answer.ok) go({ ...step, ...answer.value });
  else go({ kind: 'refused', name: step.name, error: answer.error });
}

/**
 * Carries out what the preview showed, and opens the new walls. The outcome shows unless the dialog was closed in the
 * meantime.
 */
export async function runWallImport(): Promise<void> {
  const { step } = useWallImport.getState();
  if (step.kind !== 'preview' || step.isRunning) return;
  const { name, text, accounts } = step;
  const isLast = questions.next();
  go({ ...step, isRunning: true });
  const answer = await request['wall.import']({ text, isPreview: false, accounts: choicesOf(accounts) });
  if (!answer.ok) return isLast() ? go({ kind: 'refused', name, error: answer.error }) : postFailure(answer.error);
  const { walls } = answer.value;
  if (isLast()) go({ kind: 'done', name, walls });
  const added = walls.flatMap(({ wallId }) => wallId ?? []);
  const [first] = added;
  if (first !== undefined) openTab(first);
  if (added.length > 0) postNotice('wallsImported', { count: added.length });
}

export function forgetWallImport(): void {
  questions.next();
  useWallImport.setState({ step: { kind: 'choosing' }, waiting: null });
}

const choicesOf = (accounts: readonly ImportedWallAccount[]) =>
  accounts.map(({ key, accountId }) => ({ key, accountId }));
