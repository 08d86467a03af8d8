import { lazy, type ComponentType } from 'react';
import type { AreaWithTexts } from '../i18n/area-texts.ts';
import { loadTexts } from '../i18n/i18n.ts';

/**
 * Fetches the code of a component, and with the code the texts of its area.
 *
 * @param area null for a component that shows no text, or only texts that come with the page.
 */
export const withTexts =
  (area: AreaWithTexts | null, load: () => Promise<ComponentType>): (() => Promise<ComponentType>) =>
  async () => {
    const [component] = await Promise.all([load(), area === null ? null : loadTexts(area)]);
    return component;
  };

/** A component whose code and texts are fetched when the component is first shown, see {@link withTexts}. */
export const fetched = (...source: Parameters<typeof withTexts>): ComponentType =>
  lazy(async () => ({ default: await withTexts(...source)() }));
