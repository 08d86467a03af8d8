/** The cameras whose set-up is not finished, and the state of their screen. */
import { create } from 'zustand';
import type { WireError } from '../../../../preload/domain/error.ts';
import type { AccountId, DeviceId, OrgNodeId } from '../../../../preload/domain/ids.ts';
import {
  ONBOARDING_KINDS,
  type OnboardingDevice,
  type OnboardingKind,
  type OnboardingOffer,
  type OnboardingOutcome,
  type OnboardingRule,
  type OnboardingValues,
} from '../../../../preload/domain/onboarding/onboarding.ts';
import { on, request } from '../../../page/bridge.ts';
import { refreshDirectory, useDirectory } from '../../../state/cameras/directory.ts';
import { oneAtATime } from '../../../state/page/one-at-a-time.ts';
import { readIntakesAgain } from './intakes.ts';
import { refreshSources } from './sources.ts';
import { refreshImports } from './workbook.ts';

export type Shown = 'one' | 'table' | 'sources' | 'credentials' | 'intakes' | 'workbook' | DeviceId;

interface Onboarding {
  /** Null before the first reading. */
  readonly devices: readonly OnboardingDevice[] | null;
  /** Why the list was not read, or a camera not taken off it. */
  readonly listError: WireError | null;
  readonly offers: Readonly<Record<AccountId, readonly OnboardingOffer[]>>;
  readonly error: WireError | null;
  readonly shown: Shown;
  readonly accountId: AccountId | null;
  readonly kind: OnboardingKind;
  readonly groupId: OrgNodeId | null;
  /** The typed values in the form of one camera. Secrets are in the input elements of the page alone. */
  readonly values: OnboardingValues;
}

export const useOnboarding = create<Onboarding>(() => ({
  devices: null,
  listError: null,
  offers: {},
  error: null,
  shown: 'one',
  accountId: null,
  kind: 'gb28181',
  groupId: null,
  values: { algorithm: 'SHA256' },
}));

export const show = (shown: Shown): void => useOnboarding.setState({ shown });
export const chooseKind = (kind: OnboardingKind): void => useOnboarding.setState({ kind });
export const chooseGroup = (groupId: OrgNodeId | null): void => useOnboarding.setState({ groupId });
export const setValues = (values: OnboardingValues): void => useOnboarding.setState({ values });

/** The value that was typed or chosen; the first value that the cloud takes where it takes only some. */
export function valueOf({ field, limits }: OnboardingRule, values: OnboardingValues): string {
  const given = values[field] ?? '';
  return limits.values === undefined || limits.values.includes(given) ? given : (limits.values[0] ?? '');
}

/** The kinds of cameras that the account adds; all of them before its offers were read. */
export function kindsOf({ offers, accountId }: Onboarding): readonly OnboardingKind[] {
  const of = accountId === null ? undefined : offers[accountId];
  return of === undefined ? ONBOARDING_KINDS : of.map(({ kind }) => kind);
}

/** Puts the focus into the form. */
export const focusFirst = (): void =>
  (document.getElementById('onboarding-deviceId') ?? document.getElementById('onboarding-name'))?.focus();

export const loadDevices = oneAtATime(async () => {
  const answer = await request['onboarding.devices']({});
  useOnboarding.setState(answer.ok ? { devices: answer.value.devices, listError: null } : { listError: answer.error });
});

export async function chooseAccount(accountId: AccountId): Promise<void> {
  useOnboarding.setState({ accountId, groupId: null, error: null });
  const answer = await request['onboarding.offers']({ accountId });
  if (!answer.ok) return useOnboarding.setState({ error: answer.error });
  useOnboarding.setState((state) => {
    const offers = { ...state.offers, [accountId]: answer.value.offers };
    if (state.accountId !== accountId) return { offers };
    const kinds = kindsOf({ ...state, offers });
    return { offers, kind: kinds.includes(state.kind) ? state.kind : (kinds[0] ?? state.kind) };
  });
}

