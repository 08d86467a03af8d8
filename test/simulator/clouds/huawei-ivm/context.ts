/** The state that every operation of this cloud works on, and the finders that refuse with the documented codes. */
import type { Values } from '../../kernel/check.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { FootageOrders } from '../../world/footage-orders.ts';
import type { BoxedCameras } from './boxed-cameras.ts';
import type { CallbackStore } from './callbacks.ts';
import type { Estate, IvmChannel, IvmDevice, IvmGroup } from './estate.ts';
import type { MessagePublisher } from './message-publisher.ts';
import type { MediaUrls } from './media-urls.ts';
import type { PictureStore } from './pictures.ts';
import type { PtzLocks } from './ptz-locks.ts';
import type { ErrorTable } from './refusals.ts';
import { Refusal } from './refusals.ts';
import type { TokenIssuer } from './tokens.ts';
import type { IvmTraitBook } from './traits.ts';

export interface IvmContext {
  readonly clock: Clock;
  readonly estate: Estate;
  readonly footage: FootageOrders;
  readonly boxes: BoxedCameras;
  readonly tokens: TokenIssuer;
  readonly urls: MediaUrls;
  readonly orders: IvmTraitBook;
  readonly ptz: PtzLocks;
  readonly pictures: PictureStore;
  readonly callbacks: CallbackStore;
  readonly messages: MessagePublisher;
  readonly errors: ErrorTable;
  readonly account: IvmAccount;
  /** The SIP server at which devices must register. */
  readonly sip: { readonly id: string; readonly domain: string; readonly host: string; readonly port: number };
}

export interface IvmAccount {
  readonly userId: string;
  readonly ak: string;
  readonly sk: string;
  /** Eighteen digits: more than a double holds. */
  readonly enterpriseId: bigint;
}

/** One operation: takes checked values, answers the bare result object, or throws a `Refusal`. */
export type Operation = (context: IvmContext, values: Values) => unknown;
export type Operations = Readonly<Record<string, Operation>>;

/** @throws {Refusal} IVM.20001001 */
export function groupOf(context: IvmContext, id: string): IvmGroup {
  const group = context.estate.groups.get(id);
  if (group === undefined) throw new Refusal('IVM.20001001');
  return group;
}

/** @throws {Refusal} IVM.20000010 */
export function deviceOf(context: IvmContext, id: string): IvmDevice {
  const device = context.estate.devices.get(id);
  if (device === undefined) throw new Refusal('IVM.20000010');
  return device;
}

/** @throws {Refusal} IVM.20000010, IVM.10022007 */
export function channelOf(context: IvmContext, deviceId: string, channelId: string): IvmChannel {
  const channel = deviceOf(context, deviceId).channels.find((one) => one.id === channelId);
  if (channel === undefined) throw new Refusal('IVM.10022007');
  return channel;
}

/** @throws {Refusal} for a device or channel that is not registered, off line or frozen. */
export function refuseUnreachable(channel: IvmChannel): void {
  if (channel.device.state === 'UNREGISTERED') throw new Refusal('IVM.20000045');
  if (channel.device.state !== 'ONLINE') throw new Refusal('IVM.20000036');
  if (channel.state !== 'ONLINE') throw new Refusal('IVM.20000043');
  if (channel.isFrozen || channel.device.isFrozen) throw new Refusal('IVM.20000048');
}
