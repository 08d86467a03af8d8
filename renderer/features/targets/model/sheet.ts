/** The form of a list or of a consent. What was typed stays until it is stored or given up, also over another screen. */
import { create } from 'zustand';
import type { WireError } from '../../../../preload/domain/error.ts';
import { accountOf, type DeviceId } from '../../../../preload/domain/ids.ts';
import type {
  ChannelConsent,
  ConsentOutcome,
  ConsentRecord,
  TargetGroup,
  TargetListRules,
  TargetListType,
} from '../../../../preload/domain/people/targets.ts';
import { useAccounts } from '../../../state/accounts/accounts.ts';
import { leaveForm } from './form.ts';
import type { Read } from './targets.ts';

interface Common {
  /** Another one each time that a form is opened. */
  readonly id: number;
  readonly deviceId: DeviceId;
  readonly deviceName: string;
  /** Somebody tried to save: what is missing is marked. */
  readonly isTried: boolean;
  readonly isBusy: boolean;
  readonly error: WireError | null;
}

export interface ListSheet extends Common {
  readonly kind: 'list';
  readonly rules: TargetListRules;
  /** The list that is changed; null: a list is made. */
  readonly group: TargetGroup | null;
  readonly name: string;
  /** Null: not named yet. */
  readonly type: TargetListType | null;
  /** Null where the device compares with every list, and for a list that is made. */
  readonly isEnabled: boolean | null;
}

/** A channel that can be switched; null is the device itself, which has the words of the language. */
export interface ConsentChannel {
  readonly id: string;
  readonly name: string | null;
}

export interface ConsentSheet extends Common {
  readonly kind: 'consent';
  readonly channels: readonly ConsentChannel[];
  readonly chosen: ReadonlySet<string>;
  readonly state: 'opened' | 'closed';
  readonly signer: string;
  /** Null: the words that the client proposes. */
  readonly statement: string | null;
  /** The answer of the cloud for each channel. */
  readonly states: Read<readonly ChannelConsent[]>;
  readonly records: Read<readonly ConsentRecord[]>;
  /** Of the consent that was signed last in this form. */
  readonly outcomes: readonly ConsentOutcome[] | null;
  /** The record of that consent. */
  readonly recordId: number | null;
}

export type Sheet = ListSheet | ConsentSheet;

interface SheetState {
  readonly sheet: Sheet | null;
  /** Done once the operator gives the form up. */
  readonly leaving: (() => void) | null;
}

export const useSheet = create<SheetState>(() => ({ sheet: null, leaving: null }));
const { getState, setState } = useSheet;

let sheets = 0;

export const freshSheet = (): Pick<Common, 'id' | 'isTried' | 'isBusy' | 'error'> => {
  sheets += 1;
  return { id: sheets, isTried: false, isBusy: false, error: null };
};

export const showSheet = (sheet: Sheet): void => setState({ sheet, leaving: null });

/** Changes the open form of this kind and id; an answer for a form that was left is dropped. */
export function changeSheet<K extends Sheet['kind']>(
  kind: K,
  id: number,
  part: Partial<Extract<Sheet, { kind: K }>>,
): void {
  setState(({ sheet }) => (sheet?.kind === kind && sheet.id === id ? { sheet: { ...sheet, ...part } as Sheet } : {}));
}

export const closeSheet = (): void => setState({ sheet: null, leaving: null });

function isTyped(sheet: Sheet): boolean {
  if (sheet.kind === 'consent') return sheet.signer !== '' || sheet.statement !== null;
  const { group, name, type, isEnabled } = sheet;
  if (group === null) return name !== '';
  return name !== group.name || type !== group.type || (isEnabled !== null && isEnabled !== group.isEnabled);
}

/** Goes on at once, or after a question where something typed would be lost. */
export function leaveSheet(go: () => void): void {
  const { sheet } = getState();
  if (sheet?.isBusy === true) return;
  if (sheet !== null && isTyped(sheet)) return setState({ leaving: go });
  closeSheet();
  go();
}

export function giveUpSheet(): void {
  const { leaving } = getState();
  closeSheet();
  leaving?.();
}

export const keepSheet = (): void => setState({ leaving: null });

/** Leaves whichever form is open: of a target, of a list or of a consent. */
export const leaveForms = (go: () => void): void => leaveForm(() => leaveSheet(go));

/** A form goes with the account of its device. @returns ends it. */
export const followSheet = (): (() => void) =>
  useAccounts.subscribe(({ accounts }) => {
    const { sheet } = getState();
    if (sheet === null) return;
    const isThere = accounts.some(({ id, isEnabled }) => isEnabled && id === accountOf(sheet.deviceId));
    if (!isThere) closeSheet();
  });
