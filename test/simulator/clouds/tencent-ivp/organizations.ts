/** The tree of organisations. The root, `0`, exists without being listed. */
import { textOf } from '../../kernel/values.ts';
import type { IvpContext, Operations } from './context.ts';
import { organizationOf, placeOf } from './context.ts';
import type { Organization } from './estate.ts';
import { MAX_LEVEL, STATUS } from './estate.ts';
import { Refusal } from './refusals.ts';

const viewOf = (one: Organization): Record<string, unknown> => ({
  Id: one.id,
  Name: one.name,
  ParentId: one.parentId,
  Level: one.level,
});

/** @throws {Refusal} 41613; names are unique in the whole account. */
function refuseTaken(context: IvpContext, name: string, but: string | null): void {
  for (const one of context.estate.organizations.values()) {
    if (one.name === name && one.id !== but) throw new Refusal('41613');
  }
}

/** Devices of an organisation and of all below it: what the tree of a console shows beside the name. */
function countsOf(context: IvpContext): ReadonlyMap<string, { total: number; online: number }> {
  const { organizations, devices } = context.estate;
  const counts = new Map([...organizations.keys()].map((id) => [id, { total: 0, online: 0 }]));
  for (const device of devices.values()) {
    for (let at = organizations.get(device.organizationId); at !== undefined; at = organizations.get(at.parentId)) {
      const count = counts.get(at.id);
      if (count === undefined) break;
      count.total += 1;
      count.online += device.status === STATUS.online ? 1 : 0;
    }
  }
  return counts;
}

export const organizationOperations: Operations = {
  addOrganization(context, values) {
    const parentId = placeOf(context, textOf(values, 'ParentId'));
    const level = (context.estate.organizations.get(parentId)?.level ?? 0) + 1;
    if (level > MAX_LEVEL) throw new Refusal('41603');
    const name = textOf(values, 'Name');
    refuseTaken(context, name, null);
    return viewOf(context.estate.addOrganization(parentId, name));
  },

  deleteOrganization(context, values) {
    const { id } = organizationOf(context, textOf(values, 'Id'));
    const { organizations, devices } = context.estate;
    if ([...organizations.values()].some((one) => one.parentId === id)) throw new Refusal('41607');
    if ([...devices.values()].some((one) => one.organizationId === id)) throw new Refusal('41608');
    organizations.delete(id);
    return null;
  },

  updateOrganization(context, values) {
    const organization = organizationOf(context, textOf(values, 'Id'));
    const name = textOf(values, 'Name');
    refuseTaken(context, name, organization.id);
    organization.name = name;
    return viewOf(organization);
  },

  listOrganizations(context) {
    const counts = countsOf(context);
    return [...context.estate.organizations.values()].map((one) => {
      const { total, online } = counts.get(one.id) ?? { total: 0, online: 0 };
      return { ...viewOf(one), Total: total, Online: online };
    });
  },
};
