/**
 * Media URLs and what each may show. Live URLs obey the account's stream authentication: with it on they carry a token
 * that dies with the secret and after PullExpired minutes, with it off every URL of the right shape plays. URLs of
 * recordings always carry a token; the document gives 10 minutes for downloads and nothing for playback, which gets
 * the same.
 */
import { createHmac } from 'node:crypto';
import type { MediaDecision, MediaGrant, MediaSpan } from '../../media/types.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Channel } from './estate.ts';
import { STATUS } from './estate.ts';
import type { LocalSession, LocalSessions } from './local-sessions.ts';
import type { ServiceConfig } from './service-config.ts';

export type Profile = 'main' | 'sub';
export type FileType = 'mp4' | 'ts';

export interface StreamChoice {
  readonly profile: Profile;
  /** `stream_type` and `resolution` as the request named them. */
  readonly query: Readonly<Record<string, string>>;
}

const RECORD_URL_SEC = 600;
/** The first group of pictures may begin so long before the range. */
const AROUND_MS = 60_000;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const LIVE = new RegExp(`^/live/(${UUID})\\.(live\\.flv|m3u8)$`);
const LOCAL = new RegExp(`^/live/(${UUID})(?:@|%40)(${UUID})\\.live\\.flv$`);
const CLOUD = new RegExp(`^/record/(${UUID})/hls\\.m3u8$`);
const FILE = /^\/video\.(mp4|ts)$/;

const refused = (status: number, reason: string): MediaDecision => ({ ok: false, status, reason });

/** The parts of the cloud that the URLs depend on. */
export interface UrlParts {
  readonly clock: Clock;
  readonly config: ServiceConfig;
  readonly sessions: LocalSessions;
  readonly secret: string;
  /** A channel by its own id, or that of an RTMP device by the device's. */
  readonly streamOf: (id: string) => Channel | null;
  /** The refusal of a download, `{status, body}` with the documented code, or null. */
  readonly refuseFile: (code: string) => { readonly status: number; readonly body: string };
  /** Null when something is recorded there in standard storage, else the documented code. */
  readonly missingFile: (channel: Channel, fromMs: number, toMs: number) => string | null;
  /** A code that tests ordered for the next download, or null. */
  readonly refusalOf: () => string | null;
  /** The parts of a range that can be played, in the cloud or on the device. */
  readonly footageOf: (channel: Channel, place: 'cloud' | 'device', range: MediaSpan) => readonly MediaSpan[];
}

export class MediaUrls {
  readonly #parts: UrlParts;
  #origin = 'http://127.0.0.1:0';
  /** Grows when every URL given so far is declared expired. */
  #epoch = 0;
  #issuedSinceEpoch = 0;

  constructor(parts: UrlParts) {
    this.#parts = parts;
  }

  setOrigin(origin: string): void {
    this.#origin = origin;
  }

  expireAll(): number {
    const count = this.#issuedSinceEpoch;
    this.#epoch += 1;
    this.#issuedSinceEpoch = 0;
    return count;
  }

