/** Where a PTZ camera looks, which a machine reads from its live picture and from the previews of its presets. */
import type { Pose } from '../world/ptz-head.ts';
import { codeCells, readCode, type CodeMark } from './cell-code.ts';

/** The reverse of the time code's, so that neither is taken for the other. */
const MARK: CodeMark = [0, 3, 0];
const PAN_PLACE = 2 ** 32;
const TILT_PLACE = 2 ** 16;
const TILT_ZERO = 900;

/** Steps of all cells, 0 (black) to 3 (white). */
export function poseCells({ panDeg, tiltDeg, zoom }: Pose): readonly number[] {
  const [pan, tilt, times] = [panDeg * 10, tiltDeg * 10 + TILT_ZERO, zoom * 10].map(Math.round) as [
    number,
    number,
    number,
  ];
  return codeCells(pan * PAN_PLACE + tilt * TILT_PLACE + times, MARK);
}

/** @param rgba as for `readTimeCode`. @returns null when the picture shows no pose, or the pose cannot be read. */
export function readPose(rgba: ArrayLike<number>, width: number, height: number): Pose | null {
  const code = readCode(rgba, width, height, MARK);
  if (code === null) return null;
  const [pan, rest] = [Math.floor(code / PAN_PLACE), code % PAN_PLACE];
  const [tilt, times] = [Math.floor(rest / TILT_PLACE), rest % TILT_PLACE];
  return { panDeg: pan / 10, tiltDeg: (tilt - TILT_ZERO) / 10, zoom: times / 10 };
}

/** As the caption shows it to people. */
export const poseText = ({ panDeg, tiltDeg, zoom }: Pose): string =>
  `P${panDeg.toFixed(1)} T${tiltDeg.toFixed(1)} Z${zoom.toFixed(1)}`;
