/** The proxies that the environment names, as most programs read them: HTTPS_PROXY, HTTP_PROXY and NO_PROXY. */
import { Secret } from '../../secret.ts';
import { isException, proxyAddress, type ProxyAddress } from './proxy-address.ts';

/** The proxy of the environment, with the user and the password that may be part of its address. */
export interface NamedProxy {
  readonly address: ProxyAddress;
  readonly signIn: { readonly user: Secret; readonly password: Secret } | null;
}

/** Small letters win over capital ones, as with curl and Node. */
const read = (environment: NodeJS.ProcessEnv, name: string): string =>
  environment[name.toLowerCase()] ?? environment[name] ?? '';

/** @returns null where the environment names no proxy for this address, or one that cannot be read. */
export function environmentProxy(url: URL, environment: NodeJS.ProcessEnv = process.env): NamedProxy | null {
  if (isException(url, read(environment, 'NO_PROXY').split(','))) return null;
  return named(read(environment, url.protocol === 'http:' ? 'HTTP_PROXY' : 'HTTPS_PROXY'));
}

function named(text: string): NamedProxy | null {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`);
  if (text === '' || url === null) return null;
  const { username, password } = url;
  url.username = '';
  url.password = '';
  const address = proxyAddress(url.href);
  if (address === null) return null;
  const isOpen = username === '' && password === '';
  return { address, signIn: isOpen ? null : { user: plain(username), password: plain(password) } };
}

/** A part of an address that was encoded for it. */
function plain(text: string): Secret {
  try {
    return new Secret(decodeURIComponent(text));
  } catch {
    return new Secret(text);
  }
}
