import { describe, expect, it } from 'vitest';
import { readContract } from '../../../../../../main/vendors/core/contract/contract.ts';
import { createErrorMap } from '../../../../../../main/vendors/tencent-ivp/wire/errors.ts';
import { errorWords } from '../../../../../../renderer/i18n/error-words.ts';
import { textIn } from '../../../../../../renderer/i18n/i18n.ts';
import { LOCALES } from '../../../../../../renderer/i18n/locale.ts';
import { loadAllTexts } from '../../../../../area-texts.ts';

await loadAllTexts();

const { errorCodes } = readContract('tencent-ivp');
const errorOf = createErrorMap(errorCodes);

describe('the error table', () => {
  it('the error table has a word for each of its 104 rows', () => {
    expect(errorCodes).toHaveLength(104);
    const failures = errorCodes.filter(({ code }) => code !== '200'); // the table's row for success
    // A code without a row of its own would be judged by its status.
    expect(failures.filter(({ code }) => errorOf(code, 404).code !== errorOf(code, 503).code)).toEqual([]);
  });

  it('the error table never falls back to "refused"', () => {
    const vague = errorCodes.filter(
      ({ code, http }) => code !== '200' && errorOf(code, http ?? 200).code === 'cloud.refused',
    );
    expect(vague).toEqual([]);
  });

  // @promise playback.refused-files
  it.each(LOCALES)(
    'each of the eight refusals of a download has a sentence, a reason and a next step in %s',
    (locale) => {
      const refusals = errorCodes.filter(({ code }) => /^425\d\d$/.test(code));
      expect(refusals.map(({ code }) => code)).toEqual(Array.from({ length: 8 }, (_, i) => String(42_501 + i)));
      const words = refusals.map(({ code, http }) => {
        const { code: mapped, ...way } = errorOf(code, http ?? 200);
        return errorWords(textIn(locale), { code: mapped, ...way, params: {}, vendor: null });
      });
      expect(new Set(words.map(({ what }) => what)).size).toBe(8);
      expect(new Set(words.map(({ why }) => why)).size).toBe(8);
      expect(words.filter(({ next }) => next === '')).toEqual([]);
    },
  );

  it('rows with the same text have the same product code, except rows of another HTTP status', () => {
    const byText = new Map<string, Set<string>>();
    for (const { code, message, http } of errorCodes) {
      const words = byText.get(message ?? '') ?? new Set();
      byText.set(message ?? '', words.add(errorOf(code, http ?? 200).code));
    }
    expect([...byText].filter(([, words]) => words.size > 1)).toEqual([]);
  });

  it.each([
    ['40006', 200, 'cloud.not-found', false],
    ['41617', 200, 'device.offline', false],
    ['41634', 200, 'device.offline', false],
    ['41621', 200, 'device.frozen', false],
    ['41628', 200, 'device.unregistered', false],
    ['41637', 200, 'device.timeout', true],
    ['42205', 200, 'device.busy', true],
    ['41623', 200, 'cloud.first-needed', false],
    ['41633', 200, 'cloud.invalid-parameter', false],
    ['43411', 400, 'cloud.exists', false],
    ['41627', 200, 'recording.none', false],
    ['42501', 400, 'recording.none', false],
    ['42502', 403, 'recording.no-right', false],
    ['42503', 403, 'recording.bad-address', true],
    ['42504', 403, 'recording.address-expired', true],
    ['42505', 402, 'recording.too-many-downloads', true],
    ['42506', 400, 'recording.archived', false],
    ['42507', 403, 'recording.bandwidth', true],
    ['42508', 403, 'recording.too-many-links', true],
    ['50000', 200, 'cloud.unavailable', true],
    ['500', 200, 'cloud.unavailable', true],
  ] as const)('%s with HTTP %i is %s, retryable: %s', (code, http, mapped, retryable) => {
    expect(errorOf(code, http)).toMatchObject({ code: mapped, retryable });
  });
});

describe('codes that the table does not know', () => {
  it.each([
    ['49999', 200, 'cloud.refused'],
    ['49999', 500, 'cloud.unavailable'],
    [null, 401, 'auth.rejected-key'],
    ['40100', 403, 'auth.rejected-key'],
    [null, 404, 'cloud.not-found'],
    [null, 429, 'cloud.rate-limited'],
    [null, 502, 'cloud.unavailable'],
    [null, 200, 'network.bad-answer'],
  ] as const)('%s with HTTP %i is %s', (code, http, mapped) => {
    expect(errorOf(code, http).code).toBe(mapped);
  });
});
