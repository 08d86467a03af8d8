/** An import of walls: the file, which account stands for which, what it would do, what it did. */
import { create } from 'zustand';
import type { ImportedWall, ImportedWallAccount } from '../../preload/contract/walls.ts';
import type { WireError } from '../../preload/domain/error.ts';
import type { AccountId } from '../../preload/domain/ids.ts';
import { request } from '../bridge.ts';
import { readImportFile, type ImportFile, type UnreadFile } from './import-file.ts';
import { postNotice } from './notices.ts';
import { openTab } from './window.ts';

export type WallImportStep =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'reading'; readonly name: string }
  | UnreadFile
  | { readonly kind: 'refused'; readonly name: string; readonly error: WireError }
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

export const useWallImport = create<{ readonly step: WallImportStep }>(() => ({ step: { kind: 'choosing' } }));

const go = (step: WallImportStep): void => useWallImport.setState({ step });

/** Which question is the last: the answer to an earlier one says nothing any more. */
let turn = 0;

/** Reads a file and asks what an import of it would do. Nothing is changed. */
export async function previewWalls(file: ImportFile): Promise<void> {
  const { name } = file;
  turn += 1;
  const own = turn;
  const end = (step: WallImportStep): void => (own === turn ? go(step) : undefined);
  go({ kind: 'reading', name });
  const read = await readImportFile(file);
  if (read.kind !== 'text') return end(read);
  const { text } = read;
  const answer = await request['wall.import']({ text, isPreview: true, accounts: [] });
  if (answer.ok) end({ kind: 'preview', name, text, ...answer.value, isRunning: false });
  else end({ kind: 'refused', name, error: answer.error });
}

/** Lets another account stand for one of the file, and asks anew what would become of it. */
export async function mapAccount(key: string, accountId: AccountId | null): Promise<void> {
  const { step } = useWallImport.getState();
  if (step.kind !== 'preview' || step.isRunning) return;
  const accounts = step.accounts.map((account) => (account.key === key ? { ...account, accountId } : account));
  go({ ...step, accounts });
  turn += 1;
  const own = turn;
  const answer = await request['wall.import']({ text: step.text, isPreview: true, accounts: choicesOf(accounts) });
  if (own !== turn) return;
  if (answer.ok) go({ ...step, ...answer.value });
  else go({ kind: 'refused', name: step.name, error: answer.error });
}

/** Carries out what the preview told, and opens what came. */
export async function runWallImport(): Promise<void> {
  const { step } = useWallImport.getState();
  if (step.kind !== 'preview' || step.isRunning) return;
  const { name, text, accounts } = step;
  turn += 1;
  go({ ...step, isRunning: true });
  const answer = await request['wall.import']({ text, isPreview: false, accounts: choicesOf(accounts) });
  if (!answer.ok) return go({ kind: 'refused', name, error: answer.error });
  const { walls } = answer.value;
  go({ kind: 'done', name, walls });
  const added = walls.flatMap(({ wallId }) => wallId ?? []);
  const [first] = added;
  if (first !== undefined) openTab(first);
  if (added.length > 0) postNotice('wallsImported', { count: added.length });
}

export function forgetWallImport(): void {
  turn += 1;
  go({ kind: 'choosing' });
}

const choicesOf = (accounts: readonly ImportedWallAccount[]) =>
  accounts.map(({ key, accountId }) => ({ key, accountId }));
