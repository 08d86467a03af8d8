/** Video files of one camera, as clouds and other programs write them, with the time code in every picture. */
import { Camera, GOP_MS } from '../../simulator/media/camera.ts';
import { builtInPackDir, openPack } from '../../simulator/media/clip.ts';
import { flvFrame, flvPreamble } from '../../simulator/media/flv.ts';
import { mp4Fragment, mp4Head } from '../../simulator/media/mp4.ts';

/** The groups of pictures of this camera begin so shortly behind a whole second. */
const NEAR_MS = 40;

/** A camera whose pictures begin with the second: names of files have whole seconds. */
function punctualCamera(): Camera {
  const pack = openPack(builtInPackDir());
  for (let i = 0; ; i += 1) {
    const camera = new Camera(pack, `files-${i}`, 'Dock 7', 'sub', 0);
    if (camera.groupStartMs(0) < NEAR_MS) return camera;
  }
}

const camera = punctualCamera();

const groupsOf = (fromMs: number, toMs: number) =>
  Array.from({ length: Math.round((toMs - fromMs) / GOP_MS) }, (_, i) => {
    const group = Math.round(fromMs / GOP_MS) + i;
    return Array.from({ length: camera.clip.fps }, (_frame, index) => camera.recorded(group, index));
  });

/** @param fromMs a whole second, epoch ms; so is `toMs`. @param startMs the time of the first tag. */
export function flvBytes(fromMs: number, toMs: number, startMs = 0): Buffer {
  const frames = groupsOf(fromMs, toMs).flat();
  const first = frames[0]?.atMs ?? 0;
  const tags = frames.map((frame) => flvFrame(frame, Math.round(frame.atMs - first + startMs)));
  return Buffer.concat([flvPreamble(camera.clip, startMs), ...tags]);
}

/** A fragmented file, without an index of its fragments. */
export function mp4Bytes(fromMs: number, toMs: number): Buffer {
  const groups = groupsOf(fromMs, toMs);
  const fragments = groups.map((frames, i) => mp4Fragment(camera.clip, frames, i + 1, i * GOP_MS));
  return Buffer.concat([mp4Head(camera.clip), ...fragments]);
}
