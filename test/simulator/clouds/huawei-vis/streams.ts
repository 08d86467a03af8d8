/** Streams: create, change, delete, record, look at, list, and where to pull them (chapter 4.2). */
import { createHash } from 'node:crypto';
import { maybeText, recordsOf, textOf } from '../../kernel/values.ts';
import type { Operations, Order } from './context.ts';
import { streamOf, SUCCESS, upperOf } from './context.ts';
import { streamStateOf } from './invitation.ts';
import { codecOf } from './media-addresses.ts';
import { contains, listOf } from './paging.ts';
import { invalid, Refusal } from './refusals.ts';
import { updateStreamRetention } from './retention.ts';
import type { Tag, Tenant, VisStream } from './tenant.ts';
import { createdStreamView, encodeTypeOf, streamDetail, streamView } from './views.ts';

/** The document says that deletion takes time (VIS.0203) and not how long. */
const DELETE_MS = 2_000;
/** A stream that belongs to a device cannot be changed or deleted by itself; no code of its own is named. */
const NOT_ALLOWED = 'VIS.0006';

export const streamOperations: Operations = {
  createStream(order) {
    const { context, tenant, values, nowMs } = order;
    if (tenant.streams.size >= tenant.quota.stream) throw new Refusal('VIS.0014');
    const name = textOf(values, 'name');
    // names are unique over all users, not only within one project
    if ([...context.tenants.values()].some((one) => one.streams.has(name))) throw new Refusal('VIS.0201');
    const accessType = upperOf(values, 'access_type') === 'RTMP' ? 'RTMP' : 'HTTP-FLV';
    const stream: VisStream = {
      id: streamId(tenant.projectId, tenant.nextSerial()),
      name,
      accessType,
      shareType: upperOf(values, 'share_type') === 'PUBLIC' ? 'PUBLIC' : 'PRIVATE',
      url: accessType === 'HTTP-FLV' ? sourceOf(maybeText(values, 'url')) : null,
      accessKey: accessType === 'RTMP' ? keyOf(tenant, maybeText(values, 'access_key')) : null,
      description: textOf(values, 'description'),
      tags: tagsOf(order),
      state: 'STOPPED',
      ownerId: order.caller.user.id,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      activatedAtMs: nowMs,
      retention: null,
      cameraKey: `huawei-vis/${name}`,
      cameraName: name,
      profile: 'sub',
      channel: null,
      // a pulled source has video; a new push address has none until a source pushes
      isFed: accessType === 'HTTP-FLV',
      worker: (tenant.streams.size % 9) + 1,
      isBeingDeleted: false,
    };
    tenant.streams.set(name, stream);
    return createdStreamView(stream);
  },

  updateStream(order) {
    const { tenant, values, nowMs } = order;
    const stream = streamOf(order, textOf(values, 'stream_name'));
    if (stream.channel !== null) throw new Refusal(NOT_ALLOWED, 'the stream belongs to a GB28181 device');
    const accessType = (upperOf(values, 'access_type') ?? stream.accessType) as VisStream['accessType'];
    if (accessType !== stream.accessType && stream.state === 'ACTIVE') throw new Refusal('VIS.0206');
    const url = accessType === 'HTTP-FLV' ? sourceOf(maybeText(values, 'url') ?? stream.url) : null;
    const accessKey = accessType === 'RTMP' ? keyOf(tenant, maybeText(values, 'access_key') ?? stream.accessKey) : null;
    const tags = values['tag'] === undefined ? stream.tags : tagsOf(order);
    const state = (maybeText(values, 'state') ?? stream.state) as VisStream['state'];
    if (state === 'ACTIVE' && stream.state === 'STOPPED') refuseActivation(order, url);
    if (accessType !== stream.accessType) stream.isFed = accessType === 'HTTP-FLV';
    if (state !== stream.state) stream.activatedAtMs = nowMs;
    const shareType = (upperOf(values, 'share_type') ?? stream.shareType) as VisStream['shareType'];
    const description = maybeText(values, 'description') ?? stream.description;
    Object.assign(stream, { accessType, url, accessKey, tags, state, shareType, description, updatedAtMs: nowMs });
    if (state === 'STOPPED') order.context.audience.cut(stream.cameraKey);
    return SUCCESS;
  },

  deleteStream(order) {
    const { context, tenant, values, nowMs } = order;
    const stream = streamOf(order, textOf(values, 'stream_name'));
    if (stream.channel !== null) throw new Refusal(NOT_ALLOWED, 'the stream belongs to a GB28181 device');
    stream.isBeingDeleted = true;
    context.audience.cut(stream.cameraKey);
    tenant.later(nowMs + DELETE_MS, () => tenant.streams.delete(stream.name));
    return SUCCESS;
  },

  updateStreamRetention,

  getStream(order) {
    const stream = streamOf(order, textOf(order.values, 'stream_name'));
    const clients = order.context.audience.viewers().filter((one) => one.cameraKey === stream.cameraKey).length;
    return streamDetail(stream, order.nowMs, clients);
  },

  listStreams(order) {
    const { tenant, values, nowMs } = order;
    const name = maybeText(values, 'name');
    const state = upperOf(values, 'stream_state');
    const retention = upperOf(values, 'retention_state');
    const retentionOf = (one: VisStream): string => one.retention?.state ?? 'STOPPED';
    return listOf(values, {
      rows: [...tenant.streams.values()].filter(
        (one) =>
          contains(one.name, name) &&
          (state === null || streamStateOf(one, nowMs) === state) &&
          (retention === null || retentionOf(one) === retention),
      ),
      firstOffset: 1,
      keys: {
        encode_type: encodeTypeOf,
        access_type: (one) => one.accessType,
        share_type: (one) => one.shareType,
        created_at: (one) => one.createdAtMs,
        name: (one) => one.name,
        state: (one) => streamStateOf(one, nowMs),
        retention_state: retentionOf,
      },
      view: (one) => streamView(one, nowMs),
    });
  },

  getStreamEndpoint(order) {
    const { addresses } = order.context;
    const stream = streamOf(order, textOf(order.values, 'stream_name'));
    if (streamStateOf(stream, order.nowMs) !== 'ACTIVE') throw new Refusal('VIS.0204');
    if (codecOf(stream) === 'H265') {
      const push = { push_flow_protocol: 'GB28181', push_flow_address: '127.0.0.1' };
      return { ...push, hls_pull_flow_address: addresses.hls(stream) };
    }
    const pull = { pull_flow_address: addresses.flv(stream) };
    if (stream.accessType === 'RTMP')
      return { ...pull, push_flow_protocol: 'RTMP', push_flow_address: addresses.push(stream) };
    if (stream.accessType === 'GB28181')
      return { ...pull, push_flow_protocol: 'GB28181', push_flow_address: '127.0.0.1' };
    return pull;
  },
};

