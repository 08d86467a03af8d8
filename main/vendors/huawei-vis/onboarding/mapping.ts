/** Answers of VIS about new devices and streams become the domain's here. */
import type { PushAccess, Registration, SipAccess } from '../../../../preload/domain/onboarding/onboarding.ts';
import type { AppError } from '../../../errors.ts';
import type { AddAnswer, FoundDevice } from '../../../ports/onboarding.ts';
import { addFailed, type Refusal } from '../../core/client/batch/added.ts';
import type { AnswerOf } from '../../core/contract/operations.ts';
import { nativeIdOfStream, type VisSubscription } from '../mapping.ts';
import type { HuaweiVisOperations } from '../operations.gen.ts';

type Details = AnswerOf<HuaweiVisOperations, 'getDevice'>;
type Channel = NonNullable<Details['channels']>[number];
type Stream = AnswerOf<HuaweiVisOperations, 'getStream'>;

const MAX_WORD = 64;
const wordOf = (...parts: readonly (string | undefined)[]): string | null =>
  parts
    .filter((part) => part)
    .join(' / ')
    .slice(0, MAX_WORD) || null;

/** `invitation_status` of a channel whose device is on line: "on line" says of both that they registered, and of no video. */
const INVITATIONS: ReadonlyMap<string | undefined, Registration> = new Map<string, Registration>([
  ['ONLINE', 'not-invited'],
  ['CANCELING', 'not-invited'],
  ['INVITING', 'inviting'],
  ['INVITE_SUCCESS', 'registered'],
  ['TEMPORARY_OFFLINE', 'offline'],
  ['OFFLINE', 'offline'],
]);

function registrationOf({ state, channels_query: query }: Details, channel: Channel | undefined): Registration {
  switch (state?.toUpperCase()) {
    case 'UNREGISTERED':
      return 'not-registered';
    case 'OFFLINE':
      return 'offline';
    case 'ONLINE':
      if (channel === undefined) return query?.toUpperCase() === 'QUERYING' ? 'reading-channels' : 'no-channels';
      return INVITATIONS.get(channel.invitation_status?.toUpperCase()) ?? 'no-reason';
    default:
      return 'no-reason';
  }
}

export function toFound(nativeId: string, details: Details): FoundDevice {
  const isOnline = details.state?.toUpperCase() === 'ONLINE';
  const channel = isOnline ? details.channels?.find(({ channel_id: id }) => id) : undefined;
  return {
    nativeId,
    registration: registrationOf(details, channel),
    word: wordOf(details.state, isOnline ? (channel?.invitation_status ?? details.channels_query) : undefined),
    name: details.description || null,
    channelNativeId: channel?.channel_id ?? null,
    hasPackage: null,
  };
}

const isActive = ({ state }: Stream): boolean => state?.toUpperCase() === 'ACTIVE';

export function toFoundStream(name: string, stream: Stream): FoundDevice {
  const isPublishing = stream.stream_flow_info?.is_publishing;
  const flow = isPublishing === undefined ? undefined : `is_publishing ${String(isPublishing)}`;
  return {
    nativeId: nativeIdOfStream(name),
    registration: !isActive(stream) ? 'stopped' : isPublishing === true ? 'registered' : 'not-registered',
    word: wordOf(stream.state, flow),
    name,
    channelNativeId: isActive(stream) ? name : null,
    hasPackage: null,
  };
}

/** Null: a part is missing. VIS publishes neither the id of its server nor its domain. */
export function toSip(
  { sip_ip: host, sip_port: port }: VisSubscription,
  { device_id: deviceId, username }: Details,
): SipAccess | null {
  if (!host || !port || !deviceId) return null;
  const server = { host, port, serverId: null, domain: null };
  return { form: 'sip', ...server, deviceId, userName: username || null, password: 'credential' };
}

/** With a push key the address lacks its proof, for which the document names no rule. Null: the address is missing. */
export function toPush(url: string | undefined, { access_key: key }: Stream): PushAccess | null {
  return url ? { form: 'push', url, lifeMs: null, isIncomplete: Boolean(key) } : null;
}

const REFUSALS: ReadonlyMap<string, Refusal> = new Map([
  ['VIS.0102', ['no-credential', 'userName']],
  ['VIS.0104', ['no-credential', 'key']],
  ['VIS.0201', ['name-taken', 'name']],
  ['VIS.0207', ['bad-value', 'url']],
]);

/** The state of a device or a stream after a call that failed. */
export const toAnswer = (error: AppError): AddAnswer => addFailed(error, REFUSALS.get(error.vendor?.code ?? ''));
