/**
 * Play URLs: what each may show, how long it lives, how often it works. By default 30 s and once; HLS URLs live
 * 60 s from each use at least; RTSP URLs are always single use and cannot be revoked (chapters 9.1, 9.3, 9.4).
 */
import { createHash } from 'node:crypto';
import type { MediaDecision, MediaGrant, MediaKind, MediaSpan } from '../../media/types.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { IvmChannel } from './estate.ts';

const HLS_REFRESH_MS = 60_000;
const MAX_KEPT = 8_192;
const SOURCES = { CLOUD: 'cloud', DEVICE: 'device' } as const;

export type UrlProtocol = 'HOLO' | 'HLS' | 'FLV' | 'RTSP';

export interface UrlOrder {
  readonly channel: IvmChannel;
  readonly protocol: UrlProtocol;
  /** Documented name, such as `SECONDARY_STREAM_1`. */
  readonly streamType: string;
  readonly lifeSec: number;
  readonly isMultiUse: boolean;
  readonly isAudioForbidden?: boolean;
  /** For recordings only. */
  readonly past?: MediaSpan & { readonly spans: readonly MediaSpan[]; readonly place: 'CLOUD' | 'DEVICE' };
}

interface Issued {
  readonly order: UrlOrder;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly isMultiUse: boolean;
  expiresAtMs: number;
  isUsed: boolean;
  isRevoked: boolean;
}

const refused = (status: number, reason: string): MediaDecision => ({ ok: false, status, reason });

/** Issues play URLs and judges each opening of one. */
export class MediaUrls {
  readonly #issued = new Map<string, Issued>();
  readonly #clock: Clock;
  readonly #secret: string;
  #serial = 0;
  #origin = 'http://127.0.0.1:0';

  constructor(clock: Clock, secret: string) {
    this.#clock = clock;
    this.#secret = secret;
  }

  setOrigin(origin: string): void {
    this.#origin = origin;
  }

