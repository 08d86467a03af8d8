/** Changes of devices in bulk. The directory of the account is read again after a change, so that tree and table show it. */
import {
  deviceChangeBar,
  deviceNameFault,
  type DeviceChangeRule,
  type DeviceOrder,
  type DeviceOutcome,
} from '../../../preload/domain/cameras/device-changes.ts';
import type { NumberedChannel } from '../../../preload/domain/cameras/cameras.ts';
import { isOfAccount, type AccountId, type ChannelId, type DeviceId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { DeviceChangePort } from '../../ports/device-changes.ts';
import type { VendorSession } from '../../ports/session.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { readAgain, type ReadableDirectory } from './read-again.ts';

/** The directory as changes of devices use it. */
export interface ChangedDirectory extends ReadableDirectory {
  channelsOf(accountId: AccountId): readonly NumberedChannel[];
  /** The cameras of deleted devices leave at once. */
  dropDeleted(accountId: AccountId, deleted: ReadonlySet<ChannelId>): void;
}

interface Options {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'deviceChanges'>> };
  readonly directory: ChangedDirectory;
}

/** A hundred devices are a hundred calls where a cloud takes one a call. */
const CHANGE_LIMIT_MS = 10 * 60_000;
const SIGN_IN_LIMIT_MS = 25_000;

export class DeviceChangesService {
  readonly #options: Options;
  readonly #disposed = new AbortController();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Empty where the cloud documents no changes. @throws {AppError} `account.*`. */
  async rules(accountId: AccountId): Promise<readonly DeviceChangeRule[]> {
    return await withinLimit(this.#disposed.signal, SIGN_IN_LIMIT_MS, async () => {
      const { deviceChanges } = await this.#options.sessions.of(accountId);
      return deviceChanges?.rules ?? [];
    });
  }

  /**
   * Cameras of one device that change together are asked for once, and share the outcome.
   *
   * @param order cameras of one account.
   * @returns outcomes in the order of the items.
   * @throws {AppError} before anything is sent: `input.invalid-field`, `cloud.not-supported`, `channel.not-found`, `account.*`.
   */
  async change(accountId: AccountId, order: DeviceOrder): Promise<readonly DeviceOutcome[]> {
    return await withinLimit(this.#disposed.signal, CHANGE_LIMIT_MS, async (signal) => {
      const { deviceChanges: port } = await this.#options.sessions.of(accountId);
      const rule = port?.rules.find(({ change }) => change === order.change);
      if (port === undefined || rule === undefined) throw notSupported(order);
      const channels = this.#checked(accountId, order, { rules: port.rules, rule });
      const { sent, leadOf } = rule.isByDevice ? byDevice(order, channels) : alone(order);
      const outcomes = new Map((await port.change(sent, signal)).map((one) => [one.id, one]));
      const isDone = (id: ChannelId): boolean => outcomes.get(leadOf(id))?.state === 'done';
      if (order.change === 'delete') this.#drop(accountId, [...channels.keys()].filter(isDone));
      this.#report(accountId, order, [...outcomes.values()]);
      return order.items.flatMap(({ id }) => {
        const outcome = outcomes.get(leadOf(id));
        return outcome === undefined ? [] : { ...outcome, id };
      });
    });
  }

  dispose(): void {
    this.#disposed.abort();
  }

  /** Nothing is sent for an order with one wrong item. @returns the cameras of the account by their ids. */
  #checked(
    accountId: AccountId,
    order: DeviceOrder,
    { rules, rule }: Pick<DeviceChangePort, 'rules'> & { readonly rule: DeviceChangeRule },
  ): ReadonlyMap<ChannelId, NumberedChannel> {
    const { change, items, groupId } = order;
    const channels = new Map(this.#options.directory.channelsOf(accountId).map((one) => [one.id, one]));
    if ((change === 'move') !== (groupId !== null) || (groupId !== null && !isOfAccount(groupId, accountId))) {
      throw invalid('groupId');
    }
    if (new Set(items.map(({ id }) => id)).size !== items.length) throw invalid('channelIds');
    for (const { id, name } of items) {
      const channel = channels.get(id);
      if (channel === undefined) throw new AppError('channel.not-found', 'no such channel', { params: { detail: id } });
      if (deviceChangeBar(rules, change, channel.protocol) !== null) throw notSupported(order);
      if ((rule.name !== null) !== (name !== null)) throw invalid('name');
      if (name !== null && deviceNameFault(rule, name) !== null) throw invalid('name');
    }
    return channels;
  }

  #report(accountId: AccountId, { change, items }: DeviceOrder, outcomes: readonly DeviceOutcome[]): void {
    const count = (state: DeviceOutcome['state']): number => outcomes.filter((one) => one.state === state).length;
    log.audit('devices were changed', {
      accountId,
      change,
      cameras: items.length,
      devices: outcomes.length,
      done: count('done'),
      refused: count('refused'),
      unknown: count('unknown'),
      notAsked: count('notAsked'),
    });
    if (count('notAsked') < outcomes.length) readAgain(this.#options.directory, accountId);
  }

  #drop(accountId: AccountId, deleted: readonly ChannelId[]): void {
    if (deleted.length > 0) this.#options.directory.dropDeleted(accountId, new Set(deleted));
  }
}

interface Sent {
  readonly sent: DeviceOrder;
  /** The item whose outcome is that of a camera: of itself, or of the camera that was sent for their device. */
  readonly leadOf: (id: ChannelId) => ChannelId;
}

const alone = (order: DeviceOrder): Sent => ({ sent: order, leadOf: (id) => id });

/** One item for each device. @throws {AppError} `input.invalid-field` for two names of one device. */
function byDevice(order: DeviceOrder, channels: ReadonlyMap<ChannelId, NumberedChannel>): Sent {
  const deviceOf = (id: ChannelId): DeviceId | undefined => channels.get(id)?.deviceId;
  const leads = new Map<DeviceId | undefined, DeviceOrder['items'][number]>();
  for (const item of order.items) {
    const lead = leads.get(deviceOf(item.id));
    if (lead === undefined) leads.set(deviceOf(item.id), item);
    else if (lead.name !== item.name) throw invalid('name');
  }
  return { sent: { ...order, items: [...leads.values()] }, leadOf: (id) => leads.get(deviceOf(id))?.id ?? id };
}

const notSupported = ({ change }: DeviceOrder): AppError =>
  new AppError('cloud.not-supported', `the cloud documents no ${change} of this device`);

const invalid = (field: string): AppError =>
  new AppError('input.invalid-field', `${field} is wrong`, { params: { field, detail: 'form' } });
