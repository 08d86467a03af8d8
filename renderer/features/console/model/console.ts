/** The API console: what can be called, and what the operator chose. Read from main once per cloud and operation. */
import { create } from 'zustand';
import type { OperationDescription, OperationView } from '../../../../preload/contract/console.ts';
import type { AccountView } from '../../../../preload/contract/account.ts';
import type { AccountId } from '../../../../preload/domain/ids.ts';
import { VENDOR_IDS, type VendorId } from '../../../../preload/domain/vendor.ts';
import { request } from '../../../page/bridge.ts';
import type { Load } from '../../../state/page/load-state.ts';
import { choiceKey, type OperationChoice } from '../../../contract-form/operation-choice.ts';

interface Catalogue {
  readonly operations: readonly OperationView[];
  readonly load: Load;
}

interface Described {
  readonly description: OperationDescription | null;
  readonly load: Load;
}

interface ConsoleState {
  readonly catalogues: Readonly<Partial<Record<VendorId, Catalogue>>>;
  /** By {@link choiceKey}. */
  readonly described: Readonly<Record<string, Described>>;
  readonly query: string;
  /** Which cloud's operations are listed; null lists all. */
  readonly vendorFilter: VendorId | null;
  readonly closed: ReadonlySet<string>;
  readonly choice: OperationChoice | null;
  readonly lastByVendor: Readonly<Partial<Record<VendorId, string>>>;
  readonly accountByVendor: Readonly<Partial<Record<VendorId, AccountId>>>;
  readonly answerView: AnswerView;
  readonly formWidthPx: number | null;
  /** The search field should get the focus; it clears this flag when it has the focus. */
  readonly wantsSearch: boolean;
  /**
   * The form of the chosen operation should get the focus, as soon as it is there; it clears this flag when it has the
   * focus.
   */
  readonly wantsForm: boolean;
}

export type AnswerView = 'tree' | 'json' | 'history';

export const useConsole = create<ConsoleState>(() => ({
  catalogues: {},
  described: {},
  query: '',
  vendorFilter: null,
  closed: new Set(),
  choice: null,
  lastByVendor: {},
  accountByVendor: {},
  answerView: 'tree',
  formWidthPx: null,
  wantsSearch: false,
  wantsForm: false,
}));

const NONE: Catalogue = { operations: [], load: { status: 'idle' } };

/** Reads the operations of every cloud that were not read yet. */
export async function loadOperations(): Promise<void> {
  await Promise.all(VENDOR_IDS.map(loadVendor));
}

async function loadVendor(vendor: VendorId): Promise<void> {
  const { operations, load } = useConsole.getState().catalogues[vendor] ?? NONE;
  if (load.status === 'loading' || load.status === 'ready') return;
  const set = (catalogue: Catalogue): void =>
    useConsole.setState(({ catalogues }) => ({ catalogues: { ...catalogues, [vendor]: catalogue } }));
  set({ operations, load: { status: 'loading' } });
  const answer = await request['console.operations']({ vendor });
  if (answer.ok) set({ operations: answer.value, load: { status: 'ready' } });
  else set({ operations, load: { status: 'failed', error: answer.error } });
}

/** Reads what the form of an operation needs, once. */
export async function describeOperation(choice: OperationChoice): Promise<void> {
  const key = choiceKey(choice);
  const status = useConsole.getState().described[key]?.load.status;
  if (status === 'loading' || status === 'ready') return;
  const set = (described: Described): void =>
    useConsole.setState((state) => ({ described: { ...state.described, [key]: described } }));
  set({ description: null, load: { status: 'loading' } });
  const answer = await request['console.describe'](choice);
  if (answer.ok) set({ description: answer.value, load: { status: 'ready' } });
  else set({ description: null, load: { status: 'failed', error: answer.error } });
}

export function chooseOperation(choice: OperationChoice): void {
  useConsole.setState(({ lastByVendor }) => ({
    choice,
    // The user has chosen another operation in the meantime.
    wantsForm: false,
    lastByVendor: { ...lastByVendor, [choice.vendor]: choice.operationId },
  }));
  void describeOperation(choice);
}

/** Lists one cloud, or all; a cloud comes with the operation that was chosen there last. */
export function filterVendor(vendorFilter: VendorId | null): void {
  useConsole.setState({ vendorFilter });
  const { choice, lastByVendor } = useConsole.getState();
  if (vendorFilter === null || choice?.vendor === vendorFilter) return;
  const operationId = lastByVendor[vendorFilter];
  if (operationId !== undefined) chooseOperation({ vendor: vendorFilter, operationId });
}

export function chooseAccount(vendor: VendorId, accountId: AccountId): void {
  useConsole.setState(({ accountByVendor }) => ({ accountByVendor: { ...accountByVendor, [vendor]: accountId } }));
}

/** The account that calls of a cloud go to: the chosen one, else the first that is on. */
export function accountFor(
  accounts: readonly AccountView[],
  vendor: VendorId,
  chosen: AccountId | undefined,
): AccountView | null {
  const own = accounts.filter((account) => account.vendor === vendor);
  return own.find(({ id }) => id === chosen) ?? own.find(({ isEnabled }) => isEnabled) ?? own[0] ?? null;
}

export function foldRow(key: string, isClosed?: boolean): void {
  useConsole.setState(({ closed }) => {
    const after = new Set(closed);
    if (isClosed ?? !closed.has(key)) after.add(key);
    else after.delete(key);
    return { closed: after };
  });
}

export function focusConsoleSearch(): void {
  useConsole.setState({ wantsSearch: true });
}

/** The search has the focus now: a search field that appears later leaves the focus where it is. */
export function consoleSearchFocused(): void {
  useConsole.setState({ wantsSearch: false });
}

export function focusConsoleForm(): void {
  useConsole.setState({ wantsForm: true });
}

/** The form has the focus now: a form that appears later leaves the focus where it is. */
export function consoleFormFocused(): void {
  useConsole.setState({ wantsForm: false });
}
