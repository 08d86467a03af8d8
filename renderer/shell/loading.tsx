import { useEffect, useState, type ReactNode } from 'react';
import { useText } from '../i18n/i18n.ts';
import type { Screen } from '../state/page/navigation.ts';
import { SkeletonRows } from '../ui/rows/skeleton-rows.tsx';

/** Most screens are there sooner: words that come and go at once would only flash. */
const SHOWN_AFTER_MS = 200;

function Late({ children }: { readonly children: ReactNode }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SHOWN_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? children : null;
}

/** A screen that is being fetched: its place at once, and its name if it takes longer. Nothing in it moves. */
export function LoadingScreen({ screen }: { readonly screen: Screen }) {
  const t = useText();
  return (
    <section className="stage">
      <Late>
        <LoadingRows words={t('shell.opening', { name: t(`${screen}.names.screen`) })} />
      </Late>
    </section>
  );
}

/** The same for what stands in the side panel. */
export function LoadingPanel({ name }: { readonly name: string }) {
  const t = useText();
  return (
    <Late>
      <LoadingRows words={t('shell.opening', { name })} />
    </Late>
  );
}

function LoadingRows({ words }: { readonly words: string }) {
  return (
    <>
      <p className="loading t2" aria-hidden="true">
        {words}
      </p>
      <SkeletonRows label={words} />
    </>
  );
}
