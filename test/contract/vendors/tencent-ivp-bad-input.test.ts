/** Whatever the document forbids is refused before it is sent, and the field that is wrong is named. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../../main/secret.ts';
import { loadCatalogue } from '../../../main/vendors/core/catalogue.ts';
import { OVERRIDES } from '../../../main/vendors/tencent-ivp/overrides.ts';
import { createIvpClient, type IvpClient } from '../../../main/vendors/tencent-ivp/ports.ts';
import { sendJson, startTinyServer, type TinyServer } from '../../unit/vendors/core/tiny-server.ts';
import { badParams } from './bad-values.ts';
import { printedParams } from './tencent-ivp-samples.ts';

const catalogue = loadCatalogue('tencent-ivp', OVERRIDES);
const signal = new AbortController().signal;

let server: TinyServer;
let ivp: IvpClient;
beforeAll(async () => {
  server = await startTinyServer((_, response) => sendJson(response, { StatusCode: 200, Code: 0 }));
  const credential = { fields: { secretId: 'id' }, secrets: { secretKey: new Secret('key') } };
  ivp = createIvpClient({ endpoint: server.origin, credential });
});

afterAll(async () => {
  ivp.dispose();
  await server.close();
});

const cases = catalogue.operationIds.map((id) => {
  const { operation } = catalogue.entry(id);
  const [example = {}] = operation.examples;
  return [id, badParams(operation.params, printedParams(operation, example))] as const;
});

describe('wrong parameters', () => {
  it('are tried by the hundred', () => {
    expect(cases.flatMap(([, bad]) => bad).length).toBeGreaterThan(600);
  });

  it.each(cases)('of %s are refused by name and not sent', async (id, bad) => {
    for (const { path, why, params } of bad) {
      const call = ivp.client.call(id as never, params as never, signal);
      await expect(call, `${path} ${why}`).rejects.toMatchObject({
        code: 'input.invalid-field',
        params: { field: path },
      });
    }
    expect(server.asked).toEqual([]);
  });
});