  /** @param id the channel's, or the device's where it pushes RTMP. The samples print `hls://` for HLS. */
  live(id: string, choice: StreamChoice): { readonly flv: string; readonly hls: string } {
    const { auth } = this.#parts.config;
    const query = (path: string): string => {
      const expires = String(this.#nowSec() + auth.pullExpiredMin * 60);
      const token = { expires, token: this.#sign(auth.pullSecret, path, choice.query, expires) };
      return new URLSearchParams({ ...choice.query, ...(auth.isPullOn ? token : {}) }).toString();
    };
    const [flv, hls] = [`/live/${id}.live.flv`, `/live/${id}.m3u8`];
    this.#issuedSinceEpoch += 2;
    const host = new URL(this.#origin).host;
    return { flv: `${this.#origin}${flv}?${query(flv)}`, hls: `hls://${host}${hls}?${query(hls)}` };
  }

  local(session: LocalSession, choice: StreamChoice): string {
    this.#issuedSinceEpoch += 1;
    const times = { start: String(session.fromMs / 1000), end: String(session.toMs / 1000) };
    const query = new URLSearchParams({ ...times, ...choice.query }).toString();
    return `${this.#origin}/live/${session.channel.id}@${session.id}.live.flv?${query}`;
  }

  cloud(channel: Channel, fromSec: number, toSec: number): string {
    const path = `/record/${channel.id}/hls.m3u8`;
    const times = { starttime: String(fromSec), endtime: String(toSec) };
    const expires = String(this.#nowSec() + RECORD_URL_SEC);
    const token = `${expires}${this.#sign(this.#parts.secret, path, times, expires)}`;
    this.#issuedSinceEpoch += 1;
    return `${this.#origin}${path}?${new URLSearchParams({ ...times, token }).toString()}`;
  }

  file(channel: Channel, fromSec: number, toSec: number, type: FileType): string {
    const path = `/video.${type}`;
    const signTime = String(this.#nowSec());
    const source = [channel.id, String(fromSec), String(toSec), type].join(';');
    const signed = { source, expires: String(RECORD_URL_SEC) };
    const sign = this.#sign(this.#parts.secret, path, signed, signTime);
    const res = this.#sign(this.#parts.secret, 'res', {}, source);
    this.#issuedSinceEpoch += 1;
    return `${this.#origin}${path}?${new URLSearchParams({ source, res, expires: signed.expires, signTime, sign }).toString()}`;
  }

  /** Null when the path does not belong to this cloud. */
  authorize(path: string, query: URLSearchParams): MediaDecision | null {
    const live = LIVE.exec(path);
    if (live !== null) return this.#judgeLive(path, live[1] ?? '', live[2] === 'm3u8', query);
    const local = LOCAL.exec(path);
    if (local !== null) return this.#judgeLocal(local[1] ?? '', local[2] ?? '');
    const cloud = CLOUD.exec(path);
    if (cloud !== null) return this.#judgeCloud(path, cloud[1] ?? '', query);
    const file = FILE.exec(path);
    return file === null ? null : this.#judgeFile(path, query);
  }

  #judgeLive(path: string, id: string, isHls: boolean, query: URLSearchParams): MediaDecision {
    const { auth } = this.#parts.config;
    if (auth.isPullOn) {
      const expires = query.get('expires') ?? '';
      const choice = Object.fromEntries([...query].filter(([name]) => name !== 'expires' && name !== 'token'));
      if (query.get('token') !== this.#sign(auth.pullSecret, path, choice, expires)) return refused(403, 'bad token');
      if (Number(expires) <= this.#nowSec()) return refused(403, 'the URL has expired');
    }
    const channel = this.#parts.streamOf(id);
    if (channel === null) return refused(404, 'no such stream');
    if (channel.device.status !== STATUS.online || !channel.isOnline) return refused(404, 'the device is off line');
    if (this.#parts.config.domainOf(channel.device.clusterId) === undefined) return refused(404, 'no such domain');
    channel.isStreaming = true;
    const { head } = channel;
    const pose = head === null ? {} : { pose: () => head.at(this.#parts.clock.nowMs()) };
    const profile = profileOf(query.get('stream_type'), query.get('resolution'));
    return { ok: true, grant: { ...cameraOf(channel, profile), kind: isHls ? 'hls-live' : 'flv-live', ...pose } };
  }

  #judgeLocal(channelId: string, sessionId: string): MediaDecision {
    const session = this.#parts.sessions.open(sessionId);
    if (session === null || session.channel.id !== channelId) return refused(404, 'no such session');
    if (session.channel.device.status !== STATUS.online) return refused(404, 'the device is off line');
    const { channel, profile, fromMs, toMs, control } = session;
    const spans = this.#footageOf(channel, 'device', { fromMs, toMs });
    return { ok: true, grant: { ...cameraOf(channel, profile), kind: 'flv-vod', fromMs, toMs, spans, control } };
  }

  #judgeCloud(path: string, channelId: string, query: URLSearchParams): MediaDecision {
    const token = query.get('token') ?? '';
    const expires = token.slice(0, 10);
    const times = { starttime: query.get('starttime') ?? '', endtime: query.get('endtime') ?? '' };
    if (token !== `${expires}${this.#sign(this.#parts.secret, path, times, expires)}`) return refused(403, 'bad token');
    if (Number(expires) <= this.#nowSec()) return refused(403, 'the URL has expired');
    const channel = this.#parts.streamOf(channelId);
    if (channel === null) return refused(404, 'no such channel');
    const range = { fromMs: Number(times.starttime) * 1000, toMs: Number(times.endtime) * 1000 };
    const spans = this.#footageOf(channel, 'cloud', range);
    return { ok: true, grant: { ...cameraOf(channel, 'main'), kind: 'hls-vod', source: 'cloud', ...range, spans } };
  }

  #judgeFile(path: string, query: URLSearchParams): MediaDecision {
    const refuse = (code: string): MediaDecision => {
      const { status, body } = this.#parts.refuseFile(code);
      return refused(status, body);
    };
    const signTime = query.get('signTime') ?? '';
    const source = query.get('source') ?? '';
    const signed = { source, expires: query.get('expires') ?? '' };
    const isOurs = query.get('sign') === this.#sign(this.#parts.secret, path, signed, signTime);
    const [channelId = '', from = '', to = '', type = ''] = source.split(';');
    if (!isOurs || path !== `/video.${type}`) return refuse('42503');
    if (Number(signTime) + RECORD_URL_SEC <= this.#nowSec()) return refuse('42504');
    const channel = this.#parts.streamOf(channelId);
    if (channel === null) return refuse('42501');
    const range = { fromMs: Number(from) * 1000, toMs: Number(to) * 1000 };
    const missing = this.#parts.missingFile(channel, range.fromMs, range.toMs);
    if (missing !== null) return refuse(missing);
    const ordered = this.#parts.refusalOf();
    if (ordered !== null) return refuse(ordered);
    const fileName = `${channelId}-${from}-${to}.${type}`;
    const kind = type === 'ts' ? 'ts-file' : 'mp4-file';
    const spans = this.#footageOf(channel, 'cloud', range);
    return { ok: true, grant: { ...cameraOf(channel, 'main'), kind, source: 'cloud', ...range, spans, fileName } };
  }

  #sign(secret: string, path: string, query: Readonly<Record<string, string>>, expires: string): string {
    const text = [String(this.#epoch), path, new URLSearchParams(query).toString(), expires].join('\n');
    return createHmac('sha256', `${secret}|${this.#parts.secret}`).update(text).digest('hex').slice(0, 32);
  }

  /** Also a little around the range. */
  #footageOf(channel: Channel, place: 'cloud' | 'device', { fromMs, toMs }: MediaSpan): readonly MediaSpan[] {
    return this.#parts.footageOf(channel, place, { fromMs: fromMs - AROUND_MS, toMs: toMs + AROUND_MS });
  }

  #nowSec(): number {
    return Math.floor(this.#parts.clock.nowMs() / 1000);
  }
}

/** 1 is the main stream; of resolutions 720P and more come from it. Nothing asked for is the main stream. */
export function profileOf(streamType: string | null, resolution: string | null): Profile {
  if (streamType === '2') return 'sub';
  if (resolution === null) return 'main';
  const width = /^(\d+)\*/.exec(resolution)?.[1];
  if (width !== undefined) return Number(width) >= 1280 ? 'main' : 'sub';
  return Number(resolution) >= 5 ? 'main' : 'sub';
}

function cameraOf(channel: Channel, profile: Profile): Pick<MediaGrant, 'cameraKey' | 'cameraName' | 'profile'> {
  return { cameraKey: channel.cameraKey, cameraName: channel.name, profile };
}
