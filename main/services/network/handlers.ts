import type { Handlers } from '../../../preload/contract/contract.ts';
import type { Network } from './network.ts';
import type { OwnAuthorities } from './own-authorities.ts';

export type NetworkRequests = 'network.get' | 'network.add-authorities' | 'network.revoke-authority';

interface Services {
  readonly network: Network;
  readonly authorities: OwnAuthorities;
}

export function networkHandlers({ network, authorities }: Services): Pick<Handlers, NetworkRequests> {
  return {
    'network.get': async () => network.view(),
    'network.add-authorities': async ({ text }) => ({ added: await authorities.add(text) }),
    'network.revoke-authority': async ({ fingerprint }) => (authorities.revoke(fingerprint), null),
  };
}
