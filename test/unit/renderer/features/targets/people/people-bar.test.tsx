// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DeviceId } from '../../../../../../preload/domain/ids.ts';
import type { Target } from '../../../../../../preload/domain/people/targets.ts';
import { useTargets } from '../../../../../../renderer/features/targets/model/targets.ts';
import { PeopleBar } from '../../../../../../renderer/features/targets/people/people-bar.tsx';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';
import { LIMITS, staffList } from '../targets-sample.ts';

const PLACE = { deviceId: 'a1:dev' as DeviceId, groupId: '1' };
const target = (id: string): Target => ({ id, values: { name: id }, hasPicture: true });

let page: Page;

beforeEach(async () => {
  completeDom();
  installMain({});
  page = await open(<PeopleBar place={PLACE} rows={[]} />);
});
afterEach(() => page.close());

/** The number of people by the device's count, and the number that was read. */
async function show(count: number, loaded: number): Promise<string> {
  const consent = { state: 'closed', error: null } as const;
  const value = { groups: [staffList({ count })], unreadable: 0, maxGroups: null, limits: LIMITS, consent, asOfMs: 1 };
  const targets = Array.from({ length: loaded }, (_, i) => target(String(i)));
  await act(async () =>
    useTargets.setState(({ people }) => ({
      place: PLACE,
      libraries: { [PLACE.deviceId]: { value } },
      people: { ...people, targets },
    })),
  );
  return page.find('.targets-loaded').textContent ?? '';
}

// @promise target.miscounted: A count of the device that is smaller than the loaded part is named as the count of the
// device.
it('a count that is smaller than the number of loaded people is named as the count of the device', async () => {
  expect(await show(120, 50)).toBe('Loaded 50 of 120');
  expect(await show(3, 50)).toBe('Loaded 50; the device counts 3');
  expect(await show(50, 50)).toBe('Loaded 50 of 50');
});
