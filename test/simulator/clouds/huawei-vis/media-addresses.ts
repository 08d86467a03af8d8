/**
 * Pull and push addresses. They carry no secret and no lifetime; they change after an interruption, and a private
 * stream wants the token of the user who made it (chapters 4.2.1 and 4.2.7).
 */
import type { MediaDecision, MediaHeaders } from '../../media/types.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Audience } from '../../kernel/cloud.ts';
import type { Identity } from './identity.ts';
import { isPublishing, streamStateOf } from './invitation.ts';
import type { Tenant, VisStream } from './tenant.ts';

/** "At most five pulls of one address at the same time". */
const MAX_PULLS = 5;
const WORKERS = 900;

const refused = (status: number, reason: string): MediaDecision => ({ ok: false, status, reason });

export class MediaAddresses {
  readonly #clock: Clock;
  readonly #identity: Identity;
  #origin = 'http://127.0.0.1:0';

  constructor(clock: Clock, identity: Identity) {
    this.#clock = clock;
    this.#identity = identity;
  }

  setOrigin(origin: string): void {
    this.#origin = origin;
  }

  /** H.264: an endless FLV answer. One port serves all clouds, so `/vis` stands for this cloud's media host. */
  flv(stream: VisStream): string {
    return `${this.#origin}/vis/live/${workerOf(stream)}?app=vis&stream=${encodeURIComponent(stream.name)}`;
  }

  hls(stream: VisStream): string {
    return `${this.#origin}/vis/hls/${workerOf(stream)}/${encodeURIComponent(stream.name)}.m3u8`;
  }

  /** Where an encoder would push; nothing listens there. */
  push(stream: VisStream): string {
    return `rtmp://${new URL(this.#origin).hostname}:1935/vis/${stream.name}`;
  }

  /** After an interruption the stream is served elsewhere: earlier addresses are dead. */
  move(stream: VisStream): void {
    stream.worker = (stream.worker % WORKERS) + 1;
  }

  /** Null when the path does not belong to this cloud. */
  authorize(
    tenants: readonly Tenant[],
    audience: Audience,
    path: string,
    query: URLSearchParams,
    headers: MediaHeaders,
  ): MediaDecision | null {
    if (!path.startsWith('/vis/')) return null;
    const [, , folder, worker, file] = path.split('/');
    const isHls = folder === 'hls';
    const name = isHls ? decodeURIComponent((file ?? '').replace(/\.m3u8$/, '')) : (query.get('stream') ?? '');
    const stream = tenants.map((one) => one.streams.get(name)).find((one) => one !== undefined);
    if (stream === undefined || (!isHls && query.get('app') !== 'vis')) return refused(404, 'no such stream');
    if (worker !== workerOf(stream)) return refused(404, 'the address has changed');
    const nowMs = this.#clock.nowMs();
    if (streamStateOf(stream, nowMs) !== 'ACTIVE') return refused(404, 'the stream is not activated');
    if (isHls !== (codecOf(stream) === 'H265')) return refused(404, 'the stream is not served in this form');
    const denial = this.#denialOf(stream, headers);
    if (denial !== null) return denial;
    if (!isPublishing(stream, nowMs)) return refused(404, 'nothing is pushed to the stream');
    const pulls = audience.viewers().filter((one) => one.cameraKey === stream.cameraKey).length;
    if (pulls >= MAX_PULLS) return refused(429, 'five clients pull this address already');
    const { cameraKey, cameraName, profile } = stream;
    const form = isHls ? ({ kind: 'hls-live', codec: 'h265' } as const) : ({ kind: 'flv-live' } as const);
    return { ok: true, grant: { cameraKey, cameraName, profile, ...form } };
  }

  #denialOf(stream: VisStream, headers: MediaHeaders): MediaDecision | null {
    if (stream.shareType === 'PUBLIC') return null;
    const header = headers['x-auth-token'];
    const text = typeof header === 'string' ? header : '';
    if (text === '') return refused(401, 'X-Auth-Token is missing');
    const token = this.#identity.token(text);
    if (token === null) return refused(403, 'the token is not valid');
    return token.user.id === stream.ownerId ? null : refused(403, 'the stream belongs to another user');
  }
}

const workerOf = (stream: VisStream): string => `work${String(stream.worker).padStart(3, '0')}`;

/** The codec of the stream when video arrives. */
export function codecOf(stream: VisStream): 'H264' | 'H265' {
  return stream.channel?.codec ?? 'H264';
}
