/**
 * Whether a call changes the cloud: a `read` may be sent again, a `write` must not unless nothing was sent. The effect
 * is declared by the name of the operation, never by the HTTP method: Aliyun deletes with GET, and IVM takes the PTZ
 * lock with one.
 */
export type Effect = 'read' | 'write';

/**
 * Verbs that only read. `getLiveConnections` and similar operations hand out URLs, which changes nothing when it
 * happens twice.
 */
const READ_VERBS = /^(get|list|query|search|describe|count|batchGet|export|download|check)/i;

/** @param exceptions the vendor's own table, where the verb misleads. */
export function effectOf(operationId: string, exceptions: Readonly<Record<string, Effect>>): Effect {
  return exceptions[operationId] ?? (READ_VERBS.test(operationId) ? 'read' : 'write');
}
