/** The texts of the way to the clouds. Most come with the settings. */
import type { AreaTextSource } from '../../../i18n/area-texts.ts';
import { first } from './first.ts';

export const texts = {
  first,
  rest: {
    'en-US': async () => (await import('./en-US.ts')).words,
    'zh-CN': async () => (await import('./zh-CN.ts')).words,
  },
} satisfies AreaTextSource;

declare module '../../../i18n/area-texts.ts' {
  interface AreaTexts {
    readonly network: typeof texts;
  }
}
