/**
 * Pictures of cameras as JPEG: what a viewer sees at a moment, caption included. They are the key frames of the clips,
 * so a snapshot shows what live shows then, and a picture of the past what the recording shows.
 */
import { Camera } from './camera.ts';
import { builtInPackDir, chosenPackDir, openPack } from './clip.ts';
import type { ClipPack } from './clip.ts';
import { withRows } from './jpeg-rows.ts';
import { poseText } from './pose-code.ts';
import type { Pose } from '../world/ptz-head.ts';

const BEIJING_OFFSET_MINUTES = 480;
const MAX_CAMERAS = 256;
const MAX_PICTURES = 256;

/** The camera and the moment of a picture. */
export interface StillOrder {
  readonly cameraKey: string;
  readonly cameraName: string;
  /** Epoch ms UTC; the picture is that of the second it lies in, as the camera counts seconds. */
  readonly atMs: number;
  /** Of a PTZ camera: where it looked. */
  readonly pose?: Pose;
}

/** Takes pictures; keeps the last ones. */
export class Stills {
  readonly #pack: ClipPack;
  readonly #cameras = new Map<string, Camera>();
  readonly #pictures = new Map<string, Buffer>();

  /** @param footageDir a pack of clips; one without pictures, as an older build left it, gives way to the built-in. */
  constructor(footageDir?: string) {
    const pack = openPack(chosenPackDir(footageDir));
    this.#pack = pack.hasStills ? pack : openPack(builtInPackDir());
  }

  /** 640x360. */
  at({ cameraKey, cameraName, atMs, pose }: StillOrder): Buffer {
    const id = `${cameraKey}|${cameraName}|${pose === undefined ? '' : 'turns'}`;
    // Where it looks is drawn for each picture; the camera only leaves room for it.
    const room = pose === undefined ? null : (): Pose => pose;
    const camera =
      this.#cameras.get(id) ?? new Camera(this.#pack, cameraKey, cameraName, 'sub', BEIJING_OFFSET_MINUTES, room);
    keep(this.#cameras, id, camera, MAX_CAMERAS);
    const group = camera.groupAt(atMs);
    const pictureId = `${id}|${String(group)}|${pose === undefined ? '' : poseText(pose)}`;
    const known = this.#pictures.get(pictureId);
    if (known !== undefined) return known;
    const picture = this.#pack.still(camera.scene, camera.gopOf(group));
    const { height } = camera.clip.sps;
    const bytes = withRows(picture, camera.caption(camera.groupStartMs(group), pose ?? null), height);
    keep(this.#pictures, pictureId, bytes, MAX_PICTURES);
    return bytes;
  }
}

/** As the newest entry; the oldest gives way. */
function keep<V>(map: Map<string, V>, key: string, value: V, max: number): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > max && oldest.done !== true) map.delete(oldest.value);
}
