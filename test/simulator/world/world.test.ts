import { describe, expect, it } from 'vitest';
import { canDraw } from '../media/glyphs.ts';
import { makeWorld } from './world.ts';
import type { World } from './world.ts';
import { Bench, list } from '../support.ts';

const namesOf = (world: World): string[] => [
  ...world.groups.map((one) => one.name),
  ...world.devices.flatMap((one) => [one.name, ...one.channels.map((channel) => channel.name)]),
];

describe('the simulated world', () => {
  it('the simulated world is the same for the same seed and another for another', () => {
    const make = (seed: number): string => JSON.stringify(makeWorld(200, seed, 'a'));
    expect(make(1)).toBe(make(1));
    expect(make(1)).not.toBe(make(2));
  });

  it.each([1, 2, 16, 64, 1000, 20_000])(
    'the simulated world has exactly %i channels, each with its own camera key',
    (cameras) => {
      const channels = makeWorld(cameras, 4, 'a').devices.flatMap((one) => one.channels);
      expect(new Set(channels.map((one) => one.cameraKey)).size).toBe(cameras);
    },
  );

  it.each([0, 20_001, 1.5])('the simulated world refuses %d cameras', (cameras) => {
    expect(() => makeWorld(cameras, 1, 'a')).toThrow(RangeError);
  });

  it('the simulated world fills a wall of sixteen whatever the seed, and is mostly but not wholly on line', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const channels = makeWorld(2_000, seed, 'a').devices.flatMap((device) =>
        device.channels.map((one) => ({ index: one.index, isOn: device.state === 'online' && one.state === 'online' })),
      );
      expect(channels.filter((one) => one.index < 16).every((one) => one.isOn)).toBe(true);
      const share = channels.filter((one) => one.isOn).length / channels.length;
      expect(share).toBeGreaterThan(0.85);
      expect(share).toBeLessThan(0.97);
    }
  });

  it('the simulated world has every kind of device, both protocols, and devices that are off line, not registered and frozen', () => {
    const { devices } = makeWorld(1_000, 1, 'a');
    const kinds = new Set(devices.map((one) => `${one.kind} ${one.protocol}`));
    expect([...kinds].sort()).toEqual([
      'camera gb28181',
      'camera holosens',
      'edge holosens',
      'recorder gb28181',
      'recorder holosens',
    ]);
    expect(new Set(devices.map((one) => one.state)).size).toBe(3);
    expect(devices.flatMap((one) => one.channels).some((one) => one.isFrozen)).toBe(true);
  });

  it('the simulated world nests groups three to four levels deep, and siblings differ in name', () => {
    const { groups } = makeWorld(20_000, 1, 'a');
    expect(Math.max(...groups.map((one) => one.level))).toBe(4);
    const full = groups.map((one) => `${String(one.parent)}/${one.name}`);
    expect(new Set(full).size).toBe(full.length);
  });

  it('every name has at most 24 characters that the documents allow and the media plane can draw', () => {
    for (const name of new Set(namesOf(makeWorld(3_000, 9, 'a')))) {
      expect(name).toMatch(/^[\p{Script=Han}A-Za-z0-9 _-]{1,24}$/u);
      expect(canDraw(name), name).toBe(true);
    }
  });

  it('ids have the documented shapes, GB28181 codes of twenty digits among them', () => {
    const rows = list(new Bench(1_000, 6).call('GET', '~/channels?limit=1000').body['channels']);
    for (const row of rows) {
      const isGb = row['access_protocol'] === 'GB28181';
      expect(String(row['device_id'])).toMatch(isGb ? /^\d{10}(132|111|118)\d{7}$/ : /^[A-Za-z0-9]{8,32}$/);
      expect(String(row['channel_id'])).toMatch(isGb ? /^\d{10}131\d{7}$/ : /^(0|[1-9]\d{0,2})$/);
    }
  });
});
