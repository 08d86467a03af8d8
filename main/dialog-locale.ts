/**
 * The language of main's own dialogs. The page and main must agree on it: a question in another language than that of the
 * window looks like a forgery. A page has no other part in the dialogs.
 */
export type DialogLocale = 'zh-CN' | 'en-US';

interface Options {
  /** From the preferences; null where the user chose no language. */
  readonly chosen: () => DialogLocale | null;
  /** A language tag, such as `zh-Hans-CN`. A service or a terminal often names another language than the browser does. */
  readonly systemLocale: string;
}

export class DialogLanguage {
  readonly #options: Options;
  #ofPage: DialogLocale | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /**
   * @param locale the language that the page shows while the user chose none. The last page that reported its language
   *   counts.
   */
  follow(locale: DialogLocale): void {
    this.#ofPage = locale;
  }

  /**
   * The language that the user chose, else that of the page, else the language of the system where the client speaks it,
   * else English.
   */
  now(): DialogLocale {
    const { chosen, systemLocale } = this.#options;
    return chosen() ?? this.#ofPage ?? (/^zh\b/i.test(systemLocale) ? 'zh-CN' : 'en-US');
  }
}
