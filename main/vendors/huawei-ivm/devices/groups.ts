/** Groups of IVM over chapter 5: below a group of the first level, never at the top, which is Huawei's console's alone. */
import {
  MAX_FOUND_GROUPS,
  MAX_GROUP_LEVELS,
  type FoundGroup,
  type GroupOffer,
} from '../../../../preload/domain/cameras/cloud-groups.ts';
import { groupNativeIdOf, orgNodeIdOf, type AccountId, type OrgNodeId } from '../../../../preload/domain/ids.ts';
import { AppError } from '../../../errors.ts';
import type { GroupPort } from '../../../ports/groups.ts';
import type { VendorClient } from '../../core/client/client.ts';
import { otherAnswer } from '../../core/client/answers/other-answer.ts';
import type { HuaweiIvmOperations } from '../operations.gen.ts';

const OFFER: GroupOffer = {
  noun: 'group',
  name: {
    minLength: 1,
    maxLength: 50,
    lengthUnit: 'Chinese character counts 2',
    patterns: ['^[\\p{Script=Han}A-Za-z0-9 _-]+$'],
  },
  create: { isAtTop: false, isBelow: true },
  canDelete: true,
  canFind: true,
};

/** A node of the tree that a search answers; the same shape at each level. */
interface FoundNode {
  readonly device_org_id?: unknown;
  readonly device_org_name?: unknown;
  readonly parent_id?: unknown;
  readonly is_result?: unknown;
  readonly children?: unknown;
}

const IS_RESULT = 1;

export class IvmGroups implements GroupPort {
  readonly offer = OFFER;
  readonly #accountId: AccountId;
  readonly #client: VendorClient<HuaweiIvmOperations>;

  constructor(accountId: AccountId, client: VendorClient<HuaweiIvmOperations>) {
    this.#accountId = accountId;
    this.#client = client;
  }

  async create(parentId: OrgNodeId | null, name: string, signal: AbortSignal): Promise<OrgNodeId> {
    if (parentId === null) throw new AppError('cloud.not-supported', 'IVM makes no group at the top');
    const asked = { parent_org_id: groupNativeIdOf(parentId), device_org_name: name };
    const { data } = await this.#client.call('createDeviceOrg', asked, signal);
    if (!data.device_org_id) throw otherAnswer(this.#client.host, 'createDeviceOrg');
    return orgNodeIdOf(this.#accountId, data.device_org_id);
  }

  async rename(id: OrgNodeId, name: string, signal: AbortSignal): Promise<void> {
    const asked = { device_org_id: groupNativeIdOf(id), device_org_name: name };
    await this.#client.call('renameDeviceOrg', asked, signal);
  }

  async delete(id: OrgNodeId, signal: AbortSignal): Promise<void> {
    await this.#client.call('deleteDeviceOrg', { device_org_id: groupNativeIdOf(id) }, signal);
  }

  /** The answer is a tree of hits; groups above the first hit are named by their id alone. A tree that contains itself ends. */
  async find(words: string, signal: AbortSignal): Promise<readonly FoundGroup[]> {
    const { data } = await this.#client.call('searchDeviceOrgTree', { device_org_name: words }, signal);
    if (data.result === undefined) throw otherAnswer(this.#client.host, 'searchDeviceOrgTree');
    const found = new Map<OrgNodeId, FoundGroup>();
    const walk = (nodes: unknown, above: readonly string[], over: OrgNodeId | null): void => {
      if (!Array.isArray(nodes) || above.length >= MAX_GROUP_LEVELS) return;
      for (const node of nodes as readonly FoundNode[]) {
        if (found.size >= MAX_FOUND_GROUPS) return;
        const { device_org_id: id, device_org_name: name, parent_id: parent, is_result, children } = node;
        if (typeof id !== 'string' || typeof name !== 'string') continue;
        const path = [...above, name];
        const key = orgNodeIdOf(this.#accountId, id);
        const parentId = over ?? (typeof parent === 'string' ? orgNodeIdOf(this.#accountId, parent) : null);
        if (is_result === IS_RESULT && !found.has(key)) found.set(key, { id: key, parentId, path });
        walk(children, path, parentId);
      }
    };
    walk(data.result, [], null);
    return [...found.values()];
  }
}
