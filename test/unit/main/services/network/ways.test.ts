import { expect, it } from 'vitest';
import type { ProxySettings } from '../../../../../preload/contract/network.ts';
import { ProxySignIn } from '../../../../../main/services/network/proxy-sign-in.ts';
import { findWayBy } from '../../../../../main/services/network/ways.ts';
import { Secret } from '../../../../../main/secret.ts';

const CLOUD = new URL('https://vis.cloud.example/v1/cameras?token=t');

const system: ProxySettings = { mode: 'system', address: null, exceptions: [] };
const manual: ProxySettings = { mode: 'manual', address: 'http://proxy.example:3128', exceptions: ['.intern.example'] };

interface Place {
  readonly environment?: NodeJS.ProcessEnv;
  readonly resolveProxy?: (url: string) => Promise<string>;
  readonly signIn?: ProxySignIn;
}

async function wayOf(settings: ProxySettings, place: Place = {}, url = CLOUD): Promise<string | null> {
  const { environment = {}, resolveProxy, signIn = new ProxySignIn(null) } = place;
  const host = resolveProxy === undefined ? {} : { resolveProxy };
  const way = await findWayBy({ proxy: () => settings, signIn, host, environment })(url);
  return way?.href.reveal() ?? null;
}

async function known(proxy: string): Promise<ProxySignIn> {
  const signIn = new ProxySignIn(null);
  await signIn.write({ proxy, user: new Secret('a@b'), password: new Secret('p:/ß') });
  return signIn;
}

it('connections go by the proxy that a person named, except to the exceptions', async () => {
  expect(await wayOf(manual)).toBe('http://proxy.example:3128');
  expect(await wayOf(manual, {}, new URL('https://nvr.intern.example/'))).toBeNull();
  expect(await wayOf({ ...manual, mode: 'none' })).toBeNull();
});

it('connections go by the environment where the host knows no settings of the system', async () => {
  const environment = { HTTPS_PROXY: 'http://u:p%40@env.example:8080', NO_PROXY: 'other.example' };
  expect(await wayOf(system, { environment })).toBe('http://u:p%40@env.example:8080');
  expect(await wayOf(system, { environment }, new URL('https://other.example/'))).toBeNull();
  expect(await wayOf(system, { environment }, new URL('http://vis.cloud.example/'))).toBeNull();
  expect(await wayOf(manual, { environment })).toBe('http://proxy.example:3128');
});

// @promise security.proxy-host-alone: The system is asked about a proxy with the host alone, never with a path or
// token.
it('the system is asked for the host alone: no path and no token', async () => {
  const asked: string[] = [];
  const resolveProxy = async (url: string) => (asked.push(url), 'PROXY pac.example:3128; DIRECT');
  expect(await wayOf(system, { resolveProxy })).toBe('http://pac.example:3128');
  expect(asked).toEqual(['https://vis.cloud.example/']);
});

it('a system that names no proxy of a supported kind is reported', async () => {
  const resolveProxy = () => Promise.resolve('SOCKS5 socks.example:1080');
  await expect(wayOf(system, { resolveProxy })).rejects.toMatchObject({ code: 'network.proxy-unsupported' });
});

// @promise security.proxy-password-host: The password of a proxy belongs to one host and port, and is deleted when
// another proxy is named.
it('the user and the password go to the very proxy that they are for, and to no other', async () => {
  const signIn = await known('http://proxy.example:3128');
  expect(await wayOf(manual, { signIn })).toBe('http://a%40b:p%3A%2F%C3%9F@proxy.example:3128');
  expect(await wayOf({ ...manual, address: 'http://proxy.example:3129' }, { signIn })).toBe(
    'http://proxy.example:3129',
  );
  const resolveProxy = () => Promise.resolve('PROXY evil.example:3128');
  expect(await wayOf(system, { resolveProxy, signIn })).toBe('http://evil.example:3128');
  const secure = await known('https://proxy.example:3128');
  expect(await wayOf(manual, { signIn: secure })).toBe('http://proxy.example:3128');
});
