/** Orders, by hand or by plan, whether a cloud takes the pictures of a camera at all. Each order is read back. */
import {
  accessFault,
  isSamePlan,
  type AccessPlan,
  type CameraAccess,
} from '../../../preload/domain/cameras/camera-access.ts';
import type { WireError } from '../../../preload/domain/error.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { AppError, toWireError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { CameraAccessPort } from '../../ports/camera-access.ts';
import type { VendorSession } from '../../ports/session.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import { isAnswerLost } from '../shared/lost-answers.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { readAgain, type ReadableDirectory } from './read-again.ts';

interface Options {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'cameraAccess'>> };
  readonly directory: ReadableDirectory;
}

/** Signing in included; an order is read back. */
const LIMIT_MS = 40_000;

interface Ordered {
  /** The state that the cloud reports after the order; null if it reported none. */
  readonly access: CameraAccess | null;
  readonly error: WireError | null;
}

/** One order, and whether the access that was read afterwards shows that the cloud followed. */
interface Order {
  readonly what: string;
  send(port: CameraAccessPort, signal: AbortSignal): Promise<void>;
  isFollowed(access: CameraAccess): boolean;
}

const ON: ReadonlySet<CameraAccess['state']> = new Set(['on', 'starting'] as const);
const OFF: ReadonlySet<CameraAccess['state']> = new Set(['off', 'ending'] as const);

export class CameraAccessService {
  readonly #options: Options;
  readonly #disposed = new AbortController();

  constructor(options: Options) {
    this.#options = options;
  }

  /** @throws {AppError} `cloud.not-supported`, `cloud.not-found`, `channel.not-found`, `account.*`, and what the cloud refused. */
  async read(channelId: ChannelId): Promise<CameraAccess> {
    return await this.#ask(channelId, (port, signal) => port.read(channelId, signal));
  }

  /** @throws {AppError} `devices.times-active`, and as {@link read}. */
  setOn(channelId: ChannelId, isOn: boolean): Promise<Ordered> {
    return this.#order(channelId, {
      what: isOn ? 'a camera was switched on in its cloud' : 'a camera was switched off in its cloud',
      send: (port, signal) => port.setOn(channelId, isOn, signal),
      isFollowed: ({ state }) => (isOn ? ON : OFF).has(state),
    });
  }

  /** @throws {AppError} `input.invalid-field` for a plan that the cloud does not take, before it is sent; and as {@link read}. */
  setPlan(channelId: ChannelId, plan: AccessPlan): Promise<Ordered> {
    return this.#order(channelId, {
      what: 'the times of a camera in its cloud were changed',
      send: async (port, signal) => {
        const { limits } = await port.read(channelId, signal);
        if (limits === null) throw new AppError('cloud.not-supported', 'this cloud documents no times of such cameras');
        const fault = accessFault(limits, plan);
        if (fault !== null) {
          const params = { field: fault.field, detail: 'form' };
          throw new AppError('input.invalid-field', `a plan: ${fault.field} ${fault.problem}`, { params });
        }
        await port.setPlan(channelId, plan, signal);
      },
      isFollowed: (access) => access.plan !== null && isSamePlan(access.plan, plan),
    });
  }

  /** @throws {AppError} `cloud.conflict` while the cloud reads them, and as {@link read}. */
  readChannels(channelId: ChannelId): Promise<Ordered> {
    return this.#order(channelId, {
      what: 'the channels of a recorder were read again',
      send: (port, signal) => port.readChannels(channelId, signal),
      isFollowed: ({ isReadingChannels }) => isReadingChannels === true,
    });
  }

  dispose(): void {
    this.#disposed.abort();
  }

  /** Nothing is sent twice: after a lost answer the cloud is asked whether it followed. */
  async #order(channelId: ChannelId, order: Order): Promise<Ordered> {
    const { accountId } = givenChannelRef(channelId);
    const ordered = await this.#ask(channelId, async (port, signal): Promise<Ordered> => {
      try {
        await order.send(port, signal);
      } catch (error) {
        if (!isAnswerLost(error)) throw error;
        const access = await port.read(channelId, signal).catch(() => null);
        if (access === null || !order.isFollowed(access)) throw error;
        return { access, error: null };
      }
      return await readBack(port, channelId, signal);
    });
    log.audit(order.what, { accountId, channelId });
    readAgain(this.#options.directory, accountId);
    return ordered;
  }

  #ask<T>(channelId: ChannelId, ask: (port: CameraAccessPort, signal: AbortSignal) => Promise<T>): Promise<T> {
    const { accountId } = givenChannelRef(channelId);
    return withinLimit(this.#disposed.signal, LIMIT_MS, async (signal) => {
      const { cameraAccess } = await this.#options.sessions.of(accountId);
      if (cameraAccess === undefined) {
        throw new AppError('cloud.not-supported', 'this cloud takes the pictures of cameras by itself');
      }
      return await ask(cameraAccess, signal);
    });
  }
}

/** The cloud took the order: one that does not answer afterwards is no failure of the order. */
async function readBack(port: CameraAccessPort, channelId: ChannelId, signal: AbortSignal): Promise<Ordered> {
  try {
    return { access: await port.read(channelId, signal), error: null };
  } catch (error) {
    return { access: null, error: toWireError(error) };
  }
}
