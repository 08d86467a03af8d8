/** Data sources by address. Their addresses go inwards alone: no answer, no event and no table has any. */
import { z } from 'zod';
import {
  DATA_SOURCE_TYPES,
  MAX_DATA_SOURCES,
  MAX_SOURCE_NAME,
  MAX_SOURCE_URL,
  type DataSource,
} from '../domain/onboarding/data-sources.ts';
import type { RequestTable } from './request.ts';
import { accountId, done, epochMs, nothing, orgNodeId } from './shared.ts';

const sourceId = z.string().min(1).max(64);
/** One character more than is allowed, so that main answers with the problem. */
const url = z.string().max(MAX_SOURCE_URL + 1);
const endsAtMs = epochMs.nullable();
const type = z.enum(DATA_SOURCE_TYPES);

const source: z.ZodType<DataSource> = z.strictObject({
  id: z.string(),
  accountId,
  groupId: orgNodeId,
  name: z.string(),
  type,
  nativeId: z.string().nullable(),
  endsAtMs,
  addedAtMs: epochMs,
  renewedAtMs: epochMs.nullable(),
});

export const sourceRequests = {
  /** The data sources that this client added, the oldest first. Asks no cloud. */
  'onboarding.sources': {
    in: nothing,
    out: z.strictObject({ sources: z.array(source).max(MAX_DATA_SOURCES).readonly() }),
  },
  /**
   * Adds a data source to a project. A source whose answer was lost has no id, and nothing sends it again.
   *
   * @param endsAtMs when the address ends; null where that is not known.
   */
  'onboarding.addSource': {
    in: z.strictObject({ accountId, groupId: orgNodeId, name: z.string().max(MAX_SOURCE_NAME), type, url, endsAtMs }),
    out: source,
  },
  /** Gives a data source another address under its name. */
  'onboarding.renewSource': { in: z.strictObject({ id: sourceId, url, endsAtMs }), out: source },
  /** Takes a data source off the list. It stays in the cloud, and its id is gone. */
  'onboarding.forgetSource': { in: z.strictObject({ id: sourceId }), out: done },
} as const satisfies RequestTable;
