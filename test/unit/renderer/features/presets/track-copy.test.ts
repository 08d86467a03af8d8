// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest';
import type { PresetList } from '../../../../../preload/contract/presets.ts';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';
import {
  askCopy,
  chooseTarget,
  matchLegs,
  openMatched,
  useTrackCopy,
} from '../../../../../renderer/features/presets/model/track-copy.ts';
import { useStage } from '../../../../../renderer/features/presets/model/stage.ts';
import { useTracks } from '../../../../../renderer/features/presets/model/tracks.ts';
import { installMain } from '../../page.tsx';

const [HERE, THERE] = ['a1:d1/0' as ChannelId, 'a1:d2/0' as ChannelId];
const named = (...names: readonly (string | null)[]) => ({
  presets: names.map((name, i) => ({ index: i + 1, name, picture: null })),
});
const leg = (preset: number) => ({ preset, dwellSec: 30 + preset, speed: 5 });
const FROM = named('Gate', 'Dock', null, 'Ramp');
const TO = named('Ramp', 'Dock', 'Gate', 'Dock');
const LEGS = [leg(1), leg(2), leg(3), leg(4), leg(9)];

it('the legs of a copied track go to the presets of the same names, and every other leg is named with its reason', () => {
  const { legs, misses } = matchLegs([...LEGS, leg(1)], FROM, TO);
  expect(legs).toEqual([
    { ...leg(1), preset: 3 },
    { ...leg(4), preset: 1 },
    { ...leg(1), preset: 3 },
  ]);
  expect(misses).toEqual([
    { leg: 1, preset: 2, name: 'Dock', why: 'twice' },
    { leg: 2, preset: 3, name: null, why: 'unnamed' },
    { leg: 4, preset: 9, name: null, why: 'unnamed' },
  ]);
  expect(matchLegs([leg(2)], FROM, named('Gate')).misses).toEqual([{ leg: 0, preset: 2, name: 'Dock', why: 'absent' }]);
});

beforeEach(() => {
  useTracks.setState({ editing: null, leaving: null });
  useStage.setState({ channelId: HERE });
});

it('a copied track opens on the other camera as a new track that is not stored', async () => {
  const stored: string[] = [];
  const limits = {
    maxNameChars: 128,
    namePattern: null,
    minDwellSec: 30,
    maxDwellSec: 3600,
    minSpeed: 0,
    maxSpeed: 10,
  };
  const track = { id: '7', name: 'Night', isRunning: false };
  installMain({
    'cruises.read': () => Promise.resolve({ ok: true, value: { track: { ...track, legs: LEGS }, asOfMs: 1 } }),
    'cruises.list': () =>
      Promise.resolve({
        ok: true,
        value: { tracks: [], limits: { ...limits, maxPreset: 512 }, asOfMs: 1, unreadable: 0 },
      }),
    'presets.list': ({ channelId }) =>
      Promise.resolve({ ok: true, value: (channelId === HERE ? FROM : TO) as unknown as PresetList }),
    'cruises.add': () => (stored.push('add'), Promise.reject(new Error('stored'))),
  });
  askCopy(HERE, track);
  await chooseTarget(THERE);
  await openMatched();
  const { editing } = useTracks.getState();
  expect(useStage.getState().channelId).toBe(THERE);
  expect(editing).toMatchObject({ channelId: THERE, id: null, fields: { name: 'Night' } });
  expect(editing?.fields.legs.map(({ preset, stay }) => [preset, stay])).toEqual([
    [3, '31'],
    [1, '34'],
  ]);
  expect(editing?.fields).not.toBe(editing?.begun); // leaving asks
  expect(useTrackCopy.getState().copying).toBeNull();
  expect(stored).toEqual([]);
});
