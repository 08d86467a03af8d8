import { Suspense, type ReactNode } from 'react';
import type { Screen } from '../state/page/navigation.ts';
import { LoadingScreen } from './loading.tsx';
import { Region } from './region.tsx';

/** A screen, which may fail alone, and whose code may still be on its way. */
export function ScreenFrame({ screen, children }: { readonly screen: Screen; readonly children: ReactNode }) {
  return (
    <Region name={screen} key={screen}>
      <Suspense fallback={<LoadingScreen screen={screen} />}>{children}</Suspense>
    </Region>
  );
}
