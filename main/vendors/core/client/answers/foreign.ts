/** Distinguishes a refusal of the cloud from one of another server: the address of the account may be wrong. */

/** By what the refusals of a cloud are known. */
export interface OwnRefusal {
  /** Members of the answer, of which each refusal of this cloud has at least one. */
  readonly members: readonly string[];
  /** Codes of this cloud and of the gateway before it. */
  readonly code: RegExp;
}

/** The statuses by which servers say that they have nothing at a path. */
const NOT_SERVED: ReadonlySet<number> = new Set([404, 405, 410, 501]);
/** Members that only refusals of Huawei (`error_code`, `error`) and of Alibaba Cloud (`HostId`) have. */
const TELLING = ['error_code', 'error', 'HostId'] as const;
/** The gateways of Huawei answer so for every service that they do not know. */
const UNKNOWN_API = 'APIG.0101';

const isObject = (body: unknown): body is Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

/**
 * Marks a refusal that this cloud does not write: another code, the members of another cloud, or no data at all where
 * nothing is served. A fault (500 and above) and too many calls (429) say nothing about the address.
 *
 * @param body the parsed answer; null where it is no data.
 * @param code the cloud's code in the answer, or null.
 */
export function foreignMark(
  http: number,
  body: unknown,
  code: string | null,
  own: OwnRefusal,
): { readonly isForeign?: boolean } {
  return isForeignRefusal(http, body, code, own) ? { isForeign: true } : {};
}

function isForeignRefusal(http: number, body: unknown, code: string | null, own: OwnRefusal): boolean {
  if ((http >= 500 && !NOT_SERVED.has(http)) || http === 408 || http === 429) return false;
  if (code === UNKNOWN_API) return true;
  if (code !== null) return !own.code.test(code);
  if (!isObject(body)) return NOT_SERVED.has(http);
  if (own.members.some((name) => name in body)) return false;
  return NOT_SERVED.has(http) || http === 400 || TELLING.some((name) => name in body);
}
