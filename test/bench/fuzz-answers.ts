/**
 * The answers of the clouds, made from the samples that their documents print: parsed, judged and read as a call does
 * it.
 */
import { VENDOR_IDS } from '../../preload/domain/vendor.ts';
import { readReply } from '../../main/vendors/core/client/answers/reading.ts';
import { catalogueOf, dialectOf } from '../contract/vendors/wire-clients.ts';
import { hostileText } from './fuzz-mutate.ts';
import type { Target } from './fuzz-targets.ts';

const MAX_SAMPLE_CHARS = 20_000;

/** One target for each cloud: an operation and one of its printed answers, changed. */
export function answerTargets(): readonly Target[] {
  return VENDOR_IDS.map((vendor) => {
    const catalogue = catalogueOf(vendor);
    const dialect = dialectOf(vendor);
    const samples = catalogue.operationIds.flatMap((id) => {
      const entry = catalogue.entry(id);
      return entry.operation.examples
        .map(({ response }) => (response === undefined ? '' : JSON.stringify(response)))
        .filter((text) => text !== '' && text.length < MAX_SAMPLE_CHARS)
        .map((text) => ({ entry, text }));
    });
    return {
      name: `answer of ${vendor}`,
      run: (random) => {
        const { entry, text } = random.pick(samples);
        const status = random.pick([200, 200, 200, 400, 401, 403, 404, 429, 500, 503]);
        const answer = { status, headers: {}, body: hostileText([text], random) };
        const reading = readReply(entry, dialect, { ...answer, wantsFile: false, isFirstPage: true });
        if (reading.kind === 'refused') dialect.errorOf(reading.code, status);
      },
    };
  });
}
