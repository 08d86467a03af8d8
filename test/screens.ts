/** The screens of all areas of main, found by reading `main/services/<area>/screens.ts` from disk. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Screen } from '../main/ports/screens.ts';

const services = path.join(import.meta.dirname, '..', 'main', 'services');

export async function allScreens(): Promise<readonly Screen[]> {
  const files = readdirSync(services).map((area) => path.join(services, area, 'screens.ts'));
  const found = files
    .filter((file) => existsSync(file))
    .map(async (file) => {
      const { screens } = (await import(pathToFileURL(file).href)) as { readonly screens: readonly Screen[] };
      return screens;
    });
  return (await Promise.all(found)).flat();
}
