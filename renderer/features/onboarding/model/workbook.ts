/**
 * Workbooks of devices: the chosen file, its outcome, and the imports. Of a chosen file only name and size are read
 * here.
 */
import { create } from 'zustand';
import type { Input } from '../../../../preload/contract/contract.ts';
import type { BroughtWorkbook } from '../../../../preload/contract/onboarding-workbooks.ts';
import { MAX_PIECE_BYTES, MAX_WORKBOOK_BYTES } from '../../../../preload/domain/bounds.ts';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { AccountId, OrgNodeId } from '../../../../preload/domain/ids.ts';
import {
  looksLikeWorkbook,
  MAX_WORKBOOK_NAME,
  type WorkbookKind,
} from '../../../../preload/domain/onboarding/workbooks.ts';
import { base64Of, bytesOf } from '../../../page/base64.ts';
import { request } from '../../../page/bridge.ts';
import { RemoteList } from '../../../state/page/remote-list.ts';
import { download } from '../../../page/download.ts';

/** Why a chosen file is not sent. */
export type WorkbookFault = 'missing' | 'too-large' | 'form' | 'changed';

/** The outcome of the workbook that was sent last. */
interface Sent extends BroughtWorkbook {
  readonly name: string;
}

interface Saving {
  /** The file that is asked for, see {@link savingKey}. */
  readonly key: string;
  /** The name of the file once it is saved; null before, and where nothing was saved. */
  readonly name: string | null;
  readonly isBusy: boolean;
  readonly error: WireError | null;
}

interface Workbooks {
  readonly accountId: AccountId | null;
  readonly groupId: OrgNodeId | null;
  readonly kind: WorkbookKind;
  readonly file: File | null;
  readonly fault: WorkbookFault | null;
  readonly isSending: boolean;
  readonly outcome: Sent | null;
  readonly error: WireError | null;
  readonly saving: Saving | null;
}

export const useWorkbooks = create<Workbooks>(() => ({
  accountId: null,
  groupId: null,
  kind: 'gb28181',
  file: null,
  fault: null,
  isSending: false,
  outcome: null,
  error: null,
  saving: null,
}));
const { getState, setState } = useWorkbooks;

const list = new RemoteList(() => request['onboarding.imports']({}));

/** The imports; the error is also the reason why the cloud was not asked about one of them. */
export const useImports = list.use;
export const loadImports = (): Promise<void> => list.read();

/** The imports have changed, here or in another window; nothing is read before a page has shown them. */
export const refreshImports = (): void => list.refresh();

export const chooseAccount = (accountId: AccountId): void => setState({ accountId, groupId: null });
export const chooseGroup = (groupId: OrgNodeId | null): void => setState({ groupId });
export const chooseKind = (kind: WorkbookKind): void => setState({ kind });

/** A file that cannot be a workbook is not taken. */
export async function chooseFile(file: File): Promise<void> {
  const fault = await faultOf(file);
  setState({ fault, file: fault === null ? file : null, outcome: null, error: null });
}

async function faultOf(file: File): Promise<WorkbookFault | null> {
  if (file.size === 0) return 'missing';
  if (file.size > MAX_WORKBOOK_BYTES) return 'too-large';
  try {
    return looksLikeWorkbook(bytesOf(await base64Of(file.slice(0, 4)))) ? null : 'form';
  } catch {
    return 'changed';
  }
}

/** Sends the chosen file once. A file that the cloud may have is no longer chosen; another one that was chosen meanwhile is. */
export async function sendFile(accountId: AccountId, groupId: OrgNodeId | null): Promise<void> {
  const { file, isSending } = getState();
  if (file === null || isSending) return;
  setState({ isSending: true, outcome: null, error: null, fault: null });
  const answer = await bring(file, accountId, groupId);
  setState({ isSending: false });
  const isStillChosen = getState().file === file;
  if (answer === null) return isStillChosen ? setState({ fault: 'changed', file: null }) : undefined;
  if (!answer.ok) return setState({ error: answer.error });
  const { outcome } = answer.value;
  const isGone = isStillChosen && (outcome === 'accepted' || outcome === 'unknown');
  setState({ outcome: { ...answer.value, name: file.name }, ...(isGone ? { file: null } : {}) });
  await loadImports();
}

/** @returns null where the file changed meanwhile. */
async function bring(file: File, accountId: AccountId, groupId: OrgNodeId | null) {
  const { kind } = getState();
  const order = { accountId, groupId, kind, fileName: file.name.slice(0, MAX_WORKBOOK_NAME) };
  for (let at = 0; ; at += MAX_PIECE_BYTES) {
    const isLast = at + MAX_PIECE_BYTES >= file.size;
    const base64 = await base64Of(file.slice(at, at + MAX_PIECE_BYTES)).catch(() => null);
    if (base64 === null) return null;
    const answer = await request['onboarding.bringWorkbook']({ ...order, base64, at, isLast });
    if (isLast || !answer.ok) return answer;
  }
}

export async function askImport(id: string): Promise<void> {
  const answer = await request['onboarding.askImport']({ id });
  if (answer.ok) await loadImports();
  else list.use.setState({ error: answer.error });
}

export async function forgetImport(id: string): Promise<void> {
  const answer = await request['onboarding.forgetImport']({ id });
  if (answer.ok) await loadImports();
  else list.use.setState({ error: answer.error });
}

type FileOrder = Input<'onboarding.saveWorkbook'>;

/** One file of the cloud; the result of each import is its own. */
export const savingKey = (order: FileOrder): string => (order.file === 'result' ? order.id : order.file);

/** Saves a file of the cloud where the user chooses. One at a time. */
export async function saveFile(order: FileOrder): Promise<void> {
  if (getState().saving?.isBusy === true) return;
  const saving: Saving = { key: savingKey(order), name: null, isBusy: true, error: null };
  setState({ saving });
  const end = (more: Partial<Saving>): void => setState({ saving: { ...saving, isBusy: false, ...more } });
  const answer = await request['onboarding.saveWorkbook'](order);
  if (!answer.ok) return end({ error: answer.error });
  const { outcome, name } = answer.value;
  if (outcome === 'cancelled') return setState({ saving: null });
  if (outcome === 'download') {
    const file = await takenFile();
    if ('error' in file) return end({ error: file.error });
    download('devices', name, file.value);
  }
  end({ name });
}

const WORKBOOK_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The file that main has, piece by piece. */
async function takenFile(): Promise<{ readonly value: Blob } | { readonly error: WireError }> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let fromByte = 0; ;) {
    const answer = await request['onboarding.takeWorkbook']({ fromByte });
    if (!answer.ok) return { error: answer.error };
    const piece = bytesOf(answer.value.base64);
    pieces.push(piece);
    fromByte += piece.length;
    if (answer.value.isLast) return { value: new Blob(pieces, { type: WORKBOOK_TYPE }) };
  }
}
