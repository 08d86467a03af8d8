import { expect, it } from 'vitest';
import { filesIdOf } from '../../../../../../preload/domain/ids.ts';
import { readFileName } from '../../../../../../renderer/features/playback/files/file-names.ts';
import { placeFiles, type OpenFile } from '../../../../../../renderer/features/playback/files/file-places.ts';

const MINUTE_MS = 60_000;
const at = (time: string): number => Date.parse(`2026-11-24T${time}Z`);
const NOW = { zone: 'UTC', nowMs: at('12:00:00') };

/** @param name of a file of 24 November 2026, such as `03/12.00_17.00`. */
function fileOf(name: string, facts: Partial<OpenFile> = {}): OpenFile {
  const path = `dock/2026/11/24/${name}.flv`;
  return {
    id: name,
    channelId: filesIdOf(1),
    path,
    file: new File(['x'], 'x.flv'),
    format: 'flv',
    typedMs: null,
    time: readFileName(path).time,
    lengthMs: null,
    end: null,
    isChecked: false,
    problem: null,
    ...facts,
  };
}

const placesOf = (...files: readonly OpenFile[]) => {
  const places = placeFiles(files, NOW);
  return files.map(({ id }) => places.get(id));
};

it('a file is placed by its name until its length is known', () => {
  const [named] = placesOf(fileOf('03/12.00_17.00'));
  expect(named?.range).toEqual({ fromMs: at('03:12:00'), toMs: at('03:17:00') });
  const [measured] = placesOf(fileOf('03/12.00_17.00', { lengthMs: 2 * MINUTE_MS }));
  expect(measured?.range).toEqual({ fromMs: at('03:12:00'), toMs: at('03:14:00') });
  expect(measured?.lacksMs).toBe(3 * MINUTE_MS);
});

it('a difference of a few seconds from the time in the name is not mentioned', () => {
  expect(placesOf(fileOf('03/12.00_17.00', { lengthMs: 5 * MINUTE_MS - 2_000 }))[0]?.lacksMs).toBeNull();
  expect(placesOf(fileOf('03/12.00_17.00', { lengthMs: 6 * MINUTE_MS }))[0]?.lacksMs).toBe(-MINUTE_MS);
});

// @promise file.overlap: Where two files overlap, the one that begins later plays.
it('of two overlapping files the later one plays, and the length of the overlap is reported', () => {
  const [first, second] = placesOf(fileOf('03/12.00_17.00'), fileOf('03/16.00_20.00'));
  expect(first).toMatchObject({ range: { toMs: at('03:16:00') }, coveredMs: MINUTE_MS });
  expect(second).toMatchObject({ range: { fromMs: at('03:16:00'), toMs: at('03:20:00') }, coveredMs: 0 });
});

it('a file of the same time as another file is covered as a whole, and plays nowhere', () => {
  const places = placesOf(fileOf('03/12.00_17.00'), fileOf('03/12.00_17.00', { id: 'copy' }));
  expect(places.map((place) => place?.range === null)).toEqual([true, false]);
  expect(places[0]?.coveredMs).toBe(5 * MINUTE_MS);
});

it('a broken file covers no other', () => {
  const broken = fileOf('03/14.00_17.00', { problem: { kind: 'no-video' } });
  const [first, second] = placesOf(fileOf('03/12.00_17.00'), broken);
  expect(first?.range?.toMs).toBe(at('03:17:00'));
  expect(second?.range).toBeNull();
});

// @promise file.doubt: What a file lacks of its name, and what is doubtful about its time, is reported.
it('a typed begin counts more than the name, and leaves no doubt', () => {
  const [place] = placesOf(fileOf('03/12.00_17.00', { typedMs: at('05:00:00') }));
  expect(place).toMatchObject({ range: { fromMs: at('05:00:00'), toMs: at('05:05:00') }, doubt: null });
});

it('a file without a begin or a length has no place, and a file of the future is reported', () => {
  const unnamed = fileOf('any', { time: readFileName('any.mp4').time });
  const [nowhere, lengthless, future] = placesOf(
    unnamed,
    { ...unnamed, id: 'b', typedMs: 1 },
    fileOf('23/00.00_05.00'),
  );
  expect([nowhere?.range, lengthless?.range, future?.isFuture]).toEqual([null, null, true]);
});
