/**
 * Whether a GB28181 channel sends video: by order of a client, or by its access strategy. Inviting and cancelling take
 * time; a device that drops out is missed for a minute before its channels count as off line.
 */
import { sliceAt } from './slices.ts';
import type { VisChannel, VisStream } from './tenant.ts';

const INVITE_MS = 2_000;
const CANCEL_MS = 1_000;
/** The document names TEMPORARY_OFFLINE and no time; this one is ours. */
export const GRACE_MS = 60_000;
/** A pulled source is connected this long after activation. */
const PULL_MS = 1_000;

export type InvitationStatus =
  'UNREGISTERED' | 'ONLINE' | 'INVITING' | 'INVITE_SUCCESS' | 'CANCELING' | 'TEMPORARY_OFFLINE' | 'OFFLINE';

export function isStrategyActive(channel: VisChannel): boolean {
  return channel.strategy?.state === 'ACTIVE';
}

export function statusOf(channel: VisChannel, nowMs: number): InvitationStatus {
  const { device } = channel;
  if (device.state === 'UNREGISTERED') return 'UNREGISTERED';
  if (device.state === 'OFFLINE') {
    const isMissed = device.droppedAtMs !== null && nowMs - device.droppedAtMs < GRACE_MS;
    return isMissed && channel.isInvited ? 'TEMPORARY_OFFLINE' : 'OFFLINE';
  }
  if (channel.isLost) return 'OFFLINE';
  if (channel.strategy !== null && isStrategyActive(channel)) {
    return sliceAt(channel.strategy, `${device.id}|${channel.id}`, nowMs) === null ? 'ONLINE' : 'INVITE_SUCCESS';
  }
  const sinceMs = nowMs - channel.orderedAtMs;
  if (channel.isInvited) return sinceMs < INVITE_MS ? 'INVITING' : 'INVITE_SUCCESS';
  return sinceMs < CANCEL_MS ? 'CANCELING' : 'ONLINE';
}

/** `ACTIVE` from the invitation on until it is cancelled. */
export function streamStateOf(stream: VisStream, nowMs: number): 'ACTIVE' | 'STOPPED' {
  if (stream.channel === null) return stream.state;
  const status = statusOf(stream.channel, nowMs);
  const isActive = status === 'INVITING' || status === 'INVITE_SUCCESS' || status === 'TEMPORARY_OFFLINE';
  return isActive ? 'ACTIVE' : 'STOPPED';
}

/** Whether video arrives now. */
export function isPublishing(stream: VisStream, nowMs: number): boolean {
  if (stream.channel !== null) return statusOf(stream.channel, nowMs) === 'INVITE_SUCCESS';
  if (stream.state !== 'ACTIVE' || !stream.isFed || stream.isBeingDeleted) return false;
  return stream.accessType === 'RTMP' || nowMs - stream.activatedAtMs >= PULL_MS;
}
