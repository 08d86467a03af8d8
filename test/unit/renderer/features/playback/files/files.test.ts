// @vitest-environment jsdom
/** Files that are shown in playback like cameras: the requests to main, and who may open them. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { closeAllFiles, openFiles, useFiles } from '../../../../../../renderer/features/playback/files/files.ts';
import { setOffsetOf, useOffsets } from '../../../../../../renderer/features/playback/play-bar/offsets.ts';
import { saveMoment, useSession } from '../../../../../../renderer/features/playback/session.ts';
import { useKiosk } from '../../../../../../renderer/state/page/kiosk.ts';
import { flvFile, picture, record } from '../../../media/files/flv-file.ts';
import { installMain } from '../../../page.tsx';

let kept: unknown[] = [];

beforeEach(() => {
  kept = [];
  installMain({
    'app.set-preferences': ({ playback }) => {
      kept.push(playback?.cameras);
      return new Promise(() => undefined);
    },
    'playback.set-offset': (offset) => {
      kept.push(offset);
      return new Promise(() => undefined);
    },
  });
});

afterEach(() => {
  closeAllFiles();
  useKiosk.setState({ kiosk: null });
  useSession.setState(useSession.getInitialState());
  useOffsets.setState(useOffsets.getInitialState());
});

/** This environment has no player: the check at the end of the opening fails. Where the files stand is known before. */
async function open(...paths: readonly string[]): Promise<void> {
  const bytes = flvFile([record(), picture(0, { isKey: true }), picture(10_000)]);
  const files = paths.map((path) => ({
    path,
    format: 'flv' as const,
    file: new File([bytes], 'x.flv', { lastModified: 1 }),
  }));
  await openFiles({ files, refused: [] });
}

const SLICES = ['dock/2026/11/20/03/12.00_12.10.flv', 'dock/2026/11/20/03/12.10_12.20.flv'] as const;

it('the files of one folder stand like one camera, and a file that is open already is left out', async () => {
  await open(...SLICES, 'gate/2026/11/20/03/12.00_12.10.flv');
  await open(SLICES[0]);
  const { cameras, files, refused } = useFiles.getState();
  expect(cameras.map(({ name }) => name)).toEqual(['dock', 'gate']);
  expect(files).toHaveLength(3);
  expect(refused).toEqual([{ path: SLICES[0], why: 'twice' }]);
});

// @promise file.not-kept: Neither the files nor their offset are kept for the next start.
it('the next start knows nothing of the files: neither they nor their offset are stored', async () => {
  await open(...SLICES);
  const [camera] = useSession.getState().cameras;
  if (camera === undefined) throw new Error('the files stand nowhere');
  setOffsetOf(camera.channelId, 500);
  saveMoment();
  expect(useOffsets.getState().offsets[camera.channelId]).toBe(500);
  expect(kept.length).toBeGreaterThan(0);
  for (const cameras of kept) expect(cameras).toEqual([]);
});

it('cameras without room in the review are left out', async () => {
  await open(...Array.from({ length: 17 }, (_, i) => `gate-${i}/2026/11/20/03/12.00_12.10.flv`));
  expect(useSession.getState().cameras).toHaveLength(16);
  expect(useFiles.getState().refused).toEqual([{ path: 'gate-16/2026/11/20/03/12.00_12.10.flv', why: 'no-room' }]);
});

// @promise file.kiosk: A kiosk opens no file.
it('a kiosk opens no file', async () => {
  useKiosk.setState({ kiosk: { name: 'Night', wallId: null, openedBy: 'start', isNew: false } });
  await open(...SLICES);
  expect([useFiles.getState().files, useSession.getState().cameras]).toEqual([[], []]);
});
