/**
 * Draws a snapshot: the whole picture, turned as the operator sees it, and below the picture, never on it, the caption.
 */
import type { PictureLook } from '../../../preload/domain/walls/wall.ts';

export interface Caption {
  readonly left: string;
  readonly right: string;
  readonly below: string;
}

const FONT = 'system-ui, "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif';
const GROUND = '#101215';
const BRIGHT = '#ffffff';
const QUIET = '#b9c0c9';

/** Height of the caption below a picture of this width, in pixels. */
function captionHeight(width: number): number {
  return Math.round(Math.min(72, Math.max(36, width * 0.05)));
}

/** Cuts a text to the width, with an ellipsis. */
function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let length = text.length;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > width) length -= 1;
  return `${text.slice(0, length)}…`;
}

function drawCaption(context: CanvasRenderingContext2D, caption: Caption, top: number, width: number): void {
  const height = captionHeight(width);
  const inset = Math.round(height * 0.22);
  const large = Math.round(height * 0.38);
  const small = Math.round(height * 0.3);
  context.fillStyle = GROUND;
  context.fillRect(0, top, width, height);
  context.textBaseline = 'middle';
  context.font = `600 ${large}px ${FONT}`;
  context.fillStyle = BRIGHT;
  context.textAlign = 'right';
  context.fillText(caption.right, width - inset, top + height * 0.32);
  const timeWidth = context.measureText(caption.right).width;
  context.textAlign = 'left';
  context.fillText(fitted(context, caption.left, width - timeWidth - inset * 3), inset, top + height * 0.32);
  context.font = `${small}px ${FONT}`;
  context.fillStyle = QUIET;
  context.fillText(fitted(context, caption.below, width - inset * 2), inset, top + height * 0.74);
}

/** @throws {Error} when the browser gives no canvas, as when memory is short. */
function canvasOf(width: number, height: number): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  return [canvas, context];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** How large the picture is when it is turned. */
function sizeOf({ videoWidth, videoHeight }: HTMLVideoElement, { turn }: PictureLook): Size {
  const isUpright = turn % 180 === 0;
  return isUpright ? { width: videoWidth, height: videoHeight } : { width: videoHeight, height: videoWidth };
}

/** @param box where the turned picture goes; it has the shape of the turned picture. */
function drawTurned(
  context: CanvasRenderingContext2D,
  video: HTMLVideoElement,
  look: PictureLook,
  { left, top, width, height }: Size & { readonly left: number; readonly top: number },
): void {
  const [across, down] = look.turn % 180 === 0 ? [width, height] : [height, width];
  context.save();
  context.translate(left + width / 2, top + height / 2);
  context.rotate((look.turn * Math.PI) / 180);
  if (look.isMirrored) context.scale(-1, 1);
  context.drawImage(video, -across / 2, -down / 2, across, down);
  context.restore();
}

/** The whole picture at the size in which it arrived, whatever part of it the tile shows. */
export function drawPicture(video: HTMLVideoElement, look: PictureLook, caption: Caption): HTMLCanvasElement {
  const { width, height } = sizeOf(video, look);
  const [canvas, context] = canvasOf(width, height + captionHeight(width));
  drawTurned(context, video, look, { left: 0, top: 0, width, height });
  drawCaption(context, caption, height, width);
  return canvas;
}

export interface WallPiece {
  readonly video: HTMLVideoElement | null;
  readonly look: PictureLook;
  readonly name: string;
  /** The age or the state of the picture, in the words of the tile. */
  readonly state: string;
  readonly box: DOMRect;
}

const HEAD = 22;

/** The wall as it is on screen: each tile's whole picture under its name. */
export function drawWall(
  pieces: readonly WallPiece[],
  wall: DOMRect,
  ratio: number,
  caption: Caption,
): HTMLCanvasElement {
  const width = Math.round(wall.width * ratio);
  const height = Math.round(wall.height * ratio);
  const [canvas, context] = canvasOf(width, height + captionHeight(width));
  context.fillStyle = '#000000';
  context.fillRect(0, 0, width, height);
  for (const { video, look, name, state, box } of pieces) {
    const [left, top] = [(box.left - wall.left) * ratio, (box.top - wall.top) * ratio];
    const [boxWidth, boxHeight] = [box.width * ratio, box.height * ratio];
    const head = HEAD * ratio;
    context.fillStyle = GROUND;
    context.fillRect(left, top, boxWidth, boxHeight);
    context.font = `600 ${Math.round(head * 0.56)}px ${FONT}`;
    context.textBaseline = 'middle';
    context.fillStyle = QUIET;
    context.textAlign = 'right';
    context.fillText(state, left + boxWidth - head * 0.4, top + head / 2);
    const room = boxWidth - context.measureText(state).width - head * 1.2;
    context.textAlign = 'left';
    context.fillStyle = BRIGHT;
    context.fillText(fitted(context, name, room), left + head * 0.4, top + head / 2);
    if (video === null) continue;
    const whole = sizeOf(video, look);
    const scale = Math.min(boxWidth / whole.width, (boxHeight - head) / whole.height);
    const [w, h] = [whole.width * scale, whole.height * scale];
    const [x, y] = [left + (boxWidth - w) / 2, top + head + (boxHeight - head - h) / 2];
    drawTurned(context, video, look, { left: x, top: y, width: w, height: h });
  }
  drawCaption(context, caption, height, width);
  return canvas;
}
