import { expect, it } from 'vitest';
import { KeptConnections } from '../../../../../main/media/upstream/kept-connections.ts';

it('a recording shares connections only where the same may be reached, and none where a person trusts one certificate', () => {
  const kept = new KeptConnections(0);
  const outside = kept.for({ isLocalAllowed: false });
  expect(kept.for({ isLocalAllowed: false })).toBe(outside);
  expect(kept.for({ isLocalAllowed: true })).not.toBe(outside);
  expect(kept.for({ isLocalAllowed: false, certificate: 'PEM' })).toBeNull();
});
