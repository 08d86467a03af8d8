import { describe, expect, it } from 'vitest';
import {
  cruiseProblems,
  droppedParts,
  isSameTrack,
  roundSec,
  type CruiseLimits,
} from '../../../../../preload/domain/ptz/cruises.ts';

const LIMITS: CruiseLimits = {
  maxNameChars: 8,
  namePattern: '[a-z ]+',
  maxPreset: 4,
  minDwellSec: 30,
  maxDwellSec: 3_600,
  minSpeed: 0,
  maxSpeed: 10,
};
const leg = (preset: number, dwellSec: number, speed: number) => ({ preset, dwellSec, speed });

describe('a cruise track', () => {
  it('a cruise track within the limits has no problem, at both ends of them', () => {
    expect(cruiseProblems({ name: 'night', legs: [leg(1, 30, 0), leg(4, 3_600, 10)] }, LIMITS)).toEqual([]);
  });

  it('a cruise track names every field that is wrong, leg by leg', () => {
    const legs = [leg(0, 29, -1), leg(5, 3_601, 11), leg(1, 30.5, 5)];
    expect(cruiseProblems({ name: '', legs }, LIMITS)).toEqual([
      { field: 'name', problem: 'missing' },
      { field: 'preset', leg: 0, problem: 'at-least' },
      { field: 'dwellSec', leg: 0, problem: 'at-least' },
      { field: 'speed', leg: 0, problem: 'at-least' },
      { field: 'preset', leg: 1, problem: 'at-most' },
      { field: 'dwellSec', leg: 1, problem: 'at-most' },
      { field: 'speed', leg: 1, problem: 'at-most' },
      { field: 'dwellSec', leg: 2, problem: 'at-least' },
    ]);
    expect(cruiseProblems({ name: 'night', legs: [] }, LIMITS)).toEqual([{ field: 'legs', problem: 'missing' }]);
  });

  it('a cruise track that lost a part lists the sent and the stored steps', () => {
    const sent = [leg(1, 60, 3), leg(2, 40, 5)];
    expect(droppedParts(sent, sent)).toEqual([]);
    expect(droppedParts(sent, [{ preset: 1, dwellSec: null, speed: 3 }])).toEqual([
      { leg: 0, part: 'dwellSec', sent: 60, stored: null },
      { leg: 1, part: 'preset', sent: 2, stored: null },
      { leg: 1, part: 'dwellSec', sent: 40, stored: null },
      { leg: 1, part: 'speed', sent: 5, stored: null },
    ]);
  });

  it('two versions of a cruise track are the same with the same name and legs in the same order alone', () => {
    const a = { name: 'n', legs: [leg(1, 60, 3), leg(2, 40, 5)] };
    expect(isSameTrack(a, structuredClone(a))).toBe(true);
    expect(isSameTrack(a, { ...a, name: 'm' })).toBe(false);
    expect(isSameTrack(a, { ...a, legs: a.legs.toReversed() })).toBe(false);
    expect(isSameTrack(a, { ...a, legs: a.legs.slice(1) })).toBe(false);
    expect(
      isSameTrack({ ...a, legs: [{ preset: 1, dwellSec: null, speed: 3 }] }, { ...a, legs: [leg(1, 60, 3)] }),
    ).toBe(false);
  });

  it('the shortest time of a round counts the stays', () => {
    expect(roundSec([leg(1, 60, 3), leg(2, 40, 5), { dwellSec: null }])).toBe(100);
  });
});
