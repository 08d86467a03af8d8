/** Accounts that are off, tests of many accounts, and the order of the cameras' numbers. */
import { describe, expect, it } from 'vitest';
import { draftOf, openBench } from '../bench.ts';
import { testFolder } from '../folder.ts';
import { answeringEndpoint, MemoryCloud } from '../memory-cloud.ts';

const ENDPOINT = 'https://cloud.example';
const draft = (label: string, ak: string) => draftOf(ENDPOINT, { label, fields: { userId: '1234567890123456', ak } });

describe('an account that is off', () => {
  it('an account that is off has no session and no cameras, has their numbers, and stays off over a restart', async () => {
    const [dir, cloud] = [testFolder(), new MemoryCloud()];
    const first = openBench({ dir, cloud });
    const { id } = await first.accounts.add(draft('Shop', 'AK1'));
    const before = await first.directoryState(id, ({ phase }) => phase === 'ready');
    const off = await first.accounts.setEnabled(id, false);
    expect(off).toMatchObject({ isEnabled: false, health: { state: 'unchecked' } });
    expect(cloud.openSessions).toBe(0);
    const state = await first.directoryState(id, ({ revision }) => revision > before.revision);
    expect(state).toMatchObject({ phase: 'idle', loaded: 0, error: null });
    expect([...first.directory.channels()]).toEqual([]);
    await expect(first.sessions.of(id)).rejects.toMatchObject({ code: 'account.disabled', params: { label: 'Shop' } });
    expect(() => first.directory.refresh(id)).toThrow(/off/);
    const test = first.accounts.tests.run({ runId: 'r', target: { kind: 'saved', accountId: id } }, 'w');
    await expect(test).rejects.toMatchObject({ code: 'account.disabled' });
    const readings = cloud.readings;
    first.directory.refreshAll();
    await first.accounts.update({ accountId: id, label: 'Renamed' });
    await first.close();

    const second = openBench({ dir, cloud });
    second.directory.start();
    expect(second.accounts.list()).toMatchObject([{ label: 'Renamed', isEnabled: false }]);
    expect(second.directory.states()).toMatchObject([{ phase: 'idle' }]);
    expect(cloud.readings).toBe(readings);
    await second.accounts.update({ accountId: id, secrets: { sk: 'the-secret-key' } });
    await second.accounts.setEnabled(id, true);
    await second.directoryState(id, ({ phase }) => phase === 'ready');
    expect([...second.directory.channels()].map(({ number }) => number)).toEqual([101, 102, 103]);
  });

  it('an account that is turned on again has a revision that no window has seen', async () => {
    const bench = openBench({ dir: testFolder(), cloud: new MemoryCloud() });
    const { id } = await bench.accounts.add(draft('Shop', 'AK1'));
    const before = await bench.directoryState(id, ({ phase }) => phase === 'ready');
    await bench.accounts.setEnabled(id, false);
    await bench.accounts.setEnabled(id, true);
    const after = await bench.directoryState(id, (s) => s.phase === 'ready' && s.revision > before.revision);
    expect(after.revision).toBeGreaterThan(before.revision + 1);
    expect(bench.directory.page({ accountId: id, cursor: null, limit: 10 }).channels).toHaveLength(3);
  });
});

it('the numbers of cameras follow the order of the accounts, not the order in which their clouds answer', async () => {
  const [dir, cloud] = [testFolder(), new MemoryCloud()];
  const gate = Promise.withResolvers<void>();
  cloud.directoryGates.set('AK1', gate.promise);
  const bench = openBench({ dir, cloud });
  const slow = await bench.accounts.add(draft('Slow', 'AK1'));
  const quick = await bench.accounts.add(draft('Quick', 'AK2'));
  await bench.directoryState(quick.id, ({ loaded }) => loaded === 3);
  expect([...bench.directory.channels()]).toEqual([]);
  gate.resolve();
  await bench.directoryState(quick.id, ({ phase }) => phase === 'ready');
  const numbered = () => [...bench.directory.channels()].map(({ accountId, number }) => [accountId, number]);
  const expected = [
    ...[101, 102, 103].map((number) => [slow.id, number]),
    ...[104, 105, 106].map((number) => [quick.id, number]),
  ];
  expect(numbered()).toEqual(expected);
  bench.directory.refresh(quick.id);
  await bench.close();
  const again = openBench({ dir, cloud });
  again.directory.start();
  await again.directoryState(quick.id, ({ revision }) => revision > 0);
  await again.directoryState(slow.id, ({ revision }) => revision > 0);
  const { channels } = again.directory;
  expect([...channels.call(again.directory)].map(({ accountId, number }) => [accountId, number])).toEqual(expected);
});

it('the numbers of cameras do not wait for an account that fails, is turned off or is removed', async () => {
  const cloud = new MemoryCloud();
  const never = new Promise<void>(() => {});
  for (const ak of ['AK1', 'AK2']) cloud.directoryGates.set(ak, never);
  const bench = openBench({ dir: testFolder(), cloud });
  const one = await bench.accounts.add(draft('One', 'AK1'));
  const two = await bench.accounts.add(draft('Two', 'AK2'));
  const keyless = await bench.accounts.addWithoutKeys({ ...one, label: 'Keyless', fields: { userId: '1', ak: 'AK3' } });
  const last = await bench.accounts.add(draft('Last', 'AK4'));
  await bench.directoryState(keyless.id, ({ phase }) => phase === 'failed');
  await bench.directoryState(last.id, ({ loaded }) => loaded === 3);
  await bench.accounts.setEnabled(one.id, false);
  await bench.accounts.remove(two.id);
  await bench.directoryState(last.id, ({ phase }) => phase === 'ready');
  expect([...bench.directory.channels()].map(({ number }) => number)).toEqual([101, 102, 103]);
});

it('tests of many accounts run a few at a time, and those that wait can be cancelled', async () => {
  const cloud = new MemoryCloud();
  const gate = Promise.withResolvers<void>();
  cloud.gate = gate.promise;
  const bench = openBench({ dir: testFolder(), cloud });
  const endpoint = await answeringEndpoint();
  const ids = [];
  for (let n = 0; n < 7; n++) {
    const fields = { userId: '1234567890123456', ak: `AK${n}` };
    ids.push((await bench.accounts.add(draftOf(endpoint, { label: `A${n}`, fields }))).id);
  }
  const runs = ids.map((accountId, n) =>
    bench.accounts.tests.run({ runId: `r${n}`, target: { kind: 'saved', accountId } }, 'w'),
  );
  const reached = (runId: string) =>
    bench.event('account.test-progressed', (p) => p.runId === runId && p.stage.stage === 'clock');
  await Promise.all(['r0', 'r1', 'r2', 'r3'].map(reached));
  expect(bench.emitted.filter(({ name }) => name === 'account.test-progressed')).toHaveLength(12);
  bench.accounts.tests.cancel('r6');
  const cancelled = await runs[6];
  expect(cancelled?.stages[0]).toMatchObject({ state: 'not-run', error: { code: 'cancelled' } });
  gate.resolve();
  const reports = await Promise.all(runs.slice(0, 6));
  expect(reports.every(({ stages }) => stages.every(({ error }) => error === null))).toBe(true);
});
