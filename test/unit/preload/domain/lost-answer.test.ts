import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../preload/domain/error.ts';
import { isLostAnswer } from '../../../../preload/domain/lost-answer.ts';

it('an order that never left this computer is not called lost, one that a server or a device had is', () => {
  const before = ERROR_CODES.filter((code) =>
    /^network\.(unreachable|dns|tls|certificate|proxy|no-api|redirect|address)/.test(code),
  );
  expect(before.length).toBeGreaterThan(12);
  expect(before.filter(isLostAnswer)).toEqual([]);
  expect(ERROR_CODES.filter(isLostAnswer).toSorted()).toEqual([
    ...['cloud.pending', 'device.timeout', 'ipc.disconnected'],
    ...['network.bad-answer', 'network.reset', 'network.timeout', 'network.too-large'],
  ]);
});
