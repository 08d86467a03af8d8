/**
 * Where the keys of an account are sent: the origins, and whether the cloud documents them. Main decides with these
 * functions, the form shows with the same ones, and the vendors derive their second address with them, so that no host
 * is used that was not judged.
 */
import { providerOf, type Provider, type SignInWay } from './providers.ts';
import type { VendorId } from '../vendor.ts';

/** The parts of an account that name a host which receives keys, tokens or signed requests. */
export const ADDRESS_FIELDS = ['endpoint', 'iamEndpoint', 'dataEndpoint'] as const;
export type AddressField = (typeof ADDRESS_FIELDS)[number];

/**
 * `documented`: the cloud's own documents name the host, and the address spells it exactly so. `local`: this computer.
 * `other`: anything else, also a host that merely looks like a documented one.
 */
export type AddressKind = 'documented' | 'local' | 'other';

export interface KeyAddress {
  readonly field: AddressField;
  /** Scheme, host and port, as the URL parser normalises them. */
  readonly origin: string;
  /** Host, with the port where one is given. International names are in their ASCII form. */
  readonly host: string;
  readonly kind: AddressKind;
  /** True for http: whatever is sent can be read on the way. */
  readonly isPlain: boolean;
}

interface ParsedUrl {
  readonly protocol: string;
  readonly origin: string;
  readonly host: string;
  readonly hostname: string;
  readonly port: string;
  readonly pathname: string;
  readonly username: string;
  readonly password: string;
  readonly search: string;
  readonly hash: string;
}

/** The URL parser that Node and browsers share; the domain is compiled without the types of either. */
declare const URL: { parse(text: string): ParsedUrl | null };

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * Regions of the clouds: `cn-north-4`, `cn-hangzhou`. Narrow on purpose: `vcs.oss-cn-hangzhou.aliyuncs.com` and
 * `vis.obs.myhuaweicloud.com` are storage buckets that anybody can rent.
 */
const REGION = '(cn|ap|us|eu|me|la|na|sa|af|tr|ae|my)-[a-z]{2,16}(-[0-9]{1,2})?';

/** `{region}` in the pattern stands for one region of the cloud; everything else is literal. */
function fitsHost(pattern: string, hostname: string): boolean {
  const source = pattern.replace(/[.-]/g, '\\$&').replace('{region}', REGION);
  return new RegExp(`^${source}$`).test(hostname);
}

function kindOf(text: string, url: ParsedUrl, documented: readonly string[]): AddressKind {
  if (LOOPBACK.test(url.hostname)) return 'local';
  // The text has to begin with the origin letter by letter: no user info, no port, no capitals, no tricks with slashes.
  const isExact = text === url.origin || text.startsWith(`${url.origin}/`);
  const isUsual = url.protocol === 'https:' && url.port === '' && isExact;
  return isUsual && documented.some((pattern) => fitsHost(pattern, url.hostname)) ? 'documented' : 'other';
}

/**
 * Checks an address as typed; null if it is usable. `address`: no web address. `parts`: it has user, query or fragment.
 */
export function addressProblem(text: string): 'address' | 'parts' | 'plain' | null {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol) || url.hostname === '') return 'address';
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return 'parts';
  return url.protocol === 'http:' && !LOOPBACK.test(url.hostname) ? 'plain' : null;
}

const VIS_HOST = /^vis\.([a-z0-9-]+)\.myhuaweicloud\.com$/;

/** The region in the host of a VIS address, or null where the host is of another form. */
export function visRegionOf(endpoint: string): string | null {
  return VIS_HOST.exec(URL.parse(endpoint.trim())?.hostname ?? '')?.[1] ?? null;
}

/** The IAM of the same region, where VIS accounts without an IAM address of their own sign in; null without a region. */
export function derivedIamAddress(endpoint: string): string | null {
  const region = visRegionOf(endpoint);
  return region === null ? null : `https://iam.${region}.myhuaweicloud.com`;
}

/**
 * The fields without which a VIS account cannot find its IAM and its project: needed where the address of the API names
 * no region, as that of a private installation.
 */
export function fieldsWithoutRegion(
  provider: Provider,
  way: SignInWay | null,
  endpoint: string,
  fields: Readonly<Record<string, string>>,
): readonly string[] {
  if (provider.vendor !== 'huawei-vis' || visRegionOf(endpoint) !== null) return [];
  const missing = ['iamEndpoint', 'projectName'].filter((name) => (fields[name] ?? '').trim() === '');
  if (way?.name !== 'keys') return missing;
  return missing.length === 0 || (fields['projectId'] ?? '').trim() !== '' ? [] : ['projectId'];
}

/** The data service of VCS beside its main address; an address of another form serves both. */
export function derivedDataAddress(endpoint: string): string {
  return endpoint.replace(/^(https?:\/\/)vcs\./, '$1cdrs.');
}

function textOf(field: AddressField, endpoint: string, fields: Readonly<Record<string, string>>): string {
  const typed = fields[field]?.trim() ?? '';
  if (field === 'endpoint') return endpoint;
  if (typed !== '') return typed;
  return field === 'iamEndpoint' ? (derivedIamAddress(endpoint) ?? endpoint) : derivedDataAddress(endpoint);
}

/** The address fields that an account of this cloud has. */
function fieldsOf(provider: Provider): readonly AddressField[] {
  return ADDRESS_FIELDS.filter((name) => name in provider.keyHosts);
}

/**
 * The addresses to which the keys of an account go: one entry for each address field of its cloud, derived addresses
 * included. Several entries may share an origin. A text that is no http(s) address is left out.
 *
 * @param endpoint the address of the API, as typed or stored.
 * @param fields the open fields of the account.
 */
export function keyAddresses(
  vendor: VendorId,
  endpoint: string,
  fields: Readonly<Record<string, string>>,
): readonly KeyAddress[] {
  const provider = providerOf(vendor);
  if (provider === null) return [];
  return fieldsOf(provider).flatMap((field) => {
    const text = textOf(field, endpoint.trim(), fields);
    const url = URL.parse(text);
    if (url === null || !/^https?:$/.test(url.protocol)) return [];
    const kind = kindOf(text, url, provider.keyHosts[field] ?? []);
    return [{ field, origin: url.origin, host: url.host, kind, isPlain: url.protocol === 'http:' }];
  });
}

/** The addresses of `after` to which the keys of `before` were never meant: another origin for the same purpose. */
export function movedAddresses(before: readonly KeyAddress[], after: readonly KeyAddress[]): readonly KeyAddress[] {
  const held = new Map(before.map(({ field, origin }) => [field, origin]));
  return after.filter(({ field, origin }) => held.get(field) !== origin);
}

/** One entry for each origin. An origin that is not documented for one of its purposes counts as not documented. */
export function distinctOrigins(addresses: readonly KeyAddress[]): readonly KeyAddress[] {
  const byOrigin = new Map<string, KeyAddress>();
  for (const address of addresses) {
    const held = byOrigin.get(address.origin);
    if (held === undefined || held.kind === 'documented') byOrigin.set(address.origin, address);
  }
  return [...byOrigin.values()];
}

/** Whether keys may go to an address only after a person said yes. @param hasLocalClouds simulated clouds are in use. */
export function needsConsent({ kind }: KeyAddress, hasLocalClouds: boolean): boolean {
  return kind === 'other' || (kind === 'local' && !hasLocalClouds);
}

/** The hosts that a cloud documents for its keys, as its documents write them. */
export function documentedHosts(vendor: VendorId): readonly string[] {
  return Object.values(providerOf(vendor)?.keyHosts ?? {}).flat();
}
