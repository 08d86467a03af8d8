/** The state that every operation of this cloud works on, and the finders that refuse with the documented codes. */
import type { Values } from '../../kernel/check.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { FootageOrders } from '../../world/footage-orders.ts';
import type { AiTaskStore } from './ai-task-store.ts';
import type { BoxedCameras } from './boxed-cameras.ts';
import type { Channel, Device, Estate, Gateway, Organization } from './estate.ts';
import { ROOT_ID, STATUS } from './estate.ts';
import type { ImportJobs } from './import-jobs.ts';
import type { LocalSessions } from './local-sessions.ts';
import type { MediaUrls } from './media-urls.ts';
import type { Pictures } from './pictures.ts';
import type { PlanStore } from './plan-store.ts';
import type { RetrievalTasks } from './retrieval-tasks.ts';
import { NOT_FOUND, Refusal } from './refusals.ts';
import type { ServiceConfig } from './service-config.ts';
import type { IvpTraitBook } from './traits.ts';

export interface IvpContext {
  readonly clock: Clock;
  readonly estate: Estate;
  readonly boxed: BoxedCameras;
  readonly footage: FootageOrders;
  readonly config: ServiceConfig;
  readonly urls: MediaUrls;
  readonly sessions: LocalSessions;
  readonly livePlans: PlanStore;
  readonly backupPlans: PlanStore;
  readonly retrievals: RetrievalTasks;
  readonly imports: ImportJobs;
  readonly ai: AiTaskStore;
  readonly pictures: Pictures;
  readonly orders: IvpTraitBook;
  /** The account's number, which the signature chapter calls APPID and the device list Uin. */
  readonly appId: string;
}

/** One operation: takes checked values and answers `Data`, a `FileAnswer` or `NO_DATA`, or throws a `Refusal`. */
export type Operation = (context: IvpContext, values: Values) => unknown;
export type Operations = Readonly<Record<string, Operation>>;

/** Two answers have no Data member at all. */
export const NO_DATA = Symbol('no data');

/** An answer without envelope: an xlsx workbook. */
export class FileAnswer {
  readonly name: string;
  readonly bytes: Buffer;
  constructor(name: string, bytes: Buffer) {
    this.name = name;
    this.bytes = bytes;
  }
}

/** @throws {Refusal} 40006; also for the root, which cannot be changed. */
export function organizationOf(context: IvpContext, id: string): Organization {
  const found = context.estate.organizations.get(id);
  if (found === undefined) throw new Refusal(NOT_FOUND);
  return found;
}

/** @throws {Refusal} 40006 for an id that is neither the root's nor an organisation's. */
export function placeOf(context: IvpContext, id: string): string {
  return id === ROOT_ID ? id : organizationOf(context, id).id;
}

/** @throws {Refusal} 42206 */
export function deviceOf(context: IvpContext, id: string): Device {
  const device = context.estate.devices.get(id);
  if (device === undefined) throw new Refusal('42206');
  context.estate.settle(device, context.clock.nowMs());
  return device;
}

/** @throws {Refusal} 42207 */
export function channelOf(context: IvpContext, id: string): Channel {
  const channel = context.estate.channels.get(id);
  if (channel === undefined) throw new Refusal('42207');
  return channel;
}

/** @throws {Refusal} 40006 */
export function gatewayOf(context: IvpContext, id: string): Gateway {
  const gateway = context.estate.gateways.get(id);
  if (gateway === undefined) throw new Refusal(NOT_FOUND);
  return gateway;
}

/** @throws {Refusal} for a device that is disabled, not registered or off line, and for a channel that is off line. */
export function refuseUnreachable(channel: Channel): void {
  const { status } = channel.device;
  if (status === STATUS.disabled) throw new Refusal('41621');
  if (status === STATUS.unregistered) throw new Refusal('41628');
  if (status !== STATUS.online) throw new Refusal('41617');
  if (!channel.isOnline) throw new Refusal('41634');
}

/** Cuts a page out of a list; pages count from 1. */
export function pageOf<T>(items: readonly T[], values: Values, size: number): readonly T[] {
  const pageSize = typeof values['PageSize'] === 'number' ? values['PageSize'] : size;
  const page = typeof values['PageNumber'] === 'number' ? values['PageNumber'] : 1;
  return items.slice((page - 1) * pageSize, page * pageSize);
}
