/** Chapter 9, live pictures: v2 in one call, and the old v1 calls. Failures of single channels stay inside the answer. */
import type { Values } from '../../kernel/check.ts';
import { maybeText, numberOf, recordsOf, textOf } from '../../kernel/values.ts';
import { randomUUID } from 'node:crypto';
import type { IvmContext, Operations } from './context.ts';
import { channelOf, refuseUnreachable } from './context.ts';
import type { IvmChannel } from './estate.ts';
import type { UrlProtocol } from './media-urls.ts';
import { Refusal } from './refusals.ts';

const DEFAULT_LIFE_SEC = 30;
const MAX_BATCH = 100;

export const liveOperations: Operations = {
  getLiveConnections(context, values) {
    const items = itemsOf(values, MAX_BATCH);
    const connections = items.map((item) => {
      const ids = { device_id: textOf(item, 'device_id'), channel_id: textOf(item, 'channel_id') };
      try {
        const channel = playable(context, item);
        const isP2p = textOf(item, 'live_protocol') === 'HOLO' && channel.device.protocol === 'HOLO';
        return {
          ...ids,
          cloud_trans_connections: { live_url: liveUrl(context, channel, item, values) },
          p2p_connections: isP2p ? p2pOf(context, channel) : {},
          result: context.errors.item('IVM.0'),
        };
      } catch (e) {
        if (!(e instanceof Refusal)) throw e;
        return { ...ids, cloud_trans_connections: {}, p2p_connections: {}, result: context.errors.item(e.code) };
      }
    });
    return { fail_num: failures(connections), live_connections: connections };
  },

  batchGetLiveUrls(context, values) {
    const channels = itemsOf(values, MAX_BATCH).map((item) => {
      const ids = { device_id: textOf(item, 'device_id'), channel_id: textOf(item, 'channel_id') };
      try {
        const channel = playable(context, item);
        return { ...ids, live_url: liveUrl(context, channel, item, values), result: context.errors.item('IVM.0') };
      } catch (e) {
        if (!(e instanceof Refusal)) throw e;
        return { ...ids, live_url: '', result: context.errors.item(e.code) };
      }
    });
    return { fail_num: failures(channels), channels, request_id: randomUUID() };
  },

  batchConnectP2pLive(context, values) {
    const items = itemsOf(values, MAX_BATCH);
    const outcomes = items.map((item) => {
      const deviceId = textOf(item, 'device_id');
      const channelId = textOf(item, 'channel_id');
      try {
        const channel = holoOnly(playable(context, item));
        const url = liveUrl(context, channel, { ...item, live_protocol: 'HOLO' }, values);
        return { deviceId, channelId, p2p: p2pOf(context, channel), url, result: context.errors.item('IVM.0') };
      } catch (e) {
        if (!(e instanceof Refusal)) throw e;
        return { deviceId, channelId, p2p: {}, url: '', result: context.errors.item(e.code) };
      }
    });
    return {
      fail_num: failures(outcomes),
      p2p_connections: outcomes.map((one) => ({ device_id: one.deviceId, ...one.p2p, result: one.result })),
      live_urls: outcomes.map((one) => ({
        device_id: one.deviceId,
        channel_id: one.channelId,
        live_url: one.url,
        result: one.result,
      })),
      request_id: randomUUID(),
    };
  },

  batchDeleteMediaUrls(context, values) {
    const urls = recordsOf(values, 'urls').map((item) => textOf(item, 'url'));
    if (urls.length === 0 || urls.some((url) => url.startsWith('rtsp:'))) throw new Refusal('IVM.10020001');
    // the document knows no code for a URL that is already gone, so deleting twice succeeds
    for (const url of urls) context.urls.revoke(url);
    return { error_code: 'IVM.0', error_msg: 'Success' };
  },
};

function failures(items: readonly { readonly result: { readonly code: string } }[]): number {
  return items.filter((one) => one.result.code !== 'IVM.0').length;
}

/** @throws {Refusal} IVM.10024002 for an empty batch, IVM.10024000 for one over the limit (appendix 20.2). */
export function itemsOf(values: Values, max: number): readonly Record<string, unknown>[] {
  const items = recordsOf(values, 'channels');
  if (items.length === 0) throw new Refusal('IVM.10024002');
  if (items.length > max) throw new Refusal('IVM.10024000');
  return items;
}

/** The channel of a batch item, if it can be watched now in the asked stream. */
function playable(context: IvmContext, item: Values): IvmChannel {
  const channel = channelOf(context, textOf(item, 'device_id'), textOf(item, 'channel_id'));
  refuseUnpaid(channel);
  refuseUnreachable(channel);
  refuseStream(channel, textOf(item, 'stream_type'));
  return channel;
}

/** @throws {Refusal} for a frozen channel and for a package that is closed or in arrears. */
export function refuseUnpaid(channel: IvmChannel): void {
  if (channel.isFrozen || channel.device.isFrozen) throw new Refusal('IVM.20020007');
  if (channel.packages.management === 'CLOSED') throw new Refusal('IVM.20020008');
  if (channel.packages.management === 'ARREAR') throw new Refusal('IVM.20020009');
}

/** @throws {Refusal} IVM.10026004 for a second sub-stream that the camera lacks. */
export function refuseStream(channel: IvmChannel, streamType: string): void {
  if (streamType === 'SECONDARY_STREAM_2' && channel.streamCount < 3) throw new Refusal('IVM.10026004');
}

/** @throws {Refusal} IVM.20020011 for a channel of another protocol. */
export function holoOnly(channel: IvmChannel): IvmChannel {
  if (channel.device.protocol !== 'HOLO') throw new Refusal('IVM.20020011');
  return channel;
}

/** `use_times` is an integer in bodies and text in queries. */
export function lifeOf(values: Values): { readonly lifeSec: number; readonly isMultiUse: boolean } {
  const isMultiUse = values['use_times'] === 1 || maybeText(values, 'use_times') === '1';
  return { lifeSec: numberOf(values, 'expire_time', DEFAULT_LIFE_SEC), isMultiUse };
}

/** Both vocabularies: HTTP_HLS and HTTPS_HLS of v2, HLS and HLS_HTTPS of v1. */
export function protocolOf(name: string): UrlProtocol {
  if (name.includes('HLS')) return 'HLS';
  if (name.includes('FLV')) return 'FLV';
  return name.startsWith('RTSP') ? 'RTSP' : 'HOLO';
}

function liveUrl(context: IvmContext, channel: IvmChannel, item: Values, values: Values): string {
  return context.urls.issue({
    channel,
    protocol: protocolOf(textOf(item, 'live_protocol')),
    streamType: textOf(item, 'stream_type'),
    isAudioForbidden: item['forbid_audio'] === 1,
    ...lifeOf(values),
  });
}

/** The facts that the vendor's SDK needs to connect without the relay. */
export function p2pOf(context: IvmContext, channel: IvmChannel): Record<string, unknown> {
  return {
    token: context.urls.newToken(),
    device_state: channel.device.state === 'ONLINE' ? 'ONLINE' : 'OFFLINE',
    p2p_nodes: [{ node_type: 'COMMON', address_type: 'IPV4', address: ['127.0.0.1'], tcp_port: 0, udp_port: 7050 }],
  };
}
