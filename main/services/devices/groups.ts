/** Groups of the clouds' trees. The directory of the account is read again after a change, so that every window shows it. */
import { groupNameFault, type FoundGroup, type GroupOffer } from '../../../preload/domain/cameras/cloud-groups.ts';
import { accountOf, isOfAccount, type AccountId, type OrgNodeId } from '../../../preload/domain/ids.ts';
import { AppError } from '../../errors.ts';
import { log } from '../../log.ts';
import type { GroupPort } from '../../ports/groups.ts';
import type { VendorSession } from '../../ports/session.ts';
import { isAnswerLost } from '../shared/lost-answers.ts';
import { withinLimit } from '../shared/time-limit.ts';
import { readAgain, type ReadableDirectory } from './read-again.ts';

interface Options {
  readonly sessions: { of(id: AccountId): Promise<Pick<VendorSession, 'groups'>> };
  readonly directory: ReadableDirectory;
}

/** Signing in included. */
const LIMIT_MS = 30_000;

export class GroupsService {
  readonly #options: Options;
  readonly #disposed = new AbortController();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Null where the cloud documents no changes of groups. @throws {AppError} `account.*`. */
  async offer(accountId: AccountId): Promise<GroupOffer | null> {
    return await withinLimit(this.#disposed.signal, LIMIT_MS, async () => {
      const { groups } = await this.#options.sessions.of(accountId);
      return groups?.offer ?? null;
    });
  }

  /** @throws {AppError} before anything is sent: `input.invalid-field`, `cloud.not-supported`, `account.*`. */
  async create(accountId: AccountId, parentId: OrgNodeId | null, name: string): Promise<OrgNodeId> {
    if (parentId !== null && !isOfAccount(parentId, accountId)) throw invalid('groupId');
    const id = await this.#change(accountId, async (port, signal) => {
      checkName(port.offer, name);
      const { isAtTop, isBelow } = port.offer.create;
      if (!(parentId === null ? isAtTop : isBelow)) throw notSupported();
      return await port.create(parentId, name, signal);
    });
    log.audit('a group was made in a cloud', { accountId, groupId: id });
    return id;
  }

  /** @throws {AppError} as {@link GroupsService.create}. */
  async rename(id: OrgNodeId, name: string): Promise<null> {
    const accountId = accountOf(id);
    await this.#change(accountId, async (port, signal) => {
      checkName(port.offer, name);
      await port.rename(id, name, signal);
    });
    log.audit('a group was renamed in a cloud', { accountId, groupId: id });
    return null;
  }

  /** @throws {AppError} `cloud.not-supported`, `account.*`, and what the cloud refused, such as a group with devices. */
  async delete(id: OrgNodeId): Promise<null> {
    const accountId = accountOf(id);
    await this.#change(accountId, async (port, signal) => {
      if (port.delete === undefined) throw notSupported();
      await port.delete(id, signal);
    });
    log.audit('a group was deleted in a cloud', { accountId, groupId: id });
    return null;
  }

  /** @throws {AppError} `input.invalid-field`, `cloud.not-supported`, `account.*`. */
  async find(accountId: AccountId, words: string): Promise<readonly FoundGroup[]> {
    return await withinLimit(this.#disposed.signal, LIMIT_MS, async (signal) => {
      const { groups } = await this.#options.sessions.of(accountId);
      if (groups?.find === undefined) throw notSupported();
      checkName(groups.offer, words);
      return await groups.find(words, signal);
    });
  }

  dispose(): void {
    this.#disposed.abort();
  }

  async #change<T>(accountId: AccountId, work: (port: GroupPort, signal: AbortSignal) => Promise<T>): Promise<T> {
    return await withinLimit(this.#disposed.signal, LIMIT_MS, async (signal) => {
      const { groups } = await this.#options.sessions.of(accountId);
      if (groups === undefined) throw notSupported();
      try {
        const result = await work(groups, signal);
        readAgain(this.#options.directory, accountId);
        return result;
      } catch (error) {
        if (isAnswerLost(error)) readAgain(this.#options.directory, accountId); // the cloud may have made the change
        throw error;
      }
    });
  }
}

function checkName(offer: GroupOffer, name: string): void {
  if (groupNameFault(offer, name) !== null) throw invalid('name');
}

const notSupported = (): AppError =>
  new AppError('cloud.not-supported', 'the cloud documents no such change of its groups');

const invalid = (field: string): AppError =>
  new AppError('input.invalid-field', `${field} is wrong`, { params: { field, detail: 'form' } });
