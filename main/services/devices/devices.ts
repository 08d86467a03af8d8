/** Facts of single devices, asked of their cloud when somebody wants to read them. */
import type { FactsWish, DeviceFactsAnswer, DevicePlanAnswer } from '../../../preload/contract/devices.ts';
import type { AccountId, ChannelId } from '../../../preload/domain/ids.ts';
import { weeklyHours } from '../../../preload/domain/recording/recording-plans.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { VendorSession } from '../../ports/session.ts';
import type { Secret } from '../../secret.ts';
import { givenChannelRef } from '../shared/channel-ref.ts';
import { withinLimit } from '../shared/time-limit.ts';

interface DevicesOptions {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'deviceFacts' | 'deviceSecrets' | 'plans'>> };
}

/** Signing in included. */
const ASK_LIMIT_MS = 25_000;

export class DevicesService {
  readonly #options: DevicesOptions;
  readonly #disposed = new AbortController();

  constructor(options: DevicesOptions) {
    this.#options = options;
  }

  /** @throws {AppError} `cloud.not-supported`, `cloud.not-found`, `channel.not-found`, `account.*`, and what the cloud refused. */
  async facts({ channelId, of }: FactsWish): Promise<DeviceFactsAnswer> {
    const { accountId } = givenChannelRef(channelId);
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, async (signal) => {
      const { deviceFacts } = await this.#options.sessions.of(accountId);
      if (!deviceFacts) throw new AppError('cloud.not-supported', 'this cloud publishes no facts of devices');
      const facts =
        of === 'camera' ? await deviceFacts.read(channelId, signal) : await deviceFacts.readRecorder(channelId, signal);
      return { facts, asOfMs: Date.now() };
    });
  }

  /** @returns null: the cloud publishes no plans. @throws {AppError} `network.bad-answer`, and as {@link facts}. */
  async plan(channelId: ChannelId): Promise<DevicePlanAnswer | null> {
    const { accountId } = givenChannelRef(channelId);
    return await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, async (signal) => {
      const { plans } = await this.#options.sessions.of(accountId);
      if (!plans) return null;
      const { tables, asOfMs } = await plans.planOf(channelId, signal);
      const summed = tables.map(({ kind, keptDays, archivedAfterDays, sections }) => ({
        kind,
        keptDays,
        archivedAfterDays,
        hoursPerWeek: weeklyHours({ sections }),
      }));
      return { tables: summed, asOfMs };
    });
  }

  /**
   * The password with which a device signs in. Each one that is handed out is in the audit log.
   *
   * @returns null: the device has none.
   * @throws {AppError} `cloud.not-supported` where the cloud answers no passwords, and as {@link facts}.
   */
  async clearPassword({ channelId, of }: FactsWish): Promise<Secret | null> {
    const { accountId } = givenChannelRef(channelId);
    const secret = await withinLimit(this.#disposed.signal, ASK_LIMIT_MS, async (signal) => {
      const { deviceSecrets: port } = await this.#options.sessions.of(accountId);
      if (!port) throw new AppError('cloud.not-supported', 'this cloud answers no passwords of devices');
      return of === 'camera' ? await port.read(channelId, signal) : await port.readRecorder(channelId, signal);
    });
    if (secret !== null) log.audit('the password of a device was shown', { accountId, channelId, of });
    return secret;
  }

  dispose(): void {
    this.#disposed.abort();
  }
}
