import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Reached } from '../../../preload/contract/network.ts';
import type { Network } from './network.ts';
import type { OwnAuthorities } from './own-authorities.ts';
import type { ProxyChoice } from './proxy-choice.ts';

export type NetworkRequests =
  | 'network.get'
  | 'network.add-authorities'
  | 'network.revoke-authority'
  | 'network.set-proxy'
  | 'network.sign-in'
  | 'network.sign-out'
  | 'network.test';

interface Services {
  readonly network: Network;
  readonly authorities: OwnAuthorities;
  readonly proxy: ProxyChoice;
  readonly test: () => Promise<readonly Reached[]>;
}

export function networkHandlers({ network, authorities, proxy, test }: Services): Pick<Handlers, NetworkRequests> {
  return {
    'network.get': async () => network.view(),
    'network.add-authorities': async ({ text }) => ({ added: await authorities.add(text) }),
    'network.revoke-authority': async ({ fingerprint }) => (await authorities.revoke(fingerprint), null),
    'network.set-proxy': async (settings) => ({ isSet: await proxy.set(settings) }),
    'network.sign-in': async (given) => (await proxy.signIn(given), null),
    'network.sign-out': async () => (await proxy.signOut(), null),
    'network.test': async () => [...(await test())],
  };
}
