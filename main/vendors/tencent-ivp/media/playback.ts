/** Playback: a playlist of what the cloud recorded, or a steered FLV stream of what the device did. */
import { channelRefOf } from '../../../../preload/domain/ids.ts';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { toMediaSource, type MediaRules } from '../../core/client/media-source.ts';
import { requestOf } from '../../core/client/request-id.ts';
import type { ParamsOf } from '../../core/contract/operations.ts';
import type { PlaybackControl, PlaybackPort, PlaybackRequest, PlaybackSource } from '../../../ports/playback.ts';
import { coveredBy, firstPart, secondsOf } from '../recording/days.ts';
import { fetchable, ofProfile } from './live.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

type Client = VendorClient<TencentIvpOperations>;
type Command = Omit<ParamsOf<TencentIvpOperations, 'controlLocalPlayback'>, 'ChannelId' | 'Session'>;

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8] as const;

/**
 * The session that steers a device's playback, out of its URL.
 *
 * @param url `.../live/{ChannelId}@{Session}.live.flv?...`
 * @returns null when the URL has another shape.
 */
export function sessionIn(url: string): string | null {
  const path = URL.parse(url)?.pathname ?? '';
  return /@([^/@]+)\.live\.flv$/.exec(path)?.[1] ?? null;
}

export class IvpPlayback implements PlaybackPort {
  readonly firstPart = firstPart;
  readonly #client: Client;
  readonly #rules: MediaRules;

  constructor(client: Client, rules: MediaRules) {
    this.#client = client;
    this.#rules = rules;
  }

  /**
   * Opens the first piece of a range that crosses midnight; the source says where the piece begins and ends. The profile
   * chooses the stream of the device (`getLocalRecordUrl`); `getCloudPlaybackUrl` documents no choice.
   */
  async open(request: PlaybackRequest, signal: AbortSignal): Promise<PlaybackSource> {
    const part = firstPart(request.range);
    return request.place === 'device'
      ? this.#openDevice(request, part, signal)
      : this.#openCloud(request, part, signal);
  }

  async #openCloud(request: PlaybackRequest, part: TimeRange, signal: AbortSignal): Promise<PlaybackSource> {
    const { channelNativeId: ChannelId } = channelRefOf(request.channelId);
    const { startSec, endSec } = secondsOf(part);
    const asked = { ChannelId, StartTime: startSec, EndTime: endSec };
    const reply = await this.#client.call('getCloudPlaybackUrl', asked, signal);
    const covers = coveredBy(part, startSec);
    return { ...this.#sourceOf(reply.data.Data?.Hls, 'hls'), covers, ...requestOf(reply) };
  }

  /** A device that refuses to choose a stream has opened no session, so asking again opens one only. */
  async #openDevice(request: PlaybackRequest, part: TimeRange, signal: AbortSignal): Promise<PlaybackSource> {
    const { channelNativeId: ChannelId } = channelRefOf(request.channelId);
    const { startSec, endSec } = secondsOf(part);
    const asked = { ChannelId, Start: startSec, End: endSec };
    const reply = await ofProfile(request.profile, (choice) =>
      this.#client.call('getLocalRecordUrl', { ...asked, ...choice }, signal),
    );
    const source = this.#sourceOf(reply.data.Data?.Flv, 'http-flv');
    const Session = sessionIn(source.url);
    const control = Session === null ? {} : { control: this.#controlOf(ChannelId, Session, startSec, endSec) };
    return { ...source, covers: coveredBy(part, startSec), ...requestOf(reply), ...control };
  }

  #sourceOf(url: string | undefined, transport: 'hls' | 'http-flv'): PlaybackSource {
    const facts = { transport, expiresAtMs: null, isSingleUse: false, ...this.#rules };
    return toMediaSource({ url: fetchable(url, this.#rules), ...facts });
  }

  /** Position and speed never together (41630). */
  #controlOf(ChannelId: string, Session: string, startSec: number, endSec: number): PlaybackControl {
    const send = async (command: Command, signal: AbortSignal): Promise<void> => {
      await this.#client.call('controlLocalPlayback', { ChannelId, Session, ...command }, signal);
    };
    return {
      speeds: SPEEDS,
      pause: (signal) => send({ Action: 'pause' }, signal),
      resume: (signal) => send({ Action: 'play' }, signal),
      seek: (atMs, signal) => {
        const second = Math.min(Math.max(Math.floor(atMs / 1000), startSec), endSec);
        return send({ Action: 'play', Pos: second - startSec }, signal);
      },
      setSpeed: (speed, signal) => send({ Action: 'play', Scale: speed }, signal),
      stop: (signal) => send({ Action: 'stop' }, signal),
    };
  }
}
