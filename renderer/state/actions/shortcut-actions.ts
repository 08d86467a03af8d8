/**
 * The functions behind the actions of the table. The part of the page that can carry out an action provides its
 * function, for as long as it can.
 */
import { useEffect, useRef } from 'react';
import { isOffered } from './offered.ts';
import type { KeyStroke } from './shortcut-keys.ts';
import { isActionId, type ActionId, type Run } from './shortcut-table.ts';

export type Runs = Readonly<Partial<Record<ActionId, Run>>>;

const providers: Runs[] = [];

/** The last that provides an action does it, unless it has nothing to do. @returns takes the actions away. */
export function provideActions(runs: Runs): () => void {
  providers.push(runs);
  return () => {
    const at = providers.lastIndexOf(runs);
    if (at >= 0) providers.splice(at, 1);
  };
}

export function isProvided(id: ActionId): boolean {
  return providers.some((runs) => runs[id] !== undefined);
}

/** @returns whether it was done; never where the window does not offer it. */
export function runAction(id: ActionId, stroke?: KeyStroke): boolean {
  if (!isOffered(id)) return false;
  return providers.toReversed().some((runs) => {
    const run = runs[id];
    return run !== undefined && run(stroke) !== false;
  });
}

/** Provides actions while the component is there. The set of actions is that of the first render. */
export function useActions(runs: Runs): void {
  const latest = useRef(runs);
  latest.current = runs;
  useEffect(() => {
    const ids = Object.keys(latest.current).filter(isActionId);
    const entries = ids.map(
      (id) => [id, (stroke?: KeyStroke): boolean | void => latest.current[id]?.(stroke)] as const,
    );
    return provideActions(Object.fromEntries(entries));
  }, []);
}
