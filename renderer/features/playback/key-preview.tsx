/** The key picture of the selected camera at the moment under the pointer, where the recording is loaded. */
import { useEffect, useRef, useState } from 'react';
import type { ChannelId } from '../../../preload/domain/ids.ts';
import { KeyPictureSource } from '../../media/past/key-pictures.ts';
import { useSession } from './model/session.ts';
import { playlistOf } from './model/transport.ts';

/** A pointer that moves on asks for no picture. */
const REST_MS = 120;
const WIDTH_PX = 160;
const HEIGHT_PX = 90;

/** One source for the playlist of a camera; ended with the component. */
function useSource(id: ChannelId | null): () => KeyPictureSource | null {
  const kept = useRef<{ readonly url: string; readonly source: KeyPictureSource } | null>(null);
  useEffect(
    () => () => {
      kept.current?.source.dispose();
      kept.current = null;
    },
    [id],
  );
  return () => {
    const url = id === null ? null : playlistOf(id);
    if (url === null) return null;
    if (kept.current?.url !== url) {
      kept.current?.source.dispose();
      kept.current = { url, source: new KeyPictureSource(url) };
    }
    return kept.current.source;
  };
}

function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  canvas.height = Math.round((WIDTH_PX * bitmap.height) / bitmap.width);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, WIDTH_PX, canvas.height);
}

export function KeyPreview({ atMs }: { readonly atMs: number }) {
  const selectedId = useSession((state) => state.selectedId);
  const sourceNow = useSource(selectedId);
  const ask = useRef(sourceNow);
  ask.current = sourceNow;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    let isWanted = true;
    const timer = setTimeout(async () => {
      const answer = (await ask.current()?.at(atMs)) ?? 'none';
      if (!isWanted) return;
      if (typeof answer !== 'string' && canvas.current !== null) draw(canvas.current, answer.bitmap);
      setShown(typeof answer !== 'string');
    }, REST_MS);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [atMs, selectedId]);
  return (
    <canvas
      ref={canvas}
      className="playback-preview"
      width={WIDTH_PX}
      height={HEIGHT_PX}
      hidden={!isShown}
      data-preview={isShown || undefined}
    />
  );
}
