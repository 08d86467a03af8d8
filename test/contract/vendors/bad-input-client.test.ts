/** Whatever a document forbids is refused before it is sent, and the field that is wrong is named. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Secret, type Credential } from '../../../main/secret.ts';
import { callers } from '../../../main/vendors/registry.ts';
import type { Caller } from '../../../main/vendors/core/client/caller.ts';
import { sendJson, startTinyServer, type TinyServer } from '../../unit/main/vendors/core/client/tiny-server.ts';
import { BAD_INPUT, operationsOf, SUPPLIED } from './bad-input.ts';

const signal = new AbortController().signal;
const tokens = { read: () => Promise.resolve(null), write: () => Promise.resolve(), clear: () => Promise.resolve() };

let server: TinyServer;
beforeAll(async () => {
  server = await startTinyServer((_, response) => sendJson(response, {}));
});
afterAll(() => server.close());

/** Every name that one of the clouds asks for. */
const credentialAt = (iamEndpoint: string): Credential => ({
  fields: {
    userId: 'u',
    ak: 'a',
    secretId: 'i',
    accessKeyId: 'k',
    domainName: 'd',
    userName: 'n',
    projectName: 'p',
    iamEndpoint,
  },
  secrets: {
    sk: new Secret('s'),
    secretKey: new Secret('s'),
    accessKeySecret: new Secret('s'),
    password: new Secret('s'),
  },
});

describe.each(BAD_INPUT)('$vendor', ({ vendor, leastCases }) => {
  const operations = operationsOf(vendor);
  let caller: Caller | undefined;
  beforeAll(() => {
    caller = callers[vendor]?.({ endpoint: server.origin, credential: credentialAt(server.origin), tokens });
  });
  afterAll(() => caller?.dispose());

  it(`breaks at least ${leastCases} rules`, () => {
    expect(operations.flatMap(({ cases }) => cases).length).toBeGreaterThanOrEqual(leastCases);
  });

  it.each(operations.map((one) => [one.id, one] as const))(
    '%s is not sent with a wrong value',
    async (id, { cases, isTaken }) => {
      const wrong: string[] = [];
      for (const { path, why, params, right } of cases) {
        if (!isTaken(right)) wrong.push(`${id} ${path}: refused even when it is right`);
        if (why === 'missing' && SUPPLIED.has(`${id} ${path}`)) continue;
        const named = await caller?.call(id, params, signal).then(
          () => 'sent',
          (error: { code?: string; params?: { field?: string } }) => `${error.code ?? ''} ${error.params?.field ?? ''}`,
        );
        if (named !== `input.invalid-field ${path}`) wrong.push(`${id} ${path} ${why}: ${named ?? 'nobody to call'}`);
      }
      expect(wrong).toEqual([]);
      expect(server.asked).toEqual([]);
    },
  );
});
