import { lazy, type ComponentType } from 'react';

/** A component whose code is fetched when the component is first shown. */
export const fetched = (load: () => Promise<ComponentType>): ComponentType =>
  lazy(async () => ({ default: await load() }));
