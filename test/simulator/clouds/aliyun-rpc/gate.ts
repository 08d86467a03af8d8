/**
 * The RPC gateway: its checks before a service sees the request. In order: address, action, version, presence of the
 * common parameters, key, time, signature, nonce. Only a correctly signed request uses up a nonce.
 */
import type { Clock } from '../../kernel/clock.ts';
import type { ApiRequest } from '../../kernel/cloud.ts';
import type { RpcSpec } from './contract.ts';
import { invalid, missing, RpcRefusal } from './refusal.ts';
import { canonicalQuery, isSame, signatureOf, textToSign } from './signature.ts';
import type { Pair } from './signature.ts';

/** Requests are taken this long before and after the clock of the cloud (public Alibaba Cloud rule). */
const TAKEN_WITHIN_MS = 15 * 60_000;
/** Longest address that the gateway takes; longer parameters go as a form. */
const MAX_QUERY_BYTES = 8 * 1024;
const SWEEP_EVERY = 10_000;

export interface RpcAccount {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

export interface GateRules {
  readonly account: RpcAccount;
  readonly versions: readonly string[];
  readonly regionIds: readonly string[];
}

/** Names that no operation declares. `TimeStamp` is how the samples of both documents spell it. */
export const COMMON: ReadonlySet<string> = new Set([
  'Action',
  'Format',
  'Version',
  'AccessKeyId',
  'Signature',
  'SignatureMethod',
  'SignatureVersion',
  'SignatureNonce',
  'Timestamp',
  'TimeStamp',
  'ResourceOwnerAccount',
  'RegionId',
]);

/** The parameters as sent, query first. @throws {RpcRefusal} for a body that is not a form, or a name given twice. */
export function pairsOf(request: ApiRequest): readonly Pair[] {
  const pairs: Pair[] = [...request.query];
  if (request.bodyText !== '') {
    const type = request.headers['content-type'] ?? '';
    if (request.method !== 'POST' || !/^application\/x-www-form-urlencoded\b/i.test(type))
      throw new RpcRefusal(415, 'UnsupportedMediaType', 'The request body must be a form.');
    pairs.push(...new URLSearchParams(request.bodyText));
  }
  return pairs;
}

export class Gate {
  readonly #rules: GateRules;
  readonly #clock: Clock;
  readonly #nonces = new Map<string, number>();

  constructor(rules: GateRules, clock: Clock) {
    this.#rules = rules;
    this.#clock = clock;
  }

  /**
   * @returns the parameters by name.
   * @throws {RpcRefusal}
   */
  admit(request: ApiRequest, spec: RpcSpec | undefined, pairs: readonly Pair[]): ReadonlyMap<string, string> {
    const given = new Map<string, string>();
    for (const [name, value] of pairs) {
      if (given.has(name)) throw new RpcRefusal(400, 'InvalidParameter', `The parameter ${name} is given twice.`);
      given.set(name, value);
    }
    if (request.method !== 'GET' && request.method !== 'POST')
      throw new RpcRefusal(405, 'UnsupportedHTTPMethod', 'The HTTP method is not supported.');
    const addressBytes = canonicalQuery([...request.query]).length;
    if (addressBytes > MAX_QUERY_BYTES) throw new RpcRefusal(414, 'RequestURITooLong', 'The address is too long.');
    if (spec === undefined || request.path !== '/' || !isHostOf(spec, request.headers['host'])) {
      if (!given.get('Action')) throw missing('Action');
      const text = 'Specified api is not found, please check your url and method.';
      throw new RpcRefusal(404, 'InvalidAction.NotFound', text);
    }
    this.#checkForm(given);
    this.#checkTime(given);
    this.#checkSignature(request.method, pairs, given);
    this.#useNonce(given);
    const regionId = given.get('RegionId');
    if (regionId !== undefined && regionId !== '' && !this.#rules.regionIds.includes(regionId))
      throw new RpcRefusal(404, 'InvalidRegionId.NotFound', 'The specified RegionId does not exist.');
    return given;
  }

  #checkForm(given: ReadonlyMap<string, string>): void {
    const need = (name: string): string => {
      const value = given.get(name);
      if (value === undefined || value === '') throw missing(name);
      return value;
    };
    if (!this.#rules.versions.includes(need('Version'))) throw invalid('Version');
    const format = given.get('Format');
    if (format !== undefined && !/^(json|xml)$/i.test(format)) throw invalid('Format');
    const accessKeyId = need('AccessKeyId');
    need('Signature');
    // one sample of each document writes Hmac-SHA1
    if (need('SignatureMethod').toUpperCase() !== 'HMAC-SHA1') throw invalid('SignatureMethod');
    if (need('SignatureVersion') !== '1.0') throw invalid('SignatureVersion');
    need('SignatureNonce');
    if (accessKeyId !== this.#rules.account.accessKeyId)
      throw new RpcRefusal(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  }

  #checkTime(given: ReadonlyMap<string, string>): void {
    const text = given.get('Timestamp') ?? given.get('TimeStamp') ?? '';
    if (text === '') throw missing('Timestamp');
    const atMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(atMs)) {
      const why = 'Specified time stamp or date value is not well formatted.';
      throw new RpcRefusal(400, 'InvalidTimeStamp.Format', why);
    }
    if (Math.abs(this.#clock.nowMs() - atMs) > TAKEN_WITHIN_MS)
      throw new RpcRefusal(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
  }

  #checkSignature(method: string, pairs: readonly Pair[], given: ReadonlyMap<string, string>): void {
    const text = textToSign(method, pairs);
    if (isSame(signatureOf(this.#rules.account.accessKeySecret, text), given.get('Signature') ?? '')) return;
    // the real gateway shows the text it signed, which is how a signer is debugged
    const why = `Specified signature is not matched with our calculation. server string to sign is:${text}`;
    throw new RpcRefusal(400, 'SignatureDoesNotMatch', why);
  }

  #useNonce(given: ReadonlyMap<string, string>): void {
    const nowMs = this.#clock.nowMs();
    const nonce = given.get('SignatureNonce') ?? '';
    const usedUntilMs = this.#nonces.get(nonce);
    if (usedUntilMs !== undefined && usedUntilMs > nowMs)
      throw new RpcRefusal(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
    // past this time the timestamp that came with it is refused anyway
    this.#nonces.set(nonce, nowMs + 2 * TAKEN_WITHIN_MS);
    if (this.#nonces.size % SWEEP_EVERY !== 0) return;
    for (const [old, untilMs] of this.#nonces) if (untilMs <= nowMs) this.#nonces.delete(old);
  }
}

/** Loopback serves every host; a request that names an Aliyun host must name the one of its operation. */
function isHostOf(spec: RpcSpec, host: string | undefined): boolean {
  const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
  if (!name.endsWith('.aliyuncs.com')) return true;
  const [before = '', after = ''] = spec.http.host.split('{RegionId}');
  return spec.http.host.includes('{RegionId}') ? name.startsWith(before) && name.endsWith(after) : name === before;
}
