import { useEffect, useRef } from 'react';
import { roomPart, within, type Frame } from './native-size.ts';
import { videoOf } from './tile-video.ts';
import { visiblePart, type View } from './zoom.ts';

const WIDTH = 112;
const HEIGHT = 63;

interface ZoomMapProps {
  readonly view: View;
  readonly label: string;
  /** Of a picture in its native size. */
  readonly frame: Frame | null;
}

/** The whole picture, small and still, with a frame around the visible part. Drawn only when the view changes. */
export function ZoomMap({ view, label, frame }: ZoomMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { turn, isMirrored } = view;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d') ?? null;
    const video = videoOf(element?.closest('.tile-pic') ?? null);
    if (context === null || video === null) return;
    const isTurned = turn % 180 !== 0;
    const [width, height] = isTurned ? [video.videoHeight, video.videoWidth] : [video.videoWidth, video.videoHeight];
    const scale = Math.min(WIDTH / width, HEIGHT / height);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    context.translate(WIDTH / 2, HEIGHT / 2);
    context.rotate((turn * Math.PI) / 180);
    if (isMirrored) context.scale(-1, 1);
    const [w, h] = [video.videoWidth * scale, video.videoHeight * scale];
    context.drawImage(video, -w / 2, -h / 2, w, h);
  }, [view, turn, isMirrored]);
  const part = frame === null ? visiblePart(view) : within(roomPart(view, frame), visiblePart(view));
  const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
  const box = { left: percent(part.x), top: percent(part.y), width: percent(part.width), height: percent(part.height) };
  return (
    <span className="tile-map" role="img" aria-label={label}>
      <canvas ref={canvas} width={WIDTH} height={HEIGHT} />
      <i style={box} />
      <b>{view.factor.toFixed(1)}×</b>
    </span>
  );
}
