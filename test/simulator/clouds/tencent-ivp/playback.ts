/** Live pictures, recordings in the cloud and on devices, and downloads. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, textOf } from '../../kernel/values.ts';
import type { IvpContext, Operations } from './context.ts';
import { channelOf, deviceOf, refuseUnreachable } from './context.ts';
import type { Channel } from './estate.ts';
import { ACCESS } from './estate.ts';
import type { StreamChoice } from './media-urls.ts';
import { profileOf } from './media-urls.ts';
import type { Span } from './recordings.ts';
import { cloudRecordings, deviceRecordings } from './recordings.ts';
import { CHECK_FAILED, Refusal } from './refusals.ts';
import { beijingDayStart } from './time.ts';

const DOWNLOAD_MAX_MS = 30 * 60_000;

/** @throws {Refusal} 41611, 41612; 40005 for a range that leaves its Beijing day or is longer than `maxMs`. */
export function rangeOf(context: IvpContext, fromSec: number, toSec: number, maxMs: number | null): Span {
  const range = { fromMs: fromSec * 1000, toMs: toSec * 1000 };
  if (range.fromMs < 0 || range.toMs > 8e15) throw new Refusal(CHECK_FAILED);
  if (range.fromMs >= range.toMs) throw new Refusal('41611');
  if (range.fromMs > context.clock.nowMs()) throw new Refusal('41612');
  // "not across days": the last second of a day is still of that day, midnight is of the next
  const leavesDay = beijingDayStart(range.fromMs) !== beijingDayStart(range.toMs);
  if (maxMs !== null && (leavesDay || range.toMs - range.fromMs > maxMs)) throw new Refusal(CHECK_FAILED);
  return range;
}

const DAY_RANGE_MS = 86_400_000;

/** @throws {Refusal} 41633 when both are given, 40005 for a resolution that the camera lacks. */
function choiceOf(values: Values, channel: Channel): StreamChoice {
  const streamType = values['StreamType'] === undefined ? null : String(numberOf(values, 'StreamType', 1));
  const resolution = maybeText(values, 'Resolution');
  if (streamType !== null && resolution !== null) throw new Refusal('41633');
  if (resolution !== null && !channel.resolution.split('/').includes(resolution)) throw new Refusal(CHECK_FAILED);
  const query = {
    ...(streamType === null ? {} : { stream_type: streamType }),
    ...(resolution === null ? {} : { resolution }),
  };
  return { profile: profileOf(streamType, resolution), query };
}

/** @throws {Refusal} 41623 when the node that the device belongs to has no domain any more. */
function refuseWithoutDomain(context: IvpContext, channel: Channel): void {
  if (context.config.domainOf(channel.device.clusterId) === undefined) throw new Refusal('41623');
}

/** RTMP devices are named by their own id, all others by the channel's. */
function liveTarget(context: IvpContext, values: Values): { readonly id: string; readonly channel: Channel } {
  const [deviceId, channelId] = [textOf(values, 'DeviceId'), textOf(values, 'ChannelId')];
  if (deviceId === '' && channelId === '') throw new Refusal(CHECK_FAILED);
  const named = channelId === '' ? null : channelOf(context, channelId);
  const device = deviceId === '' ? named?.device : deviceOf(context, deviceId);
  if (named !== null && named.device !== device) throw new Refusal('41639');
  if (device?.accessProtocol === ACCESS.rtmp) {
    const only = device.channels[0];
    if (deviceId === '') throw new Refusal('41638');
    if (only === undefined) throw new Refusal('41628');
    return { id: device.id, channel: only };
  }
  if (named === null) throw new Refusal('41639');
  return { id: named.id, channel: named };
}

/** A channel whose device keeps recordings of its own. @throws {Refusal} 40002 for RTMP devices. */
function localChannel(context: IvpContext, values: Values): Channel {
  const channel = channelOf(context, textOf(values, 'ChannelId'));
  if (channel.device.accessProtocol === ACCESS.rtmp) throw new Refusal('40002');
  refuseUnreachable(channel);
  return channel;
}

/** One recording of a device at a time, when tests ordered that. @throws {Refusal} 41637 */
function settleDevice({ sessions, orders }: IvpContext, { device }: Channel): void {
  const { deviceSessions } = orders.traits;
  const busy = sessions.busyOn(device);
  if (deviceSessions === 'refuse' && busy.length > 0) throw new Refusal('41637');
  if (deviceSessions === 'take') for (const one of busy) sessions.stop(one);
}

/** 1 when something archived lies in the range. */
function tipsOf({ orders }: IvpContext, hasArchived: boolean): { readonly Tips?: number } {
  const { tips } = orders.traits;
  if (tips === 'missing') return {};
  return { Tips: tips === 'unknown' ? 9 : hasArchived ? 1 : 0 };
}

