/** The state that every VCS operation works on, the finders that refuse, and the envelopes of success. */
import type { Values } from '../../kernel/check.ts';
import type { Clock } from '../../kernel/clock.ts';
import { numberOf, textOf } from '../../kernel/values.ts';
import type { FootageOrders } from '../../world/footage-orders.ts';
import type { RpcOperations } from '../aliyun-rpc/front.ts';
import type { SignedUrls } from '../aliyun-rpc/media-urls.ts';
import { invalid, notFound, RpcRefusal } from '../aliyun-rpc/refusal.ts';
import type { VcsCorp, VcsDevice, VcsEstate } from './estate.ts';
import type { InstanceStore } from './instance-store.ts';
import type { Links } from './links.ts';
import type { SourceStore } from './source-store.ts';
import type { WatchStore } from './watch-store.ts';

export interface VcsContext {
  readonly seed: number;
  readonly clock: Clock;
  readonly estate: VcsEstate;
  readonly footage: FootageOrders;
  readonly links: Links;
  readonly urls: SignedUrls;
  readonly instances: InstanceStore;
  readonly sources: SourceStore;
  readonly watch: WatchStore;
  /** Where GB devices register. */
  readonly server: { readonly id: string; readonly ip: string; readonly realm: string; readonly port: string };
}

export type VcsOperations = RpcOperations<VcsContext>;
type Body = Readonly<Record<string, unknown>>;

/** Projects, devices and sources say "200"; `extra` may overrule. */
export const done = (extra: Body = {}): Body => ({ Code: '200', Message: 'success', ...extra });
/** Instances say "0". */
export const doneZero = (extra: Body = {}): Body => ({ Code: '0', Message: 'SUCCESS', ...extra });
/** The data service says "200" and a boolean. */
export const doneOk = (extra: Body = {}): Body => ({ Success: true, Code: '200', Message: 'OK', ...extra });

/** @throws {RpcRefusal} InvalidCorpId.NotFound, or the same of `parameter`. */
export function corpOf(context: VcsContext, id: string, parameter = 'CorpId'): VcsCorp {
  const corp = context.estate.corps.get(id);
  if (corp === undefined) throw notFound(parameter);
  return corp;
}

/** @throws {RpcRefusal} DeviceNotFound, the one code that the document prints for it (DeleteDevices). */
export function deviceOf(context: VcsContext, id: string): VcsDevice {
  const device = context.estate.devices.get(id);
  if (device === undefined)
    throw new RpcRefusal(404, 'DeviceNotFound', 'The relevant device information could not be found');
  return device;
}

/** The camera of `DeviceId`, or of the deprecated `GbId`. @throws {RpcRefusal} */
export function cameraOf(context: VcsContext, values: Values): VcsDevice {
  const id = textOf(values, 'DeviceId') || textOf(values, 'GbId');
  if (id === '') throw new RpcRefusal(400, 'MissingDeviceId', 'DeviceId is mandatory for this action.');
  const device = deviceOf(context, id);
  if (device.type !== 'IPC')
    throw invalid('DeviceId', 'The device has no stream of its own; name one of its channels.');
  const corpId = textOf(values, 'CorpId');
  if (corpId !== '' && corpId !== device.corpId) throw notFound('CorpId');
  return device;
}

export interface Page<T> {
  readonly rows: readonly T[];
  readonly total: number;
  readonly number: number;
  readonly size: number;
  readonly pages: number;
}

/** Pages count from 1. @throws {RpcRefusal} for a page or a size below 1. */
export function pageOf<T>(items: readonly T[], values: Values, numberName = 'PageNumber'): Page<T> {
  const number = numberOf(values, numberName, 1);
  const size = numberOf(values, 'PageSize', 10);
  if (number < 1) throw invalid(numberName);
  if (size < 1) throw invalid('PageSize');
  const rows = items.slice((number - 1) * size, number * size);
  return { rows, total: items.length, number, size, pages: Math.ceil(items.length / size) };
}

/** The common `Data` of lists. */
export function listData<T>(page: Page<T>, row: (item: T) => unknown): Body {
  return { TotalCount: page.total, PageNumber: page.number, PageSize: page.size, Records: page.rows.map(row) };
}
