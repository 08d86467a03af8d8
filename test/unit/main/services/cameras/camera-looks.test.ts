import { expect, it } from 'vitest';
import { CameraLooksService } from '../../../../../main/services/cameras/camera-looks.ts';
import { testFolder } from '../folder.ts';
import { cameraOf } from '../walls/wall-bench.ts';

const [ceiling, gate] = [cameraOf('a', 1), cameraOf('a', 2)];
const upsideDown = { channelId: ceiling, turn: 180, isMirrored: false } as const;
const mirrored = { channelId: gate, turn: 0, isMirrored: true } as const;

it('the turns of cameras are stored over a restart, except for cameras that are shown as they send', () => {
  const dataDir = testFolder();
  const looks = new CameraLooksService({ dataDir, emit: () => {} });
  looks.set({ ...upsideDown, turn: 90 });
  looks.set(mirrored);
  looks.set(upsideDown);
  expect(new CameraLooksService({ dataDir, emit: () => {} }).list()).toEqual([mirrored, upsideDown]);
  looks.set({ ...mirrored, isMirrored: false });
  expect(new CameraLooksService({ dataDir, emit: () => {} }).list()).toEqual([upsideDown]);
});

it('every window is informed of the turns of all cameras', () => {
  const told: unknown[] = [];
  const looks = new CameraLooksService({
    dataDir: testFolder(),
    emit: (name, payload) => void told.push([name, payload]),
  });
  looks.set(upsideDown);
  looks.set(mirrored);
  expect(told.at(-1)).toEqual(['looks.changed', { looks: [upsideDown, mirrored] }]);
});
