import { expect, it } from 'vitest';
import { historyLines } from '../../../../../renderer/features/devices/model/history.ts';

it('changes stand the latest first, and each pause in which nobody watched stands between them', () => {
  const changes = [
    { atMs: 900, was: 'offline' as const, became: 'online' as const },
    { atMs: 200, was: 'online' as const, became: 'offline' as const },
  ];
  const watches = [
    { fromMs: 800, toMs: 1_000 },
    { fromMs: 100, toMs: 300 },
  ];
  expect(historyLines({ changes, watches })).toEqual([
    { kind: 'change', ...changes[0] },
    { kind: 'unwatched', fromMs: 300, toMs: 800 },
    { kind: 'change', ...changes[1] },
  ]);
});
