import { describe, expect, it } from 'vitest';
import { exportName } from '../../../../../../preload/domain/exports/export-name.ts';
import { fileStem } from '../../../../../../preload/domain/exports/clip-name.ts';
import { beginOf, localBegin, readFileName } from '../../../../../../renderer/features/playback/files/file-names.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const utc = (text: string): number => Date.parse(`${text}Z`);

/** The begin by the name, epoch ms. */
const beginIn = (path: string, zone = 'UTC') => beginOf(readFileName(path).time, zone);

describe('names of Huawei VIS', () => {
  // @promise file.name-of-vis: A file is timed by its name in the path of Huawei VIS, also without the dots.
  it('the folders name date and hour, the name names minutes and seconds of begin and end', () => {
    const { time, camera, group } = readFileName('bucket/path/dock-7/2026/11/24/3/12.00_17.30.flv');
    expect(time).toEqual({
      says: 'whole',
      fromMs: utc('2026-11-24T03:12:00'),
      lengthMs: 5.5 * MINUTE_MS,
      offsetMs: null,
    });
    expect([camera, group]).toEqual(['dock-7', 'bucket/path/dock-7']);
  });

  // @promise file.name-of-vis
  it('the name that the example of the manual has, without dots, reads the same', () => {
    const { time, camera } = readFileName('path/to/video/streamName/2018/8/18/18/0100_0200.flv');
    expect(time).toMatchObject({ says: 'whole', fromMs: utc('2018-08-18T18:01:00'), lengthMs: MINUTE_MS });
    expect(camera).toBe('streamName');
  });

  it('an end that is no later than the begin lies in the next hour, also over midnight', () => {
    const over = readFileName('s/2026/12/31/23/58.00_03.00.flv').time;
    expect(over).toMatchObject({ fromMs: utc('2026-12-31T23:58:00'), lengthMs: 5 * MINUTE_MS });
    expect(readFileName('s/2026/12/31/23/00.00_00.00.flv').time.lengthMs).toBe(HOUR_MS);
  });

  it.each([
    ['GMT+8:00', 8],
    ['GMT+08_00', 8],
    ['UTC-3', -3],
    ['+0800', 8],
  ])('a zone in the path (%s) is the zone of the name', (folder, hours) => {
    const { time, camera } = readFileName(`gate/${folder}/2026/11/24/03/12.00_17.00.flv`);
    expect(time.offsetMs).toBe(hours * HOUR_MS);
    expect(camera).toBe('gate');
    expect(beginOf(time, 'America/New_York')).toEqual({
      fromMs: utc('2026-11-24T03:12:00') - hours * HOUR_MS,
      doubt: null,
    });
  });

  // @promise file.zone: A zone that the name does not state is assumed, said to be so, and can be chosen.
  // @promise failures.zone-of-name: A zone that the name of a file does not state is marked as assumed, and an hour
  // that comes twice as doubtful.
  it('a zone that is stated nowhere is assumed, and marked as assumed', () => {
    expect(beginIn('s/2026/11/24/03/12.00_17.00.flv', 'Asia/Shanghai')).toEqual({
      fromMs: utc('2026-11-23T19:12:00'),
      doubt: 'assumed',
    });
    expect(beginIn('s/2026/11/24/03/12.00_17.00.flv', '+05:00').fromMs).toBe(utc('2026-11-23T22:12:00'));
  });

  // @promise failures.zone-of-name
  it('in the hour that the clocks show twice the first time is taken and marked as doubtful', () => {
    expect(beginIn('s/2026/10/25/02/30.00_35.00.flv', 'Europe/Berlin')).toEqual({
      fromMs: utc('2026-10-25T00:30:00'),
      doubt: 'twice',
    });
  });

  it('a time that the clocks of the assumed zone leave out is no begin', () => {
    expect(beginIn('s/2026/03/29/02/30.00_35.00.flv', 'Europe/Berlin')).toEqual({ fromMs: null, doubt: 'skipped' });
  });

  it('a file without its folders states how far into an hour it begins, and a typed moment of the hour completes it', () => {
    const { time, camera } = readFileName('12.30_17.00.flv');
    expect(time).toMatchObject({ says: 'of-hour', fromMs: 12.5 * MINUTE_MS, lengthMs: 4.5 * MINUTE_MS });
    expect([camera, beginOf(time, 'UTC').fromMs]).toEqual([null, null]);
    expect(localBegin(time, utc('2026-11-24T03:59:59'))).toBe(utc('2026-11-24T03:12:30'));
  });

  it.each([
    ['s/2026/13/24/03/12.00_17.00.flv'],
    ['s/2026/02/30/03/12.00_17.00.flv'],
    ['s/2026/11/24/24/12.00_17.00.flv'],
    ['s/11/24/03/12.00_17.00.flv'],
  ])('folders that name no hour of the calendar (%s) leave the hour open', (path) => {
    expect(readFileName(path).time.says).toBe('of-hour');
  });

  it.each(['60.00_61.00.flv', '12.00_17.60.flv', '12.00-17.00.flv', 'video.flv', '', '/', '12.00_17.00'])(
    'a name of any other form (%j) states no time',
    (path) => {
      expect(readFileName(path).time.says).toBe('none');
    },
  );
});

