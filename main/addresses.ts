/**
 * Which network addresses a cloud's answer may lead to. A cloud names hosts of media servers and of its own interfaces;
 * none of them may be this computer, its own network link or the metadata service of the machine that it runs on.
 * Private ranges stay allowed: media servers on the customer's own network are usual.
 */
import dns from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AppError } from './errors.ts';

type Family = 'ipv4' | 'ipv6';
type Resolve = (
  hostname: string,
  options: dns.LookupOptions & { readonly all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: dns.LookupAddress[]) => void,
) => void;

const listOf = (subnets: readonly (readonly [net: string, prefix: number, family: Family])[]): BlockList => {
  const list = new BlockList();
  for (const [net, prefix, family] of subnets) list.addSubnet(net, prefix, family);
  return list;
};

/** Metadata services and agents of clouds: never allowed, because they give keys to every program of the machine. */
const METADATA = listOf([
  ['169.254.169.254', 32, 'ipv4'], // AWS, Azure, Google, Huawei and others
  ['169.254.0.23', 32, 'ipv4'], // Tencent Cloud
  ['100.100.100.200', 32, 'ipv4'], // Alibaba Cloud
  ['168.63.129.16', 32, 'ipv4'], // the host agent of Azure
  ['192.0.0.192', 32, 'ipv4'], // Oracle Cloud
  ['fd00:ec2::254', 128, 'ipv6'], // AWS
  ['fd20:ce::254', 128, 'ipv6'], // Google Cloud
  ['fd00:42::42', 128, 'ipv6'], // Scaleway
]);

/** This computer and its network link. */
const LOCAL = listOf([
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
]);

const FORBIDDEN = listOf([
  ['0.0.0.0', 8, 'ipv4'], // "this host": systems connect to loopback
  ['224.0.0.0', 4, 'ipv4'], // multicast
  ['240.0.0.0', 4, 'ipv4'], // reserved, with the broadcast address
  ['::', 96, 'ipv6'], // unspecified, and IPv4 addresses in a form that is out of use
  ['ff00::', 8, 'ipv6'], // multicast
  ['64:ff9b:1::', 48, 'ipv6'], // translation prefix of a local network: the position of the IPv4 address is unknown
  ['2001::', 32, 'ipv6'], // Teredo: leads to an IPv4 address that the tunnel chooses
]);

/** The 16 bytes of an IPv6 address without a zone. */
function bytesOf(ipv6: string): readonly number[] {
  const [head = '', tail] = new URL(`http://[${ipv6}]/`).hostname.slice(1, -1).split('::');
  const words = (text: string | undefined): number[] => (text ? text.split(':').map((word) => parseInt(word, 16)) : []);
  const [before, after] = [words(head), words(tail)];
  const zeros = new Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after].flatMap((word) => [word >> 8, word & 0xff]);
}

/** The IPv4 address that an IPv6 address leads to, or null. */
function embeddedIpv4(ipv6: string): string | null {
  const bytes = bytesOf(ipv6);
  const hex = Buffer.from(bytes).toString('hex');
  const ipv4At = (start: number): string => bytes.slice(start, start + 4).join('.');
  const isMapped = hex.startsWith('00000000000000000000ffff');
  const isTranslated = hex.startsWith('0000000000000000ffff0000');
  const isNat64 = hex.startsWith('0064ff9b0000000000000000');
  if (isMapped || isTranslated || isNat64) return ipv4At(12);
  if (hex.startsWith('2002')) return ipv4At(2); // 6to4
  const isIsatap = /^.{16}0[02]005efe/.test(hex);
  return isIsatap ? ipv4At(12) : null;
}

/**
 * Whether a cloud's answer may not lead to this IP address: loopback, unspecified, link-local, metadata services,
 * multicast and broadcast, also as an IPv4 address inside an IPv6 address. A text that is no IP address is forbidden.
 *
 * @param isLocalAllowed allows loopback and link-local addresses, and nothing else of the list.
 */
export function isForbiddenAddress(ip: string, isLocalAllowed = false): boolean {
  const [address = ''] = ip.split('%'); // without the zone of a link-local address
  const version = isIP(address);
  if (version === 0) return true;
  const family: Family = version === 4 ? 'ipv4' : 'ipv6';
  if (METADATA.check(address, family)) return true;
  if (LOCAL.check(address, family)) return !isLocalAllowed;
  const inner = version === 6 ? embeddedIpv4(address) : null;
  if (inner !== null) return isForbiddenAddress(inner, isLocalAllowed);
  return FORBIDDEN.check(address, family);
}

/** The host as `URL` writes it for the web: without brackets and the last dot, numbers such as `0x7f.1` as dotted. */
function plainHost(hostname: string): string {
  const isIpv6 = isIP(hostname.split('%')[0] ?? '') === 6;
  const canonical = isIpv6 ? hostname : (hostOf(`http://${hostname}/`) ?? hostname);
  return canonical.replace(/^\[|\]$/g, '').replace(/\.$/, '');
}

const hostOf = (url: string): string | null => URL.parse(url)?.hostname ?? null;

const isLocalName = (host: string): boolean => /(?:^|\.)localhost$/i.test(host);

/** Whether the address of an account is this computer, as a simulator's is, or lies on its network link. */
export function isLocalUrl(url: string): boolean {
  const hostname = hostOf(url);
  if (hostname === null) return false;
  const host = plainHost(hostname);
  return isLocalName(host) || (isIP(host) !== 0 && isForbiddenAddress(host) && !isForbiddenAddress(host, true));
}

function refused(host: string, address: string): AppError {
  const params = { host, detail: address };
  return new AppError('network.address-refused', `${host} leads to ${address}`, { params, action: 'report' });
}

/**
 * Checks a host before a connection. Names are only refused where they mean this computer by definition (`localhost`):
 * every other name must be connected to with {@link guardedLookup}. A socket looks no IP address up, so nothing but this
 * check refuses one.
 *
 * @param hostname of a URL, with or without the brackets of IPv6.
 * @throws {AppError} `network.address-refused`.
 */
export function checkHost(hostname: string, isLocalAllowed: boolean): void {
  const host = plainHost(hostname);
  const isRefused =
    isIP(host.split('%')[0] ?? '') === 0
      ? isLocalName(host) && !isLocalAllowed
      : isForbiddenAddress(host, isLocalAllowed);
  if (isRefused) throw refused(hostname, host);
}

/**
 * A `lookup` for sockets and requests. It resolves all addresses of a name and refuses the connection when one of them
 * is forbidden. The socket connects to the very addresses that were checked, so that a name server that answers
 * differently the next time (DNS rebinding) gains nothing.
 *
 * @param resolve stands in for the system's resolver in tests.
 */
export function guardedLookup(isLocalAllowed: boolean, resolve: Resolve = dns.lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const bad = addresses.find(({ address }) => isForbiddenAddress(address, isLocalAllowed));
      if (bad !== undefined) return callback(refused(hostname, bad.address), []);
      if (options.all === true) return callback(null, addresses);
      const [first] = addresses;
      if (first === undefined) return callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), []);
      callback(null, first.address, first.family);
    });
  };
}
