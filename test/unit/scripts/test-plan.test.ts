import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  dealt,
  isRealtime,
  LONGEST,
  longestFirst,
  PHASES,
  piecesOf,
  planOf,
  REALTIME,
  sharesOf,
  STAGES,
} from '../../../scripts/test-plan.ts';

const root = path.resolve(import.meta.dirname, '../../..');

describe('the command line of npm test', () => {
  it('npm test runs every stage when nothing is named', () => {
    expect(planOf(undefined, [])).toEqual({ stages: STAGES, realtimeOf: null, filters: [] });
  });

  it('npm test runs one named part, and one named file of the part', () => {
    const filters = ['keyboard.test'];
    expect(planOf(undefined, ['unit', ...filters])).toEqual({ stages: ['unit'], realtimeOf: null, filters });
    expect(planOf('format,unit', filters)).toEqual({ stages: ['format', 'unit'], realtimeOf: null, filters });
  });

  it('npm test with a named folder also runs its files that watch the time', () => {
    expect(planOf(undefined, ['e2e', 'walls'])).toEqual({
      stages: ['e2e', 'realtime'],
      realtimeOf: ['e2e'],
      filters: ['walls'],
    });
    expect(planOf('e2e,realtime', [])).toMatchObject({ stages: ['e2e', 'realtime'], realtimeOf: null });
  });

  it('the list of files that watch the time names only existing files', () => {
    for (const file of REALTIME) expect(existsSync(path.join(root, file)), file).toBe(true);
    expect(isRealtime('test/e2e/playback-pictures.test.ts')).toBe(true);
    expect(isRealtime('test/e2e/walls.test.ts')).toBe(false);
  });

  it('a word that is not a stage is a part of the name of a file', () => {
    expect(planOf(undefined, ['walls', 'unit'])).toMatchObject({ stages: STAGES, filters: ['walls', 'unit'] });
  });

  it('a stage that does not exist is refused with the list of stages', () => {
    expect(() => planOf('unit,e3e', [])).toThrow('no such stage: e3e; there are format, types, lint');
  });

  it('every stage runs in one phase, and every folder of tests is a stage', () => {
    expect([...new Set(PHASES.flat(2))].sort()).toEqual([...STAGES].sort());
    const folders = readdirSync(path.join(root, 'test'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const tested = folders.map(({ name }) => name).filter((name) => name !== 'bench' && name !== 'simulator');
    expect(STAGES).toEqual(expect.arrayContaining(tested));
  });

  it('nothing runs beside a test that watches the time but one other of them', () => {
    expect(PHASES.filter((lanes) => lanes.flat().includes('realtime'))).toEqual([[['realtime'], ['realtime']]]);
  });

  it('a whole stage that two lanes share is cut into pieces, and some named files run in one piece', () => {
    expect(piecesOf('e2e', true)).toHaveLength(16);
    expect(piecesOf('e2e', true).slice(0, 2)).toEqual(['1/16', '2/16']);
    expect(piecesOf('contract', true)).toHaveLength(6);
    expect(piecesOf('e2e', false)).toEqual([null]);
    expect(piecesOf('unit', true)).toEqual([null]);
  });

  it('each file of a stage belongs to one piece, and the longest files come first in their pieces', () => {
    const files = ['calendar', 'faults', 'sound', 'languages', 'tips'].map((name) => `test/e2e/${name}.test.ts`);
    const all = longestFirst(files, (file) => file);
    const pieces = [1, 2, 3].map((index) => dealt(all, { index, count: 3 }));
    expect(pieces.map(([first]) => first)).toEqual([files[1], files[3], files[0]]);
    expect(pieces.flat().sort()).toEqual(files.sort());
  });

  it('the list of the longest files names only existing files', () => {
    for (const file of LONGEST) expect(existsSync(path.join(root, file)), file).toBe(true);
  });
});

describe('the reach of a change', () => {
  const testsIn = (folder: string): readonly string[] => [`${folder}some.test.ts`];
  const share = (...changed: string[]) => sharesOf(changed, testsIn);

  it('a change affects everything when a dependency or the ground of all tests changed', () => {
    for (const file of ['package-lock.json', 'test/vitest.config.ts', 'test/clean-slate.ts']) {
      expect(new Set(Object.values(share(file)))).toEqual(new Set(['all']));
    }
  });

  it('a change affects the whole of security and e2e when the client changed, which they start as a process', () => {
    for (const file of ['main/app.ts', 'preload/index.ts', 'renderer/main.css', 'test/simulator/cli.ts']) {
      expect(share(file)).toMatchObject({ security: 'all', e2e: 'all', electron: 'all' });
    }
  });

  it('a change affects one file of e2e when only that test changed, and all of e2e when a helper changed', () => {
    expect(share('test/e2e/walls.test.ts')).toMatchObject({ e2e: ['test/e2e/walls.test.ts'], security: [] });
    expect(share('test/e2e/harness.ts')).toMatchObject({ e2e: 'all', realtime: 'all' });
    const watching = 'test/e2e/playback-pictures.test.ts';
    expect(share(watching)).toMatchObject({ e2e: [], realtime: [watching] });
  });

  it('a change affects the tests that start commands and hosts when these changed, though no import shows so', () => {
    const { contract } = share('scripts/call.ts');
    expect(contract).toEqual(expect.arrayContaining(['scripts/call.ts', 'test/contract/commands/some.test.ts']));
    expect(share('main/vendors/huawei-ivm/contract.json')).toMatchObject({ contract: 'all', generated: 'all' });
  });

  it('a change affects all of integration when the media of either side changed', () => {
    for (const file of ['main/media/gateway.ts', 'renderer/media/live/player.ts', 'test/simulator/media/flv.ts']) {
      expect(share(file)).toMatchObject({ integration: 'all', realtime: 'all' });
    }
  });

  it('a change affects the tests that read documents when a document changed, and no test of the client', () => {
    const nothing = { types: [], lint: [], security: [], e2e: [], integration: [] };
    expect(share('docs/security.md')).toMatchObject({ ...nothing, unit: ['test/unit/scripts/some.test.ts'] });
  });

  it('a change affects nothing when nothing changed', () => {
    expect(new Set(Object.values(share()).flat())).toEqual(new Set());
  });
});
