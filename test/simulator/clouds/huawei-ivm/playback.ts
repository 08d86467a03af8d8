/** Chapter 9, recordings: v2 lists and URLs, and the old v1 calls. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, textOf } from '../../kernel/values.ts';
import { addressed, idsOf } from './channels.ts';
import type { IvmContext, Operations } from './context.ts';
import { channelOf, refuseUnreachable } from './context.ts';
import type { IvmChannel } from './estate.ts';
import { holoOnly, itemsOf, lifeOf, p2pOf, protocolOf, refuseStream, refuseUnpaid } from './live.ts';
import type { IvmRecording, RecordKind, RecordPlace } from './recordings.ts';
import { recordingsOf } from './recordings.ts';
import { Refusal } from './refusals.ts';
import { formatBeijing, readBeijing } from './time.ts';
import type { IvmTraits } from './traits.ts';

const MAX_P2P_BATCH = 1000;

export const playbackOperations: Operations = {
  listMediaRecords(context, values) {
    const channel = addressed(context, values);
    const place = textOf(values, 'record_position') === 'DEVICE' ? 'DEVICE' : 'CLOUD';
    const { total, page } = recordPage(context, channel, values, place);
    return { total, ...idsOf(channel), records: page.map((one) => recordRow(one, place)) };
  },

  getPlaybackConnections(context, values) {
    const channel = addressed(context, values);
    const place = textOf(values, 'record_position') === 'DEVICE' ? 'DEVICE' : 'CLOUD';
    const protocol = textOf(values, 'playback_protocol');
    const url = playbackUrl(context, channel, values, place, protocol);
    const isP2p = protocol === 'HOLO' && place === 'DEVICE' && channel.device.protocol === 'HOLO';
    const times = { start_time: textOf(values, 'start_time'), end_time: textOf(values, 'end_time') };
    const p2p = isP2p ? { ...p2pOf(context, channel), result: context.errors.item('IVM.0'), ...times } : {};
    return {
      playback_connections: { ...idsOf(channel), cloud_trans_connections: { playback_url: url }, p2p_connections: p2p },
    };
  },

  listCloudRecords(context, values) {
    const channel = addressed(context, values);
    const { total, page } = recordPage(context, channel, values, 'CLOUD');
    const records = page.map((one) => {
      const { storage_state: _hot, ...row } = recordRow(one, 'CLOUD');
      return { ...row, alarm_rec_type: null };
    });
    return { total, ...idsOf(channel), records };
  },

  getCloudPlaybackUrl(context, values) {
    const channel = addressed(context, values);
    const url = playbackUrl(context, channel, values, 'CLOUD', textOf(values, 'playback_protocol'));
    return { ...idsOf(channel), playback_url: url.replace(/^jvmp:/, 'holo:') };
  },

  listDeviceRecords(context, values) {
    const channel = addressed(context, values);
    const { total, page } = recordPage(context, channel, values, 'DEVICE');
    const records = page.map(({ name, kind, fromMs, toMs }) => ({
      record_name: name,
      record_type: kind,
      start_time: formatBeijing(fromMs),
      end_time: formatBeijing(toMs),
    }));
    return { total, records };
  },

  getGbDevicePlaybackUrl(context, values) {
    const channel = addressed(context, values);
    if (channel.device.protocol !== 'GB28181') throw new Refusal('IVM.20020010');
    const url = playbackUrl(context, channel, values, 'DEVICE', 'HOLO');
    return { ...idsOf(channel), playback_url: url.replace(/^jvmp:/, 'holo:') };
  },

  getDeviceWebPlaybackUrl(context, values) {
    const channel = addressed(context, values);
    const protocol = textOf(values, 'protocol');
    const isFlv = protocol.includes('FLV');
    if (isFlv && channel.device.protocol !== 'GB28181') throw new Refusal('IVM.20020010');
    // the media plane has no FLV of the past; the cloud's own code for "could not make the URL" says so
    if (isFlv) throw new Refusal('IVM.20020006');
    return { ...idsOf(channel), playback_url: playbackUrl(context, channel, values, 'DEVICE', protocol) };
  },

  batchConnectP2pPlayback(context, values) {
    const connections = itemsOf(values, MAX_P2P_BATCH).map((item) => {
      const deviceId = { device_id: textOf(item, 'device_id') };
      try {
        const channel = holoOnly(channelOf(context, textOf(item, 'device_id'), textOf(item, 'channel_id')));
        refuseUnpaid(channel);
        refuseUnreachable(channel);
        refuseStream(channel, textOf(item, 'stream_type'));
        return { ...deviceId, ...p2pOf(context, channel), result: context.errors.item('IVM.0'), ...timesOf(item) };
      } catch (e) {
        if (!(e instanceof Refusal)) throw e;
        return { ...deviceId, p2p_nodes: [], result: context.errors.item(e.code) };
      }
    });
    const failNum = connections.filter((one) => one.result.code !== 'IVM.0').length;
    return { failNum, p2p_connections: connections };
  },
};

/** @throws {Refusal} IVM.10020001 when only one of the two times is given, IVM.10020007 when they are not in order. */
function timesOf(item: Values): Record<string, string> {
  const start = maybeText(item, 'start_time');
  const end = maybeText(item, 'end_time');
  if (start === null && end === null) return {};
  if (start === null || end === null) throw new Refusal('IVM.10020001');
  if (readBeijing(start) >= readBeijing(end)) throw new Refusal('IVM.10020007');
  return { start_time: start, end_time: end };
}