const spanView = (span: Span): unknown => ({ Begin: span.fromMs / 1000, End: span.toMs / 1000 });
/** "An array when there are any, else the content is empty". */
export const listOrEmpty = <T>(items: readonly T[]): readonly T[] | null => (items.length > 0 ? items : null);

export const playbackOperations: Operations = {
  getLiveStreamUrl(context, values) {
    const { id, channel } = liveTarget(context, values);
    const choice = choiceOf(values, channel);
    refuseUnreachable(channel);
    refuseWithoutDomain(context, channel);
    const { flv, hls } = context.urls.live(id, choice);
    return { Flv: flv, Hls: hls };
  },

  queryCloudRecordTimeline(context, values) {
    const device = deviceOf(context, textOf(values, 'DeviceId'));
    const channel = channelOf(context, textOf(values, 'ChannelId'));
    if (channel.device !== device) throw new Refusal('42207');
    const range = rangeOf(context, numberOf(values, 'StartTime', 0), numberOf(values, 'EndTime', 0), DAY_RANGE_MS);
    if (context.orders.traits.timelines === 'refused') throw new Refusal('41604');
    const { standard, archived } = cloudRecordings(context, channel, range);
    return { ...tipsOf(context, archived.length > 0), List: listOrEmpty(standard.map(spanView)) };
  },

  queryLocalRecordTimeline(context, values) {
    const range = rangeOf(context, numberOf(values, 'Start', 0), numberOf(values, 'End', 0), null);
    const channel = localChannel(context, values);
    // No form without rows is documented here, other than for the list of the cloud: the list is then an empty list.
    return deviceRecordings(context, channel, range).map(spanView);
  },

  getCloudPlaybackUrl(context, values) {
    const channel = channelOf(context, textOf(values, 'ChannelId'));
    const range = rangeOf(context, numberOf(values, 'StartTime', 0), numberOf(values, 'EndTime', 0), DAY_RANGE_MS);
    refuseWithoutDomain(context, channel);
    if (cloudRecordings(context, channel, range).standard.length === 0) throw new Refusal('41627');
    return { Hls: context.urls.cloud(channel, range.fromMs / 1000, range.toMs / 1000) };
  },

  getLocalRecordUrl(context, values) {
    const range = rangeOf(context, numberOf(values, 'Start', 0), numberOf(values, 'End', 0), null);
    const channel = localChannel(context, values);
    const choice = choiceOf(values, channel);
    refuseWithoutDomain(context, channel);
    if (deviceRecordings(context, channel, range).length === 0) throw new Refusal('41627');
    settleDevice(context, channel);
    const session = context.sessions.create(channel, choice.profile, range.fromMs, range.toMs);
    return { Flv: context.urls.local(session, choice) };
  },

  controlLocalPlayback(context, values) {
    const channel = channelOf(context, textOf(values, 'ChannelId'));
    const [position, scale] = [values['Pos'], values['Scale']];
    if (position !== undefined && scale !== undefined) throw new Refusal('41630');
    const session = context.sessions.open(textOf(values, 'Session'));
    if (session === null || session.channel !== channel) throw new Refusal('41605');
    refuseUnreachable(channel);
    const { control } = session;
    const { steering } = context.orders.traits;
    switch (textOf(values, 'Action')) {
      case 'stop':
        context.sessions.stop(session);
        return null;
      case 'pause':
        control.isPaused = true;
        return null;
      default: {
        if (typeof position === 'number') {
          const atMs = session.fromMs + position * 1000;
          if (atMs >= session.toMs) throw new Refusal(CHECK_FAILED);
          if (steering !== 'no-position') control.seekMs = atMs;
        }
        if (typeof scale === 'number' && steering !== 'no-scale') control.scale = scale;
        control.isPaused = false;
        return null;
      }
    }
  },

  getCloudRecordDownloadUrl(context, values) {
    const seconds = (name: string): number => {
      const text = textOf(values, name);
      if (!/^\d{1,12}$/.test(text)) throw new Refusal(CHECK_FAILED);
      return Number(text);
    };
    const [fromSec, toSec] = [seconds('BeginTime'), seconds('EndTime')];
    const channel = channelOf(context, textOf(values, 'ChannelId'));
    rangeOf(context, fromSec, toSec, DOWNLOAD_MAX_MS);
    refuseWithoutDomain(context, channel);
    // whether there is anything to download is only said by the download itself (42501, 42506)
    return { Url: context.urls.file(channel, fromSec, toSec, textOf(values, 'FileType') === 'ts' ? 'ts' : 'mp4') };
  },
};
