/**
 * The words below each picture of a copy: camera, recorded time, and that the copy is not the original. They stand below the
 * picture and never on it.
 */

/** In both languages, whatever the client speaks: the copy leaves this computer. */
const MARK = 'COPY, RE-ENCODED, NOT THE ORIGINAL · 副本：已重新编码，非原始录像';
export const BAR_FONT = 'system-ui, "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif';
export const BAR_GROUND = '#101215';
export const BAR_BRIGHT = '#ffffff';
const WARNING = '#ffc53d';
const QUIET = '#b9c0c9';
/** The time never takes more of the width. */
const MOST_TIME_SHARE = 0.62;

export interface BarWords {
  readonly camera: string;
  /** The recorded time with the offset of its zone, or that no time is known. */
  readonly time: string;
  /** How far the clock of the camera is ahead; empty where nobody set an offset. */
  readonly note: string;
}

/** Sizes in pixels. */
export interface BarLayout {
  readonly height: number;
  readonly inset: number;
  readonly lineHeight: number;
  readonly large: number;
  readonly small: number;
}

/** How large the pictures of a copy are. Coders of H.264 take even sizes only. */
export function copySize(
  width: number,
  height: number,
  hasNote: boolean,
): { readonly width: number; readonly height: number } {
  const even = (size: number): number => size + (size % 2);
  const wide = even(width);
  return { width: wide, height: even(height + barLayout(wide, hasNote).height) };
}

export function barLayout(width: number, hasNote: boolean): BarLayout {
  const lineHeight = Math.round(Math.min(40, Math.max(18, width * 0.026)));
  const inset = Math.round(lineHeight * 0.4);
  const lines = hasNote ? 3 : 2;
  return {
    lineHeight,
    inset,
    large: Math.round(lineHeight * 0.74),
    small: Math.round(lineHeight * 0.6),
    height: lines * lineHeight + inset,
  };
}

/** Fills everything below the picture. @param top where the picture ends. */
export function drawBar(
  context: OffscreenCanvasRenderingContext2D,
  { camera, time, note }: BarWords,
  top: number,
  { width, height }: { readonly width: number; readonly height: number },
): void {
  const { inset, lineHeight, large, small } = barLayout(width, note !== '');
  const middleOf = (line: number): number => top + inset / 2 + (line + 0.5) * lineHeight;
  const room = width - 2 * inset;
  context.fillStyle = BAR_GROUND;
  context.fillRect(0, top, width, height - top);
  context.textBaseline = 'middle';
  context.fillStyle = BAR_BRIGHT;
  context.textAlign = 'right';
  const timeWidth = fit(context, time, 600, large, room * MOST_TIME_SHARE);
  context.fillText(time, width - inset, middleOf(0));
  context.textAlign = 'left';
  fit(context, camera, 600, large, Infinity);
  context.fillText(shortened(context, camera, room - timeWidth - inset), inset, middleOf(0));
  // The mark is never cut off.
  context.fillStyle = WARNING;
  fit(context, MARK, 600, small, room);
  context.fillText(MARK, inset, middleOf(1));
  if (note === '') return;
  context.fillStyle = QUIET;
  fit(context, note, 400, small, room);
  context.fillText(note, inset, middleOf(2));
}

/** Sets the font, smaller where the text is wider than `room`. @returns the width of the text. */
function fit(
  context: OffscreenCanvasRenderingContext2D,
  text: string,
  weight: number,
  sizePx: number,
  room: number,
): number {
  context.font = `${weight} ${sizePx}px ${BAR_FONT}`;
  const { width } = context.measureText(text);
  if (width <= room) return width;
  context.font = `${weight} ${(sizePx * room) / width}px ${BAR_FONT}`;
  return context.measureText(text).width;
}

function shortened(context: OffscreenCanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  const characters = [...text];
  while (characters.length > 1 && context.measureText(`${characters.join('')}…`).width > room) characters.pop();
  return `${characters.join('')}…`;
}
