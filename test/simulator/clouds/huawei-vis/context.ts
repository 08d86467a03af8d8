/** The state that every operation of this cloud works on, and the finders that refuse with the documented codes. */
import type { Values } from '../../kernel/check.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Audience } from '../../kernel/cloud.ts';
import type { Caller, Identity } from './identity.ts';
import type { MediaAddresses } from './media-addresses.ts';
import { Refusal } from './refusals.ts';
import type { ErrorTable } from './refusals.ts';
import type { Tenant, VisChannel, VisDevice, VisStream } from './tenant.ts';

export interface VisContext {
  readonly clock: Clock;
  readonly identity: Identity;
  readonly errors: ErrorTable;
  readonly addresses: MediaAddresses;
  /** By project id: the projects of this region. */
  readonly tenants: ReadonlyMap<string, Tenant>;
  audience: Audience;
  /** "Registered devices" are listed, says the document, and has a filter for the others. */
  unregistered: 'listed' | 'hidden';
  /** Parts that a change of an access strategy leaves out: they stay, or fall back to their defaults. The document has both. */
  omitted: 'kept' | 'cleared';
  /** The document has three answers about a project without the service. */
  unsubscribed: 'false' | 'VIS.0004' | 'VIS.0015';
}

/** One request that was admitted. */
export interface Order {
  readonly context: VisContext;
  readonly tenant: Tenant;
  readonly caller: Caller;
  readonly values: Values;
  readonly nowMs: number;
}

/** Answers the bare result, or `NO_CONTENT`, or throws a `Refusal`. */
export type Operation = (order: Order) => unknown;
export type Operations = Readonly<Record<string, Operation>>;

/** The answer 204, which has no body. */
export const NO_CONTENT = Symbol('204');

export const SUCCESS = { result: 'success' } as const;

/** @throws {Refusal} VIS.0202, VIS.0203 */
export function streamOf(order: Order, name: string): VisStream {
  const stream = order.tenant.streams.get(name);
  if (stream === undefined) throw new Refusal('VIS.0202');
  if (stream.isBeingDeleted) throw new Refusal('VIS.0203');
  return stream;
}

/** @throws {Refusal} VIS.0302 */
export function deviceOf(order: Order, id: string): VisDevice {
  const device = order.tenant.devices.get(id);
  if (device === undefined) throw new Refusal('VIS.0302');
  return device;
}

/** @throws {Refusal} VIS.0302, VIS.0304 */
export function channelOf(order: Order, deviceId: string, channelId: string): VisChannel {
  const channel = deviceOf(order, deviceId).channels.find((one) => one.id === channelId);
  if (channel === undefined) throw new Refusal('VIS.0304');
  return channel;
}

/** A text value in upper case, for the parameters that the document calls case-insensitive; null when absent. */
export function upperOf(values: Values, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' ? value.toUpperCase() : null;
}
