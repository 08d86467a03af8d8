/** Answers of IVP about a new device become the domain's here. Its passwords, in clear in every answer, end here. */
import type { DeviceAccess, OnboardingChoice, Registration } from '../../../../preload/domain/onboarding/onboarding.ts';
import type { AppError } from '../../../errors.ts';
import type { AddAnswer, FoundDevice } from '../../../ports/onboarding.ts';
import { addFailed, type Refusal } from '../../core/client/batch/added.ts';
import type { AnswerOf } from '../../core/contract/operations.ts';
import type { IvpChannel } from '../mapping.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

export type Details = NonNullable<AnswerOf<TencentIvpOperations, 'describeDevice'>['Data']>;
type Node = NonNullable<AnswerOf<TencentIvpOperations, 'listServiceNodes'>['Data']>[number];
type StreamAuth = NonNullable<AnswerOf<TencentIvpOperations, 'getStreamAuth'>['Data']>;

export const RTMP = 1;
export const GB28181 = 2;
const ONLINE = 1;
const ON = 1;
const MINUTE_MS = 60_000;

/** `Status`. No operation reports why a device does not register. */
const REGISTRATIONS: ReadonlyMap<number | undefined, Registration> = new Map<number, Registration>([
  [0, 'not-registered'],
  [ONLINE, 'registered'],
  [2, 'offline'],
  [3, 'disabled'],
]);

export const isOnline = ({ Status }: Pick<Details, 'Status'>): boolean => Status === ONLINE;

/** @param channels a camera that pushes RTMP and lists none is its own channel. */
export function toFound(nativeId: string, details: Details, channels: readonly IvpChannel[]): FoundDevice {
  const { Status, Name, AccessProtocol } = details;
  const isItsOwn = AccessProtocol === RTMP && isOnline(details);
  const [listed] = channels.flatMap(({ ChannelId }) => ChannelId || []);
  return {
    nativeId,
    registration: REGISTRATIONS.get(Status) ?? 'no-reason',
    word: Status === undefined ? null : `Status ${String(Status)}`,
    name: Name || null,
    channelNativeId: listed ?? (isItsOwn ? nativeId : null),
    hasPackage: null,
  };
}

/** Nodes with a domain can be chosen. The document's own sample lists a node thrice. */
export function toChoices(all: readonly Node[], withDomain: readonly Node[]): readonly OnboardingChoice[] {
  const free = new Set(withDomain.map(({ Value }) => Value));
  const choices = new Map<string, OnboardingChoice>();
  for (const { Label, Value } of [...withDomain, ...all]) {
    if (!Value || choices.has(Value)) continue;
    choices.set(Value, { value: Value, name: Label || Value, lack: free.has(Value) ? null : 'no-domain' });
  }
  return [...choices.values()];
}

/** Null: a part is missing. */
export function toSip({ SipIp, SipPort, SipId, SipDomain, Code }: Details): DeviceAccess | null {
  if (!SipIp || !SipPort || !SipId || !SipDomain || !Code) return null;
  const server = { host: SipIp, port: String(SipPort), serverId: SipId, domain: SipDomain };
  return { form: 'sip', ...server, deviceId: Code, userName: null, password: 'installer' };
}

/** Null: the address is missing. Its life is published only while the account protects pushes. */
export function toPush({ PushStreamUrl: url }: Details, auth: StreamAuth | undefined): DeviceAccess | null {
  if (!url) return null;
  const minutes = auth?.PushState === ON ? Number(auth.PushExpired) : 0;
  return { form: 'push', url, lifeMs: minutes > 0 ? minutes * MINUTE_MS : null, isIncomplete: false };
}

const REFUSALS: ReadonlyMap<string, Refusal> = new Map([
  ['41610', ['no-node', 'node']],
  ['41624', ['bad-value', 'name']],
  ['41626', ['bad-value', 'password']],
  ['41635', ['bad-value', 'password']],
]);

/** The state of a device after a failed call. */
export const toAnswer = (error: AppError): AddAnswer => addFailed(error, REFUSALS.get(error.vendor?.code ?? ''));
