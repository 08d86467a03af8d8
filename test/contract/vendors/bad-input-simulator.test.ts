/**
 * The simulated cloud refuses every value that the document forbids with a documented code, if a request reaches it
 * without the client's checks.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContract } from '../../../main/vendors/core/contract/contract.ts';
import { startSimulator, type Simulator } from '../../simulator/simulator.ts';
import { BAD_INPUT } from './bad-input.ts';
import { doors, type Door } from './bad-input-doors.ts';

/** 2026-05-20 10:00:00 in Beijing. */
const NOW_MS = Date.UTC(2026, 4, 20, 2);

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ hasMedia: false, nowMs: () => NOW_MS });
});
afterAll(() => simulator.close());

describe.each(BAD_INPUT)('$vendor', ({ vendor, leastOnWire, cloudTakes, cloudRefuses }) => {
  const ids = readContract(vendor).operations.map(({ id }) => id);
  const used = new Set<string>();
  let door: Door;
  beforeAll(async () => {
    const access = simulator.clouds[vendor];
    if (!access) throw new Error(`${vendor} is not simulated`);
    door = await doors[vendor](access, NOW_MS);
  });

  it(`the cloud is asked at least ${leastOnWire} times`, () => {
    expect(ids.flatMap((id) => door.casesOf(id)).length).toBeGreaterThanOrEqual(leastOnWire);
  });

  it.each(ids)('%s is refused with a wrong value', async (id) => {
    const wrong: string[] = [];
    for (const { path, why, params } of door.casesOf(id)) {
      const { verdict, isRefused } = await door.ask(id, params);
      const isExcused = cloudTakes[`${id} ${path} ${why}`] !== undefined;
      if (isRefused === isExcused) wrong.push(`${id} ${path} ${why}: ${verdict}`);
    }
    expect(wrong).toEqual([]);
  });

  // last, because these do what they ask for
  it.each(ids)('%s is not refused for its parameters when they are right', async (id) => {
    const distinct = new Map(door.casesOf(id).map((one) => [JSON.stringify(one.right), one]));
    const refused: string[] = [];
    for (const { path, right } of distinct.values()) {
      const { verdict, isRefused } = await door.ask(id, right);
      if (!isRefused) continue;
      const excuse = [`${id} ${path}`, id].find((one) => cloudRefuses[one] !== undefined);
      if (excuse === undefined) refused.push(`${id} ${path}: ${verdict}`);
      else used.add(excuse);
    }
    expect(refused).toEqual([]);
  });

  it('needs every exception', () => {
    expect([...used].sort()).toEqual(Object.keys(cloudRefuses).sort());
  });
});
