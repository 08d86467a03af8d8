/**
 * What a call does to the cloud: a `read` may be sent again, a `write` must not unless nothing was sent. Declared by the
 * name of the operation, never by the HTTP method: Aliyun deletes with GET, and IVM takes the PTZ lock with one.
 */
import type { VendorId } from '../../../preload/domain/vendor.ts';

export type Effect = 'read' | 'write';

/** Verbs that only look. `getLiveConnections` and its kin hand out URLs, which costs nothing when it happens twice. */
const READ_VERBS = /^(get|list|query|search|describe|count|batchGet|export|download|check)/i;

/** Checked by hand against the documents, where the verb misleads. */
const EXCEPTIONS: Readonly<Record<VendorId, Readonly<Record<string, Effect>>>> = {
  'huawei-ivm': {
    batchConnectP2pLive: 'read', // asks for addresses
    batchConnectP2pPlayback: 'read',
  },
  'huawei-vis': {
    createIamToken: 'read', // tokens are not limited in number; an unused one just expires
  },
  'tencent-ivp': {},
  'aliyun-vcs': {},
  'aliyun-cityvisual': {},
};

export function effectOf(vendor: VendorId, operationId: string): Effect {
  return EXCEPTIONS[vendor][operationId] ?? (READ_VERBS.test(operationId) ? 'read' : 'write');
}