  /** The hosts that vendor SDKs would talk to, in the `host:port` form of p2p nodes. */
  get host(): string {
    return new URL(this.#origin).host;
  }

  issue(order: UrlOrder): string {
    const token = this.newToken();
    const { path, query } = addressOf(order);
    const isMultiUse = order.isMultiUse && order.protocol !== 'RTSP';
    const expiresAtMs = this.#clock.nowMs() + order.lifeSec * 1000;
    this.#issued.set(token, { order, path, query, isMultiUse, expiresAtMs, isUsed: false, isRevoked: false });
    if (this.#issued.size > MAX_KEPT) this.#forgetDead();
    const search = new URLSearchParams({ token, ...query }).toString();
    return `${schemeOf(order.protocol)}://${this.host}${path}?${search}`;
  }

  newToken(): string {
    this.#serial += 1;
    return createHash('sha256')
      .update(`${this.#secret}|media|${String(this.#serial)}`)
      .digest('hex')
      .slice(0, 40);
  }

  /** @returns false when the URL was never issued here or is RTSP. */
  revoke(url: string): boolean {
    const token = URL.parse(url)?.searchParams.get('token') ?? null;
    const issued = token === null ? undefined : this.#issued.get(token);
    if (issued === undefined || issued.order.protocol === 'RTSP') return false;
    issued.isRevoked = true;
    return true;
  }

  expireAll(): number {
    const nowMs = this.#clock.nowMs();
    const live = [...this.#issued.values()].filter((one) => one.expiresAtMs > nowMs);
    for (const one of live) one.expiresAtMs = nowMs;
    return live.length;
  }

  /** Null when the path does not belong to this cloud. Counts as a use. */
  authorize(path: string, query: URLSearchParams): MediaDecision | null {
    const isOurs = /^\/(live|vod|dev_vod)\//.test(path);
    if (!isOurs) return null;
    const issued = this.#issued.get(query.get('token') ?? '');
    if (issued === undefined) return refused(403, 'unknown token');
    const isTampered =
      issued.path !== path || Object.entries(issued.query).some(([name, value]) => query.get(name) !== value);
    if (isTampered) return refused(403, 'the URL was changed');
    if (issued.isRevoked) return refused(403, 'the URL was revoked');
    const nowMs = this.#clock.nowMs();
    if (issued.expiresAtMs <= nowMs) return refused(403, 'the URL has expired');
    if (issued.isUsed && !issued.isMultiUse) return refused(403, 'the URL was already used');
    const grant = grantOf(issued.order, this.#clock);
    if (grant === null) return refused(415, 'only the vendor SDK plays this protocol');
    const { channel, past } = issued.order;
    const needsDevice = past?.place !== 'CLOUD';
    if (needsDevice && (channel.device.state !== 'ONLINE' || channel.state !== 'ONLINE'))
      return refused(404, 'the device is off line');
    issued.isUsed = true;
    // "each use refreshes the expiry, by 60 s": the shorter reading, counted from the use
    if (issued.order.protocol === 'HLS') issued.expiresAtMs = Math.max(issued.expiresAtMs, nowMs + HLS_REFRESH_MS);
    return { ok: true, grant };
  }

  #forgetDead(): void {
    const nowMs = this.#clock.nowMs();
    for (const [token, one] of this.#issued) {
      if (one.expiresAtMs <= nowMs || (one.isUsed && !one.isMultiUse)) this.#issued.delete(token);
    }
  }
}

function schemeOf(protocol: UrlProtocol): string {
  // HTTPS_* protocols are answered with http as well: the simulator has no certificate and stays on loopback
  return protocol === 'HOLO' ? 'jvmp' : protocol === 'RTSP' ? 'rtsp' : 'http';
}

/** `stream_type` is numeric in HLS URLs: 0 is the main stream (samples of 9.3, 9.9, 9.10). */
function streamNumber(streamType: string): string {
  return streamType === 'PRIMARY_STREAM' ? '0' : streamType === 'SECONDARY_STREAM_1' ? '1' : '2';
}

function addressOf(order: UrlOrder): { path: string; query: Record<string, string> } {
  const { channel, protocol, past } = order;
  const deviceId = channel.device.id;
  const ids = { device_id: deviceId, channel_id: channel.id };
  const stream = { stream_type: streamNumber(order.streamType) };
  if (protocol === 'HLS') {
    if (past?.place === 'CLOUD') return { path: '/vod/vod.m3u8', query: ids };
    if (past?.place === 'DEVICE') return { path: '/dev_vod/vod.m3u8', query: { ...ids, ...stream } };
    const audio: Record<string, string> = order.isAudioForbidden ? { forbid_audio: '1' } : {};
    return { path: '/live/live.m3u8', query: { ...ids, ...stream, ...audio } };
  }
  const folder = past === undefined ? 'live' : 'vod';
  return { path: `/${folder}/${deviceId}${protocol === 'FLV' ? '.flv' : ''}`, query: {} };
}

/** A live picture shows where its camera looks. */
function poseIn({ head }: IvmChannel, clock: Clock): Pick<MediaGrant, 'pose'> {
  return head === null ? {} : { pose: () => head.at(clock.nowMs()) };
}

function grantOf(order: UrlOrder, clock: Clock): MediaGrant | null {
  const kind = kindOf(order);
  if (kind === null) return null;
  const { channel, past } = order;
  return {
    cameraKey: channel.cameraKey,
    cameraName: channel.name,
    profile: order.streamType === 'PRIMARY_STREAM' ? 'main' : 'sub',
    kind,
    ...(past === undefined
      ? poseIn(channel, clock)
      : { fromMs: past.fromMs, toMs: past.toMs, spans: past.spans, source: SOURCES[past.place] }),
  };
}

function kindOf(order: UrlOrder): MediaKind | null {
  if (order.protocol === 'HLS') return order.past === undefined ? 'hls-live' : 'hls-vod';
  return order.protocol === 'FLV' && order.past === undefined ? 'flv-live' : null;
}
