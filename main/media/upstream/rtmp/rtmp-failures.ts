/**
 * Judges the status codes with which RTMP servers refuse and end streams. The texts of the servers are not passed on.
 */
import type { AppError } from '../../../errors.ts';
import type { AmfValue } from '../../formats/rtmp/rtmp-amf0.ts';
import { permanent, retryable } from '../../shared/failures.ts';

const ENDED = new Set([
  'NetStream.Play.Stop',
  'NetStream.Play.Complete',
  'NetStream.Play.UnpublishNotify',
  'NetConnection.Connect.Closed',
  'NetConnection.Connect.AppShutdown',
]);
const FAULTS = new Set(['NetConnection.Connect.Failed', 'NetConnection.Connect.IdleTimeOut']);
const CODE = /^[A-Za-z.]{1,80}$/;

/** The status that a server sends for a connection or a stream. */
export interface RtmpStatus {
  readonly isError: boolean;
  readonly code: string;
  /** The address to which the server redirects the player, or null. */
  readonly redirect: string | null;
}

export function readStatus(info: AmfValue | undefined, isError: boolean): RtmpStatus {
  const fields = info instanceof Map ? (info as ReadonlyMap<string, AmfValue>) : new Map<string, AmfValue>();
  const code = fields.get('code');
  const more = fields.get('ex');
  const redirect = more instanceof Map ? (more as ReadonlyMap<string, AmfValue>).get('redirect') : undefined;
  return {
    isError: isError || fields.get('level') === 'error',
    code: typeof code === 'string' && CODE.test(code) ? code : 'refused',
    redirect: typeof redirect === 'string' ? redirect : null,
  };
}

/** The failure that a status stands for, or null for a status that is not a failure. */
export function statusFailure(status: RtmpStatus, host: string, isPlaying: boolean): AppError | null {
  const { code, isError, redirect } = status;
  if (isPlaying && ENDED.has(code)) return retryable('media.upstream-closed', { host });
  if (!isError) return null;
  if (redirect !== null) {
    const target = URL.parse(redirect)?.host ?? 'another address';
    return permanent('network.redirect-refused', { host, detail: target }, 'report');
  }
  if (FAULTS.has(code)) return retryable('cloud.unavailable', { host, detail: code }, 'wait');
  return retryable('media.url-expired', { host, detail: code });
}
