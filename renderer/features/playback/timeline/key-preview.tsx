/** The key picture of the moment under the pointer, or why there is none. */
import { useEffect, useRef, useState } from 'react';
import type { TimeRange } from '../../../../preload/domain/time.ts';
import { useText } from '../../../i18n/i18n.ts';
import type { KeyPictureAnswer } from '../../../media/playback/key-pictures/key-picture-reader.ts';
import { leavePreview, previewSource, type PreviewSource } from './preview.ts';
import { useSession, type SessionCamera } from '../session.ts';

/** A pointer that moves on asks for no picture; a picture of the cloud is asked for when the pointer rests longer. */
const REST_MS = { 'at-once': 120, 'by-request': 400 } as const;
const WIDTH_PX = 160;
const HEIGHT_PX = 90;

function draw(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  canvas.height = Math.round((WIDTH_PX * bitmap.height) / bitmap.width);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, WIDTH_PX, canvas.height);
}

/** `late`: the picture is that of an earlier moment, and the picture of the moment is on its way. */
type Shown = 'picture' | 'late' | 'loading' | Exclude<KeyPictureAnswer, object> | Extract<PreviewSource, string>;

/** @param rowId of the row under the pointer: the channel of a camera. */
export function KeyPreview({ atMs, rowId }: { readonly atMs: number; readonly rowId: string }) {
  const camera = useSession(({ cameras }) => cameras.find(({ channelId }) => channelId === rowId));
  useEffect(() => leavePreview, []);
  return camera === undefined ? null : <Preview key={rowId} {...{ camera, atMs }} />;
}

function Preview({ camera, atMs }: { readonly camera: SessionCamera; readonly atMs: number }) {
  const t = useText();
  const { canvas, shown } = usePicture(camera, atMs);
  const hasPicture = shown === 'picture' || shown === 'late';
  return (
    <>
      <canvas
        ref={canvas}
        className="playback-preview"
        width={WIDTH_PX}
        height={HEIGHT_PX}
        hidden={!hasPicture}
        data-preview={hasPicture ? shown : undefined}
      />
      {shown === 'picture' || shown === 'no-footage' ? null : (
        <span className="t3 playback-preview-why">{t(`playback.preview.${shown === 'late' ? 'loading' : shown}`)}</span>
      )}
    </>
  );
}

/** The last picture stays, dimmed, until the next one comes: a tip that flickers with each movement hides everything. */
function usePicture(camera: SessionCamera, atMs: number) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [shown, setShown] = useState<Shown>('loading');
  const drawn = useRef<TimeRange | null>(null);
  useEffect(() => {
    const source = previewSource(camera, atMs);
    if (typeof source === 'string') return setShown(source);
    const isSame = drawn.current !== null && atMs >= drawn.current.fromMs && atMs < drawn.current.toMs;
    setShown((before) => {
      if (before !== 'picture' && before !== 'late') return 'loading';
      return isSame ? 'picture' : 'late';
    });
    let isWanted = true;
    const timer = setTimeout(async () => {
      const answer = await source.read();
      if (!isWanted || answer === 'passed') return;
      if (typeof answer === 'string') return setShown(answer);
      if (canvas.current !== null) draw(canvas.current, answer.bitmap);
      drawn.current = answer;
      setShown('picture');
    }, REST_MS[source.kind]);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [camera, atMs]);
  return { canvas, shown };
}
