import fc from 'fast-check';
import { expect, it } from 'vitest';
import { loadContract } from './kernel/contract.ts';
import { Bench } from './support.ts';

const contract = loadContract('huawei-ivm');
const codes = new Set(contract.errorCodes.map((row) => row.code));
const names = [...new Set(contract.operations.flatMap((one) => one.params.map((field) => field.name)))];

const junk = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.constantFrom('ONLINE', '2026-05-18 00:00:00', '0', '1', 'HTTPS_FLV', '34020000001320000002', '🙂', '\u0000'),
  fc.jsonValue(),
);

const text = junk.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));

it('every cloud answers any request with a documented code and never fails by itself', () => {
  const bench = new Bench();
  bench.signIn();
  const request = fc.record({
    operation: fc.constantFrom(...contract.operations),
    path: fc.array(text, { minLength: 4, maxLength: 4 }),
    query: fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 4 }),
    body: fc.option(fc.oneof(fc.dictionary(fc.constantFrom(...names), junk, { maxKeys: 5 }), junk), { nil: undefined }),
  });
  fc.assert(
    fc.property(request, ({ operation, path, query, body }) => {
      let used = 0;
      const target = operation.http.path.replace(/\{(\w+)\}/g, (_all, name: string) =>
        encodeURIComponent(name === 'user_id' ? bench.userId : (path[used++] ?? '')),
      );
      const search = new URLSearchParams(query).toString();
      const answer = bench.call(operation.http.method, `${target}?${search}`, body === undefined ? {} : { body });
      if (answer.status !== 200) expect(codes).toContain(answer.body['error_code']);
    }),
    { numRuns: 2_000 },
  );
});
