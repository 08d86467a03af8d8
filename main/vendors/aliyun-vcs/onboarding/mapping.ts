/** Answers of VCS about a new device become the domain's here. Its password, in clear in every list, becomes a secret. */
import type { OnboardingField, Registration, SipAccess } from '../../../../preload/domain/onboarding/onboarding.ts';
import type { AppError } from '../../../errors.ts';
import type { AddAnswer, FoundDevice } from '../../../ports/onboarding.ts';
import { Secret } from '../../../secret.ts';
import { addFailed } from '../../core/client/batch/added.ts';
import type { VcsIpc, VcsNvr } from '../mapping.ts';

/** A camera, which is its own channel, or a recorder with its channels. */
export type VcsRow = VcsIpc | VcsNvr;

/** `DeviceStatus`. No operation reports why a device does not register. */
const REGISTRATIONS: ReadonlyMap<string | undefined, Registration> = new Map<string, Registration>([
  ['0', 'offline'],
  ['1', 'registered'],
  ['2', 'not-registered'],
]);

function channelOf(row: VcsRow): string | null {
  if (!('SubDeviceInfo' in row)) return row.DeviceId ?? null;
  return row.SubDeviceInfo?.find(({ SubDeviceId }) => SubDeviceId)?.SubDeviceId ?? null;
}

export function toFound(row: VcsRow): FoundDevice {
  const registration = REGISTRATIONS.get(row.DeviceStatus) ?? 'no-reason';
  return {
    nativeId: row.DeviceId ?? '',
    registration,
    word: row.DeviceStatus === undefined ? null : `DeviceStatus ${row.DeviceStatus}`.slice(0, 64),
    name: row.DeviceName || null,
    channelNativeId: registration === 'registered' ? channelOf(row) : null,
    hasPackage: null,
  };
}

/** Null: a part is missing. */
export function toSip({ ServerIp, ServerPort, ServerId, ServerRealm, DeviceId }: VcsRow): SipAccess | null {
  if (!ServerIp || !ServerPort || !ServerId || !ServerRealm || !DeviceId) return null;
  const server = { host: ServerIp, port: ServerPort, serverId: ServerId, domain: ServerRealm };
  return { form: 'sip', ...server, deviceId: DeviceId, userName: null, password: 'cloud' };
}

export const toSecret = ({ Password }: VcsRow): Secret | null => (Password ? new Secret(Password) : null);

const FIELDS: readonly (readonly [RegExp, OnboardingField])[] = [
  [/DeviceAddress$/, 'address'],
  [/DeviceName$/, 'name'],
  [/SubDeviceCount$/, 'channels'],
  [/ActivateCode$/, 'activation'],
];

/** The state of a device after a failed call. The document names no codes; such a code names its parameter: InvalidDeviceAddress. */
export function toAnswer(error: AppError): AddAnswer {
  const code = error.vendor?.code ?? '';
  const field = /^Invalid/.test(code) ? FIELDS.find(([pattern]) => pattern.test(code))?.[1] : undefined;
  return addFailed(error, field && ['bad-value', field]);
}
