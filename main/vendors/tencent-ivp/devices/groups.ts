/** Organisations of IVP over chapter 5. Only their names can be changed; a search is not documented. */
import type { GroupOffer } from '../../../../preload/domain/cameras/cloud-groups.ts';
import { groupNativeIdOf, orgNodeIdOf, type AccountId, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import type { GroupPort } from '../../../ports/groups.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import type { TencentIvpOperations } from '../operations.gen.ts';

const ROOT = '0';
const OFFER: GroupOffer = {
  noun: 'group',
  name: { minLength: 1, maxLength: 16, patterns: ['^[\\u4e00-\\u9fa5A-Za-z0-9_-]+$'] },
  create: { isAtTop: true, isBelow: true },
  canDelete: true,
  canFind: false,
};

export class IvpGroups implements GroupPort {
  readonly offer = OFFER;
  readonly #accountId: AccountId;
  readonly #client: VendorClient<TencentIvpOperations>;

  constructor(accountId: AccountId, client: VendorClient<TencentIvpOperations>) {
    this.#accountId = accountId;
    this.#client = client;
  }

  async create(parentId: OrgNodeId | null, name: string, signal: AbortSignal): Promise<OrgNodeId> {
    const ParentId = parentId === null ? ROOT : groupNativeIdOf(parentId);
    const { data } = await this.#client.call('addOrganization', { Name: name, ParentId }, signal);
    const id = data.Data?.Id;
    if (!id) throw otherAnswer(this.#client.host, 'addOrganization');
    return orgNodeIdOf(this.#accountId, String(id));
  }

  async rename(id: OrgNodeId, name: string, signal: AbortSignal): Promise<void> {
    await this.#client.call('updateOrganization', { Id: groupNativeIdOf(id), Name: name }, signal);
  }

  async delete(id: OrgNodeId, signal: AbortSignal): Promise<void> {
    await this.#client.call('deleteOrganization', { Id: groupNativeIdOf(id) }, signal);
  }
}
