import { lazy, type ComponentType } from 'react';
import type { AreaWithTexts } from '../i18n/area-texts.ts';
import { loadTexts } from '../i18n/i18n.ts';

/**
 * Fetches code, most often of a component, and with the code the texts of its area.
 *
 * @param area null for code that shows no text, or only texts that come with the page.
 */
export const withTexts =
  <T>(area: AreaWithTexts | null, load: () => Promise<T>): (() => Promise<T>) =>
  async () => {
    const [code] = await Promise.all([load(), area === null ? null : loadTexts(area)]);
    return code;
  };

/** A component whose code and texts are fetched when the component is first shown, see {@link withTexts}. */
export const fetched = (area: AreaWithTexts | null, load: () => Promise<ComponentType>): ComponentType =>
  lazy(async () => ({ default: await withTexts(area, load)() }));