function rangeOf(values: Values): { readonly fromMs: number; readonly toMs: number } {
  const fromMs = readBeijing(textOf(values, 'start_time'));
  const toMs = readBeijing(textOf(values, 'end_time'));
  if (fromMs >= toMs) throw new Refusal('IVM.10020007');
  return { fromMs, toMs };
}

/** `record_type` counts for the cloud only. */
function kindsOf(values: Values, place: RecordPlace): readonly RecordKind[] | null {
  const kind = maybeText(values, 'record_type');
  if (place === 'DEVICE' || kind === null || kind === 'ALL_RECORD') return null;
  return kind === 'MOTION_RECORD' ? ['MOTION_RECORD'] : ['NORMAL_RECORD'];
}

/** `offset` is a page number ("0 is the first page"). On-device lists need the device. @throws {Refusal} */
function recordPage(
  context: IvmContext,
  channel: IvmChannel,
  values: Values,
  place: RecordPlace,
): { readonly total: number; readonly page: readonly IvmRecording[] } {
  const range = rangeOf(values);
  refuseUnpaid(channel);
  if (place === 'DEVICE') refuseUnreachable(channel);
  const limit = numberOf(values, 'limit', 10);
  const offset = numberOf(values, 'offset', 0);
  const { orders } = context;
  const found = recordingsOf(context, channel, { place, ...range, kinds: kindsOf(values, place) });
  if (found.length === 0 && orders.traits.emptyAs !== 'list') throw new Refusal(orders.traits.emptyAs);
  const all = found.slice(orders.takeVanished(offset)).map((one) => stored(context, channel, place, one));
  const page = withOddRow(all.slice(offset * limit, (offset + 1) * limit), orders.traits.oddRow);
  return { total: all.length + orders.traits.totalError, page };
}

/** A recording in the storage and of the size that tests ordered for it; on devices there is one kind only. */
function stored(context: IvmContext, channel: IvmChannel, place: RecordPlace, one: IvmRecording): IvmRecording {
  if (place === 'DEVICE') return one;
  const { toldBytesPerSec } = context.orders.traits;
  return {
    ...one,
    storageState: context.orders.storageOf(channel.cameraKey, one, one.storageState),
    sizeBytes:
      toldBytesPerSec === null ? one.sizeBytes : Math.round(((one.toMs - one.fromMs) / 1000) * toldBytesPerSec),
  };
}

function withOddRow(page: readonly IvmRecording[], oddRow: IvmTraits['oddRow']): readonly IvmRecording[] {
  const [first, second, ...rest] = page;
  if (first === undefined || second === undefined || oddRow === 'none') return page;
  if (oddRow === 'twice') return [first, first, second, ...rest].slice(0, page.length);
  const { fromMs, toMs } = second;
  const odd =
    oddRow === 'reversed' ? { fromMs: toMs, toMs: fromMs } : { fromMs: (first.fromMs + first.toMs) / 2, toMs };
  return [first, { ...second, ...odd }, ...rest];
}

const isPlayable = ({ storageState }: IvmRecording): boolean => storageState === 0 || storageState === 3;

/** Cloud rows carry id and size; device rows do not. */
function recordRow(one: IvmRecording, place: RecordPlace): Record<string, unknown> {
  return {
    ...(place === 'CLOUD' ? { record_id: one.id, record_size: one.sizeBytes } : {}),
    record_name: one.name,
    record_type: one.kind,
    storage_state: one.storageState,
    start_time: formatBeijing(one.fromMs),
    end_time: formatBeijing(one.toMs),
    alarm_rec_type: [],
  };
}

/**
 * @throws {Refusal} IVM.20020012 when nothing was recorded in the asked time; IVM.20020002 when all of it is archived: the
 * document has no code for that, and this one says that no URL could be made.
 */
function playbackUrl(
  context: IvmContext,
  channel: IvmChannel,
  values: Values,
  place: RecordPlace,
  protocol: string,
): string {
  const range = rangeOf(values);
  refuseUnpaid(channel);
  if (place === 'DEVICE') refuseUnreachable(channel);
  const streamType = maybeText(values, 'stream_type') ?? 'PRIMARY_STREAM';
  refuseStream(channel, streamType);
  const found = recordingsOf(context, channel, { place, ...range, kinds: kindsOf(values, place) });
  if (found.length === 0) throw new Refusal('IVM.20020012');
  const played = found.filter((one) => isPlayable(stored(context, channel, place, one)));
  const first = played[0];
  if (first === undefined) throw new Refusal('IVM.20020002');
  const past = {
    fromMs: Math.max(range.fromMs, first.fromMs),
    toMs: Math.min(range.toMs, Math.max(...played.map((one) => one.toMs))),
    spans: played.map(({ fromMs, toMs }) => ({ fromMs, toMs })),
    place,
  };
  return context.urls.issue({ channel, protocol: protocolOf(protocol), streamType, ...lifeOf(values), past });
}
