import { expect, it } from 'vitest';
import { DialogLanguage, type DialogLocale } from '../../../main/dialog-locale.ts';

it.each([
  ['en-US', 'zh-CN', 'zh-CN', 'en-US'],
  [null, 'zh-CN', 'en-GB', 'zh-CN'],
  [null, 'en-US', 'zh-Hans-CN', 'en-US'],
  [null, null, 'zh-Hans-CN', 'zh-CN'],
  [null, null, 'zha', 'en-US'],
  [null, null, 'fr-FR', 'en-US'],
] as const)(
  'a dialog uses the language of the user (%s), else of the page (%s), else of the system (%s): %s',
  (chosen, page, systemLocale, expected) => {
    const language = new DialogLanguage({ chosen: (): DialogLocale | null => chosen, systemLocale });
    if (page !== null) language.follow(page);
    expect(language.now()).toBe(expected);
  },
);
