/** Addresses of proxies and the hosts that are reached without one, as people, systems and environments write them. */

/** A proxy without a user and a password. */
export interface ProxyAddress {
  /** Whether the connection to the proxy itself is over TLS. */
  readonly isSecure: boolean;
  /** Host and port, such as `proxy.example:3128` or `[fd00::1]:3128`; always with the port. */
  readonly host: string;
}

const DEFAULT_PORTS = { 'http:': '80', 'https:': '443' } as const;

/**
 * Reads `host`, `host:port`, `http://host:port` or `https://host:port`.
 *
 * @returns null for anything else: another scheme, a path, a user or a password.
 */
export function proxyAddress(text: string): ProxyAddress | null {
  const trimmed = text.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.hostname === '') return null;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null;
  if (url.pathname !== '/' && url.pathname !== '') return null;
  const port = url.port || DEFAULT_PORTS[url.protocol];
  return { isSecure: url.protocol === 'https:', host: `${url.hostname}:${port}` };
}

/** The address as it is shown and stored. */
export const proxyText = ({ isSecure, host }: ProxyAddress): string => `${isSecure ? 'https' : 'http'}://${host}`;

/**
 * Whether a host is reached without a proxy, by a list such as that of the variable NO_PROXY: `host`, `host:port`, `.domain`
 * and `*.domain` for all names below, an address, `*` for all. Ports and the size of letters count as curl takes them.
 *
 * @param url the address that is asked for.
 */
export function isException({ hostname, port, protocol }: URL, exceptions: readonly string[]): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  const wanted = port || (protocol === 'https:' ? '443' : protocol === 'http:' ? '80' : '');
  return exceptions.some((entry) => {
    const rule = entry.trim().toLowerCase();
    if (rule === '*') return true;
    const [, name = '', onPort] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(rule) ?? [, rule];
    if (name === '' || (onPort !== undefined && onPort !== wanted)) return false;
    const domain = name.replace(/^\*?\./, '');
    if (host === domain) return !name.startsWith('*.');
    return (name.startsWith('.') || name.startsWith('*.')) && host.endsWith(`.${domain}`);
  });
}

/**
 * The first way of an answer of a system, such as `PROXY a:3128; DIRECT` (the form of proxy auto-configuration).
 *
 * @returns a proxy, `direct`, or `unknown` where the answer names only proxies of kinds that are not supported, as SOCKS is.
 */
export function wayIn(answer: string): ProxyAddress | 'direct' | 'unknown' {
  for (const part of answer.split(';')) {
    const [kind = '', host = ''] = part.trim().split(/\s+/);
    if (kind.toUpperCase() === 'DIRECT') return 'direct';
    const scheme = { PROXY: 'http', HTTP: 'http', HTTPS: 'https' }[kind.toUpperCase()];
    const address = scheme === undefined ? null : proxyAddress(`${scheme}://${host}`);
    if (address !== null) return address;
  }
  return answer.trim() === '' ? 'direct' : 'unknown';
}
