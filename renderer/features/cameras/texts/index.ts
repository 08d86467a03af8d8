/** The texts of the list of cameras and its sites. All come with the page, as the list does. */
import type { AreaTextSource } from '../../../i18n/area-texts.ts';
import { first } from './first.ts';

export const texts = {
  first,
} satisfies AreaTextSource;

declare module '../../../i18n/area-texts.ts' {
  interface AreaTexts {
    readonly cameras: typeof texts;
  }
}
