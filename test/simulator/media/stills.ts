/** One JPEG per synthetic scene (640x336), for snapshots and pictures; the scene follows from the camera's key. */
import { readFileSync } from 'node:fs';

const DIR = new URL('./stills/', import.meta.url);
const SCENES = [
  'ring-road',
  'north-gate',
  'car-park',
  'canal-bridge',
  'lobby',
  'loading-dock',
  'metro-platform',
] as const;

const loaded = new Map<string, Buffer>();

/** The picture of a camera; cameras whose keys end in following numbers show different scenes. */
export function stillOf(cameraKey: string): Buffer {
  const number = Number(/\d{1,9}$/.exec(cameraKey)?.[0] ?? 0);
  const scene = SCENES[number % SCENES.length] ?? SCENES[0];
  const known = loaded.get(scene);
  if (known !== undefined) return known;
  const bytes = readFileSync(new URL(`${scene}.jpg`, DIR));
  loaded.set(scene, bytes);
  return bytes;
}
