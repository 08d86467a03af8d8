/** Every documented gap between two calls is observed, camera by camera, and delays no other call. */
import { afterEach, describe, expect, it } from 'vitest';
import { VENDOR_IDS } from '../../../../../../preload/domain/vendor.ts';
import { readContract } from '../../../../../../main/vendors/core/contract/contract.ts';
import { catalogueOf, dialectOf, wireClient } from '../../../../../contract/vendors/wire-clients.ts';
import { sendJson, startTinyServer } from './tiny-server.ts';

const DEMANDS =
  />= ?\d+ ?ms|rate limit|one call per|calls? (per|a) (second|minute)|every \d+ ?s\b|\bQPS\b|throttl|too frequent/i;

/** Words about rates that name no gap. */
const NO_GAP: Readonly<Record<string, string>> = {
  'tencent-ivp': 'says that it limits no rates, and that PTZ has no limit either',
  'aliyun-vcs': 'says that it limits no rates',
  'aliyun-cityvisual': 'says that it limits no rates and prints no codes of throttling',
};

interface Documented {
  readonly conventions: { readonly limits?: string };
  readonly operations: readonly { readonly id: string; readonly notes?: readonly string[] }[];
}

describe.each(VENDOR_IDS)('%s', (vendor) => {
  const contract = readContract(vendor) as unknown as Documented;

  it('the client leaves a gap for each operation whose notes demand one', () => {
    const demanded = contract.operations.filter(({ notes = [] }) => notes.some((note) => DEMANDS.test(note)));
    expect(demanded.map(({ id }) => id).filter((id) => dialectOf(vendor).minGapMs[id] === undefined)).toEqual([]);
  });

  it('each gap belongs to an operation that exists', () => {
    const { minGapMs, gapGroups = {} } = dialectOf(vendor);
    for (const id of [...Object.keys(minGapMs), ...Object.keys(gapGroups)]) {
      expect(catalogueOf(vendor).operationIds).toContain(id);
    }
  });

  it('an operation has no gap where the document states that there is none', () => {
    const isSilent = vendor in NO_GAP || vendor === 'huawei-vis'; // VIS answers 429 with Retry-After, without numbers
    if (isSilent) expect(dialectOf(vendor).minGapMs).toEqual({});
  });
});

it('the client leaves 300 ms between commands that move a camera and 10 s between its snapshots', () => {
  const { minGapMs, gapGroups } = dialectOf('huawei-ivm');
  expect(minGapMs).toMatchObject({ controlPtz: 300, moveToPresetPosition: 300, snapChannelPicture: 10_000 });
  expect(gapGroups?.['controlPtz']).toBe(gapGroups?.['moveToPresetPosition']);
});

describe('snapshots', () => {
  const open: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0)) await close();
  });

  it('a second snapshot of a channel waits for its time, while other channels and other calls do not', async () => {
    const server = await startTinyServer((_, response) => sendJson(response, { total: 0 }));
    const client = wireClient('huawei-ivm', server.origin, { maxConcurrent: 2 });
    open.push(
      () => client.dispose(),
      () => server.close(),
    );
    const abort = new AbortController();
    const never = new AbortController().signal;
    const snap = (channel_id: string, signal: AbortSignal) =>
      client.call('snapChannelPicture', { device_id: 'A00000001', channel_id, storage: 'true' }, signal);
    await snap('0', never);
    const again = Array.from({ length: 5 }, () => snap('0', abort.signal));
    await snap('1', never);
    await client.call('listDevices', { limit: 1 }, never);
    const asked = server.asked.filter(({ path }) => path.includes('/snap'));
    expect(asked.map(({ path }) => /channel_id=(\d)/.exec(path)?.[1])).toEqual(['0', '1']);
    abort.abort();
    for (const one of again) await expect(one).rejects.toMatchObject({ code: 'cancelled' });
  });
});
