/** Projects of VCS over chapter 6. They stand side by side, and the document has no deletion. */
import type { GroupOffer } from '../../../../preload/domain/cameras/cloud-groups.ts';
import { groupNativeIdOf, orgNodeIdOf, type AccountId, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { GroupPort } from '../../../ports/groups.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import type { AliyunVcsOperations } from '../operations.gen.ts';

/** The document names no limits: these are those of the client. */
const OFFER: GroupOffer = {
  noun: 'project',
  name: { minLength: 1, maxLength: 64 },
  create: { isAtTop: true, isBelow: false },
  canDelete: false,
  canFind: false,
};

export class VcsGroups implements GroupPort {
  readonly offer = OFFER;
  readonly #accountId: AccountId;
  readonly #client: VendorClient<AliyunVcsOperations>;

  constructor(accountId: AccountId, client: VendorClient<AliyunVcsOperations>) {
    this.#accountId = accountId;
    this.#client = client;
  }

  /** The name of the application, which the document demands, is that of the project. */
  async create(parentId: OrgNodeId | null, name: string, signal: AbortSignal): Promise<OrgNodeId> {
    if (parentId !== null) throw new AppError('cloud.not-supported', 'a project stands below no other');
    const { data } = await this.#client.call('CreateCorp', { CorpName: name, AppName: name }, signal);
    if (!data.CorpId) throw otherAnswer(this.#client.host, 'CreateCorp');
    return orgNodeIdOf(this.#accountId, data.CorpId);
  }

  /**
   * The document does not say what becomes of fields that a change leaves out: description, application and picture are read and
   * sent along. `IsvSubId` is never sent: the list answers the number of the account under this name.
   */
  async rename(id: OrgNodeId, name: string, signal: AbortSignal): Promise<void> {
    const CorpId = groupNativeIdOf(id);
    const { Description, IconPath, AppName } = await this.#project(CorpId, signal);
    await this.#client.call(
      'UpdateCorp',
      {
        CorpId,
        CorpName: name,
        ...(Description ? { Description } : {}),
        ...(IconPath ? { IconPath } : {}),
        ...(AppName ? { AppName } : {}),
      },
      signal,
    );
  }

  async #project(id: string, signal: AbortSignal) {
    for await (const { items } of this.#client.pages('ListCorps', {}, signal)) {
      const project = items.find(({ CorpId }) => CorpId === id);
      if (project !== undefined) return project;
    }
    throw new AppError('cloud.not-found', 'the cloud does not list the project');
  }
}
