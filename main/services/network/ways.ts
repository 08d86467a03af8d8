/** Which proxy is on the way to a server: the one that a person named, or the one that the system or the environment names. */
import { isLocalUrl } from '../../addresses.ts';
import type { Host } from '../../host.ts';
import { log } from '../../log.ts';
import { Secret } from '../../secret.ts';
import { unsupportedWay, type FindWay, type Way } from '../../ways.ts';
import { environmentProxy, type NamedProxy } from './environment-proxy.ts';
import type { NetworkSettings } from './network-settings.ts';
import { isException, proxyAddress, proxyText, wayIn, type ProxyAddress } from './proxy-address.ts';
import type { ProxySignIn, SignIn } from './proxy-sign-in.ts';

interface WaysOptions {
  readonly proxy: () => NetworkSettings['proxy'];
  readonly signIn: ProxySignIn;
  readonly host: Pick<Host, 'resolveProxy'>;
  readonly environment?: NodeJS.ProcessEnv;
}

/** @returns what finds the way to a server; this computer is reached directly. It throws `network.proxy-unsupported` where the system names SOCKS only. */
export function findWayBy({ proxy, signIn, host, environment }: WaysOptions): FindWay {
  return async (url) => {
    const { mode, address, exceptions } = proxy();
    if (mode === 'none' || isLocalUrl(url.href)) return null;
    if (mode === 'manual') {
      const chosen = address === null || isException(url, exceptions) ? null : proxyAddress(address);
      return chosen === null ? null : wayBy({ address: chosen, signIn: null }, await signIn.read());
    }
    const answer = await host.resolveProxy?.(askedOf(url)).catch((error: unknown) => {
      log.warn('the system cannot say which way to go', { error });
    });
    const found = answer === undefined ? environmentProxy(url, environment) : systemProxy(answer, url);
    return found === null ? null : wayBy(found, await signIn.read());
  };
}

/** The part of an address that the system gets: neither path nor query, which may contain a token. */
const askedOf = ({ protocol, host }: URL): string => `${protocol}//${host}/`;

function systemProxy(answer: string, url: URL): NamedProxy | null {
  const way = wayIn(answer);
  if (way === 'unknown') throw unsupportedWay(url.host);
  return way === 'direct' ? null : { address: way, signIn: null };
}

/** The user and the password go to the very address that they were given for: from https to http they would go in clear. */
function wayBy({ address, signIn }: NamedProxy, stored: SignIn | null): Way {
  const known = stored?.proxy === proxyText(address) ? stored : signIn;
  return { proxy: address.host, href: new Secret(hrefOf(address, known)) };
}

function hrefOf(address: ProxyAddress, signIn: NamedProxy['signIn']): string {
  const text = proxyText(address);
  if (signIn === null) return text;
  const { user, password } = signIn;
  const [name, word] = [user, password].map((part) => encodeURIComponent(part.reveal().toWellFormed()));
  return text.replace('://', `://${name ?? ''}:${word ?? ''}@`);
}
