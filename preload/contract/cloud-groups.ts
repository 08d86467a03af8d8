/** Groups and projects in the trees of the clouds. */
import { z } from 'zod';
import {
  MAX_FOUND_GROUPS,
  MAX_GROUP_LEVELS,
  MAX_GROUP_NAME_CHARS,
  type FoundGroup,
  type GroupOffer,
} from '../domain/cameras/cloud-groups.ts';
import type { RequestTable } from './request.ts';
import { accountId, done, orgNodeId } from './shared.ts';

const count = z.number().int().nonnegative();
const name = z.string().min(1).max(MAX_GROUP_NAME_CHARS);

const offer: z.ZodType<GroupOffer> = z.strictObject({
  noun: z.enum(['group', 'project']),
  name: z.strictObject({
    minLength: count.optional(),
    maxLength: count.optional(),
    lengthUnit: z.string().optional(),
    patterns: z.array(z.string()).readonly().optional(),
  }),
  create: z.strictObject({ isAtTop: z.boolean(), isBelow: z.boolean() }),
  canDelete: z.boolean(),
  canFind: z.boolean(),
});

const found: z.ZodType<FoundGroup> = z.strictObject({
  id: orgNodeId,
  parentId: orgNodeId.nullable(),
  path: z.array(z.string()).max(MAX_GROUP_LEVELS).readonly(),
});

const requests = {
  /** The changes of groups that the cloud of an account documents; null where it documents none. */
  'devices.group-offer': { in: z.strictObject({ accountId }), out: z.strictObject({ offer: offer.nullable() }) },
  /** Main reads the directory of the account again after a change. `parentId` null: at the top. */
  'devices.create-group': {
    in: z.strictObject({ accountId, parentId: orgNodeId.nullable(), name }),
    out: z.strictObject({ id: orgNodeId }),
  },
  'devices.rename-group': { in: z.strictObject({ id: orgNodeId, name }), out: done },
  'devices.delete-group': { in: z.strictObject({ id: orgNodeId }), out: done },
  /** Groups whose names have these words, as the cloud lists them now: also some that nobody has read yet. */
  'devices.find-groups': {
    in: z.strictObject({ accountId, words: name }),
    out: z.strictObject({ groups: z.array(found).max(MAX_FOUND_GROUPS).readonly() }),
  },
} as const satisfies RequestTable;

export const cloudGroupsContract = { requests } as const;