describe('names of this client', () => {
  const names = { site: 'North', camera: 'Dock gate' };
  const pathOf = (fromMs: number, toMs: number, zone: string, again = 1): string => {
    const { folders, name } = exportName(names, { fromMs, toMs }, zone, again);
    return `${folders.join('/')}/${name}.mp4`;
  };

  // @promise file.name-of-export: A file is timed by the name of an export of this client.
  it.each([
    ['Asia/Shanghai', '2026-11-23T02:00:00', '2026-11-23T02:30:00'],
    ['UTC', '2026-11-23T23:50:00', '2026-11-24T00:10:00'],
    ['America/St_Johns', '2026-07-01T12:00:01', '2026-07-03T12:00:00'],
    ['Europe/Berlin', '2026-10-25T00:30:00', '2026-10-25T01:30:00'],
    ['Europe/Berlin', '2026-03-29T00:30:00', '2026-03-29T01:30:00'],
  ])('an export in %s from %s to %s is read back exactly', (zone, from, to) => {
    for (const again of [1, 2]) {
      const { time, camera, group } = readFileName(`folder/${pathOf(utc(from), utc(to), zone, again)}`);
      expect(beginOf(time, 'Pacific/Auckland')).toEqual({ fromMs: utc(from), doubt: null });
      expect(time.lengthMs).toBe(utc(to) - utc(from));
      expect([camera, group]).toEqual(['Dock gate', 'folder/North/Dock gate']);
    }
  });

  it('an export without its folders states how far into a day it begins', () => {
    const { time } = readFileName('10-00-00 - 10-30-00 +0800.mp4');
    expect(time).toMatchObject({ says: 'of-day', fromMs: 10 * HOUR_MS, lengthMs: HOUR_MS / 2, offsetMs: 8 * HOUR_MS });
    expect(localBegin(time, utc('2026-11-24T23:00:00'))).toBe(utc('2026-11-24T10:00:00'));
  });

  // @promise file.name-of-clip: A file is timed by the name of a clip of this client.
  it('a clip reports its begin and its zone, and no end', () => {
    const atMs = utc('2026-11-21T08:31:05');
    const { time, camera } = readFileName(`${fileStem('117 Dock gate, IVM demo', atMs, 2)}.mp4`);
    expect(beginOf(time, 'UTC')).toEqual({ fromMs: atMs, doubt: null });
    expect([time.lengthMs, camera]).toEqual([null, '117 Dock gate, IVM demo']);
  });
});

it('a name of any kind and length is read without a failure', () => {
  const alphabet = ['/', '.', '_', '-', ' ', '0', '9', '2026', '+', 'GMT', '\0', '\ud800', '摄像机', ','];
  let seed = 1;
  const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let i = 0; i < 3_000; i += 1) {
    const path = Array.from({ length: next(40) }, () => alphabet[next(alphabet.length)]).join('');
    const { time } = readFileName(`${path}.flv`);
    expect(Number.isFinite(time.fromMs)).toBe(true);
  }
});
