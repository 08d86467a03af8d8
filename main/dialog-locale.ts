/** The language of main's own dialogs: a page has no part in them, and cannot choose it. */
export type DialogLocale = 'zh-CN' | 'en-US';

/**
 * The language that the user chose, else the language of the system where the client speaks it, else English.
 *
 * @param chosen from the preferences; null where the user chose none.
 * @param systemLocale a language tag, such as `zh-Hans-CN`.
 */
export function dialogLocale(chosen: DialogLocale | null, systemLocale: string): DialogLocale {
  return chosen ?? (/^zh\b/i.test(systemLocale) ? 'zh-CN' : 'en-US');
}
