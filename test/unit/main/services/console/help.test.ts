/** The words of the documents that the console shows beside operations and fields. */
import { expect, it } from 'vitest';
import { VENDOR_IDS } from '../../../../../preload/domain/vendor.ts';
import { operationHelp } from '../../../../../preload/contract/console.ts';
import { chineseHelp } from '../../../../../main/services/console/console-help.ts';
import { listOperations } from '../../../../../main/services/console/console-operations.ts';

it.each(VENDOR_IDS)(
  'the help has the words of every operation of %s within the bounds of the answer',
  async (vendor) => {
    let count = 0;
    for (const { id } of listOperations(vendor)) {
      const help = await chineseHelp(vendor, id);
      if (help === null) continue;
      count += 1;
      expect(operationHelp.safeParse(help).error).toBeUndefined();
    }
    expect(count).toBeGreaterThan(20);
  },
);

// @promise security.help: Main reads no file for an operation or a cloud that the contract does not have.
it.each([
  ...['__proto__', 'constructor', 'toString', '../contract', '../../huawei-ivm/contract', '/etc/passwd'],
  ...['listDevices/../x', 'x'.repeat(10 * 1024 * 1024)],
])('an operation that the cloud does not document has no help (%.40s)', async (operationId) => {
  for (const vendor of VENDOR_IDS) {
    const refused = { code: 'input.invalid-field', params: { field: 'operationId', detail: 'gone' } };
    await expect(chineseHelp(vendor, operationId)).rejects.toMatchObject(refused);
  }
});

// @promise security.help
it('a cloud that does not exist has no help', async () => {
  for (const vendor of ['__proto__', '../huawei-ivm', 'constructor']) {
    await expect(chineseHelp(vendor as never, 'listDevices')).rejects.toThrow();
  }
});