/** Such as `stream-qGjdxQZM`. */
export function streamId(...parts: readonly (string | number)[]): string {
  const digest = createHash('sha256').update(parts.join('|')).digest('base64');
  return `stream-${digest.replace(/[^A-Za-z0-9]/g, '').slice(0, 8)}`;
}

/** How many streams count against the quota of active ones. */
export function activeCount(tenant: Tenant, nowMs: number): number {
  return [...tenant.streams.values()].filter((one) => streamStateOf(one, nowMs) === 'ACTIVE').length;
}

function refuseActivation(order: Order, url: string | null): void {
  if (activeCount(order.tenant, order.nowMs) >= order.tenant.quota.activeStream) throw new Refusal('VIS.0014');
  // `.invalid` never resolves (RFC 2606): the address that cannot be reached
  if (url !== null && new URL(url).hostname.endsWith('.invalid')) throw new Refusal('VIS.0212');
}

function sourceOf(url: string | null): string {
  if (url === null) throw invalid('url is required for HTTP-FLV');
  if (URL.parse(url) === null) throw new Refusal('VIS.0207');
  return url;
}

function keyOf(tenant: Tenant, accessKey: string | null): string | null {
  if (accessKey !== null && !tenant.akskCredentials.has(accessKey)) throw new Refusal('VIS.0104');
  return accessKey;
}

function tagsOf(order: Order): readonly Tag[] {
  return recordsOf(order.values, 'tag').map((one) => ({ key: text(one['key']), value: text(one['value']) }));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
