import { expect, it } from 'vitest';
import { ERROR_CODES, type WireError } from '../../../../preload/domain/error.ts';
import { errorWords } from '../../../../renderer/i18n/error-words.ts';
import { MEDIA_BOUNDS } from '../../../../preload/domain/media/media-bounds.ts';
import { textIn } from '../../../../renderer/i18n/i18n.ts';
import { LOCALES } from '../../../../renderer/i18n/locale.ts';
import { loadAllTexts } from '../../../area-texts.ts';

await loadAllTexts();

const failure = (code: WireError['code'], params: WireError['params'] = {}): WireError => ({
  code,
  params,
  retryable: false,
  action: 'none',
  vendor: null,
});

it('the words of a failure name the host and the time limit that the failure carries', () => {
  const words = errorWords(textIn('en-US'), failure('network.timeout', { host: 'a.example', seconds: 10 }));
  expect(words.what).toBe('a.example did not answer in time.');
  expect(words.why).toBe('No answer within 10 s.');
});

it.each(LOCALES)('the words of a failure without details have no gap and no key in %s', (locale) => {
  for (const code of ERROR_CODES) {
    const { what, why, next } = errorWords(textIn(locale), failure(code));
    for (const text of [what, why, next]) {
      expect(text).not.toMatch(/\{\{|errors\.|undefined/);
      expect(text).not.toBe('');
    }
  }
});

it('a fault of the API is named by its status wherever it is shown, whatever code came with it', () => {
  const t = textIn('en-US');
  const answer = (code: WireError['code'], httpStatus: number): WireError => {
    const vendor = { id: 'huawei-ivm', operation: 'x', code: 'IVM.90000011', httpStatus, requestId: null, text: null };
    return { ...failure(code), vendor: vendor as WireError['vendor'] };
  };
  expect(errorWords(t, answer('cloud.rate-limited', 503)).what).toBe('The API answers 503.');
  expect(errorWords(t, answer('cloud.unavailable', 502)).what).toBe('The API answers 502.');
  expect(errorWords(t, answer('cloud.rate-limited', 500)).what).toBe('Cloud refused: too many calls.');
  expect(errorWords(t, answer('device.offline', 503)).what).toBe('The device is offline.');
});

it.each(LOCALES)('every bound that a stream can exceed is named in %s, with its figure', (locale) => {
  for (const detail of MEDIA_BOUNDS) {
    const { why } = errorWords(textIn(locale), failure('media.over-limit', { detail, limit: 64 }));
    expect(why).toMatch(/ 64 /);
    expect(why).not.toMatch(/errors\.|\{\{/);
  }
});

// @promise failures.deleted-folder
it.each(LOCALES)(
  'a folder that was deleted and a disk that was unplugged have one sentence in %s that fits both',
  (locale) => {
    const { what, why, next } = errorWords(
      textIn(locale),
      failure('storage.gone', { folder: '/media/case 7', detail: 'ENOENT' }),
    );
    const [folder, disk] = locale === 'en-US' ? ['folder', 'disk'] : ['文件夹', '磁盘'];
    expect(what).toContain(folder);
    expect(what).not.toContain(disk);
    expect(why).toContain('/media/case 7');
    expect(why).toContain(disk);
    expect(next).toContain(disk);
  },
);
