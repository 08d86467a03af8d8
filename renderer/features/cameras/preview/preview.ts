/** The one preview of the list of cameras, and where the pointer is. */
import { useEffect, useRef, type RefObject } from 'react';
import { create } from 'zustand';
import { usePreferences } from '../../../state/page/preferences.ts';
import { PreviewDwell, type PreviewTarget } from './preview-dwell.ts';
import type { TreeRow } from '../tree/tree-model.ts';

export const usePreview = create<{ readonly target: PreviewTarget | null }>(() => ({ target: null }));

const dwell = new PreviewDwell((target) => usePreview.setState({ target }));

/** @returns whether one was open. */
export const dismissPreview = (): boolean => dwell.dismiss();

function targetAt(element: Element | null, rows: readonly TreeRow[]): PreviewTarget | null {
  const row = rows[Number(element?.id.replace('camera-row-', ''))];
  const list = element?.closest('[role="tree"]');
  if (!element || !list || row?.kind !== 'camera') return null;
  const at = { rightPx: list.getBoundingClientRect().right, topPx: element.getBoundingClientRect().top };
  return { channelId: row.channel.id, at };
}

/** Opens or closes the preview of a row, as the key asks. */
export function togglePreview(rowId: string, rows: readonly TreeRow[]): void {
  const target = targetAt(document.getElementById(rowId), rows);
  if (target !== null) dwell.toggle(target);
}

/** Follows the pointer over the list for as long as that is there and previews are wanted. */
export function usePreviewPointer(box: RefObject<HTMLElement | null>, rows: readonly TreeRow[]): void {
  const isOn = usePreferences((state) => state.isPreviewOn);
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
    // Another camera may stand under the pointer now.
    dwell.end();
  }, [rows]);
  useEffect(() => {
    const list = box.current;
    if (!list) return undefined;
    const end = (): void => dwell.end();
    const dismiss = (): void => void dwell.dismiss();
    const onMove = (event: PointerEvent): void => {
      if (!isOn || event.pointerType !== 'mouse' || event.buttons !== 0) return;
      const row = event.target instanceof Element ? event.target.closest('[id^="camera-row-"]') : null;
      dwell.over(targetAt(row, latest.current));
    };
    const onList = [
      ['pointermove', onMove],
      ['pointerleave', end],
      ['scroll', end],
      ['pointerdown', dismiss],
      ['dragstart', dismiss],
      ['contextmenu', dismiss],
    ] as const;
    for (const [name, listener] of onList) list.addEventListener(name, listener as EventListener);
    window.addEventListener('blur', end);
    document.addEventListener('visibilitychange', end);
    return () => {
      for (const [name, listener] of onList) list.removeEventListener(name, listener as EventListener);
      window.removeEventListener('blur', end);
      document.removeEventListener('visibilitychange', end);
      end();
    };
  }, [box, isOn]);
}