export function offerOf({ offers, accountId }: Onboarding, kind: OnboardingKind): OnboardingOffer | undefined {
  return accountId === null ? undefined : offers[accountId]?.find((one) => one.kind === kind);
}

type Added =
  | { readonly outcomes: readonly OnboardingOutcome[]; readonly error: null }
  | { readonly outcomes: null; readonly error: WireError };

/** @param rows with secrets; nothing here holds them afterwards. */
export async function addRows(kind: OnboardingKind, rows: readonly OnboardingValues[]): Promise<Added> {
  const { accountId, groupId } = useOnboarding.getState();
  if (accountId === null) return { outcomes: [], error: null };
  const answer = await request['onboarding.add']({ accountId, kind, groupId, rows });
  await loadDevices();
  return answer.ok ? { outcomes: answer.value.outcomes, error: null } : { outcomes: null, error: answer.error };
}

type Answer =
  { readonly ok: true; readonly value: OnboardingDevice } | { readonly ok: false; readonly error: WireError };

/** @returns why it was refused, or null. */
async function take(asking: Promise<Answer>): Promise<WireError | null> {
  const answer = await asking;
  if (!answer.ok) return answer.error;
  const device = answer.value;
  useOnboarding.setState(({ devices }) => ({
    devices: devices?.map((one) => (one.id === device.id ? device : one)) ?? null,
  }));
  return null;
}

/** Asks the cloud now. A camera that the list of cameras lacks is read there once. */
export async function watchDevice(id: DeviceId): Promise<WireError | null> {
  const error = await take(request['onboarding.watch']({ id }));
  const device = useOnboarding.getState().devices?.find((one) => one.id === id);
  const isNew = device?.channelId && !useDirectory.getState().view.byId.has(device.channelId);
  if (device !== undefined && isNew && !asked.has(id)) {
    asked.add(id);
    void refreshDirectory(device.accountId);
  }
  return error;
}
const asked = new Set<DeviceId>();

export const mendDevice = (id: DeviceId, password: string): Promise<WireError | null> =>
  take(request['onboarding.mend']({ id, userName: null, password }));

/** Invites a channel, or activates a stream. */
export const inviteDevice = (id: DeviceId): Promise<WireError | null> => take(request['onboarding.invite']({ id }));

/** Ends the invitation, or stops the stream. */
export const stopDevice = (id: DeviceId): Promise<WireError | null> => take(request['onboarding.stop']({ id }));

export const readChannels = (id: DeviceId): Promise<WireError | null> =>
  take(request['onboarding.readChannels']({ id }));

/** Orders the service for the project of the chosen account, then reads the values that it needs. */
export async function subscribe(accountId: AccountId): Promise<WireError | null> {
  const answer = await request['onboarding.subscribe']({ accountId });
  if (!answer.ok) return answer.error;
  await chooseAccount(accountId);
  return null;
}

export const placeDevice = (id: DeviceId, groupId: OrgNodeId): Promise<WireError | null> =>
  take(request['onboarding.place']({ id, groupId }));

export const nameDevice = (id: DeviceId, name: string): Promise<WireError | null> =>
  take(request['onboarding.name']({ id, name }));

export const passDevice = (id: DeviceId): Promise<WireError | null> => take(request['onboarding.pass']({ id }));

export async function finishDevice(id: DeviceId): Promise<void> {
  const answer = await request['onboarding.finish']({ id });
  if (!answer.ok) return useOnboarding.setState({ listError: answer.error });
  show('one');
  await loadDevices();
}

/** @returns ends it. */
export function followOnboarding(): () => void {
  const ends = [
    on('onboarding.changed', () => {
      void loadDevices();
      refreshSources();
    }),
    on('onboarding.intakes-changed', ({ accountId }) => {
      if (useOnboarding.getState().shown === 'intakes') readIntakesAgain(accountId);
    }),
    on('onboarding.imports-changed', refreshImports),
  ];
  return () => {
    for (const end of ends) end();
  };
}
