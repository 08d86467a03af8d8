import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../../../preload/domain/error.ts';
import { isLostAnswer, orderFate } from '../../../../preload/domain/lost-answer.ts';

it('an order that never left this computer is not called lost, and an order that a server or a device had is', () => {
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

it('an order that never left this computer reads as not sent, and an order that a server refused as refused', () => {
  const fates = Map.groupBy(ERROR_CODES, orderFate);
  expect(fates.get('refused')?.filter((code) => !/^(cloud|device|auth)\./.test(code))).toEqual([]);
  for (const code of ['network.unreachable', 'network.dns', 'network.proxy-unreachable', 'auth.needs-token'] as const) {
    expect([code, orderFate(code)]).toEqual([code, 'notSent']);
  }
  expect(orderFate('cloud.quota')).toBe('refused');
  expect(fates.get('unknown')).toEqual(expect.arrayContaining(['network.timeout', 'device.timeout', 'internal']));
});
