/** The key of this installation. */
import { expect, it } from 'vitest';
import { SessionStore } from '../../../../../main/keychain/session-store.ts';
import { InstallationKey } from '../../../../../main/services/exports/installation-key.ts';

it('a check makes no key, and the first export makes the one key of the installation', async () => {
  const store = new SessionStore();
  const count = (): number => [...store.names().values()].flat().length;
  expect([...(await new InstallationKey(store).known())]).toEqual([]);
  expect(count()).toBe(0);
  const first = new InstallationKey(store);
  const made = await first.read();
  expect(count()).toBe(1);
  const second = await new InstallationKey(store).read();
  expect(second?.equals(made ?? second)).toBe(true);
  expect(await new InstallationKey(store).known()).toEqual(await first.known());
  expect((await first.known()).size).toBe(1);
});

it('without a keychain nothing is signed, and no key is known', async () => {
  const key = new InstallationKey(null);
  expect(await key.read()).toBeNull();
  expect((await key.known()).size).toBe(0);
});
