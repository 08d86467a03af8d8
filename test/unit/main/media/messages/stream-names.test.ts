import { expect, it } from 'vitest';
import { StreamNames } from '../../../../../main/media/messages/stream-names.ts';

const HOST = '127.0.0.1:40123';

it('the host names of streams differ for all streams that are open, and stay while they are', () => {
  const names = new StreamNames();
  const leases = Array.from({ length: 64 }, (_, i) => `lease-${i}`);
  const hosts = leases.map((lease) => names.of(lease, HOST));
  expect(new Set(hosts).size).toBe(64);
  expect(leases.map((lease) => names.of(lease, HOST))).toEqual(hosts);
  expect(hosts.every((host) => /^[a-z0-9]+\.localhost:40123$/.test(host))).toBe(true);
});

it('the host names of streams are used again: however many streams a shift opens, no more names than were open at once', () => {
  const names = new StreamNames();
  const seen = new Set<string>();
  const open: string[] = [];
  for (let i = 0; i < 20_000; i += 1) {
    open.push(`lease-${i}`);
    seen.add(names.of(`lease-${i}`, HOST));
    const oldest = open.length > 36 ? open.shift() : undefined;
    if (oldest !== undefined) names.giveBack(oldest);
    names.giveBack('lease-that-never-was');
    seen.add(names.ofReplay(HOST));
  }
  expect(new Set(open.map((lease) => names.of(lease, HOST))).size).toBe(36);
  expect(seen.size).toBe(37 + 16);
});
