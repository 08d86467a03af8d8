// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input, Output } from '../../../../../preload/contract/contract.ts';
import type { ImportedWall } from '../../../../../preload/contract/walls.ts';
import type { Result, WireError } from '../../../../../preload/domain/error.ts';
import { ImportPanel } from '../../../../../renderer/features/walls/import-panel.tsx';
import { setLocale } from '../../../../../renderer/i18n/i18n.ts';
import { useNotices } from '../../../../../renderer/state/page/notices.ts';
import {
  forgetWallImport,
  previewWalls,
  useWallImport,
} from '../../../../../renderer/features/walls/model/wall-import.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

type Answer = Result<Output<'wall.import'>>;

const failure = (code: WireError['code'], params: WireError['params']): WireError => ({
  code,
  params,
  retryable: false,
  action: 'none',
  vendor: null,
});
const wall = (name: string, error: WireError | null = null): ImportedWall => ({
  position: 1,
  line: 7,
  name,
  asName: error ? null : name,
  outcome: error ? 'refused' : 'added',
  wallId: null,
  folder: null,
  tileCount: 4,
  cameraCount: 1,
  missingCount: 0,
  emptiedCount: 0,
  error,
});
const good = (...walls: ImportedWall[]): Answer => ({ ok: true, value: { accounts: [], walls } });

let page: Page;
/** Ends the import that runs. */
let endRun: (answer: Answer) => void;
let walls: ImportedWall[];

const file = (name: string) => ({
  name,
  size: 2,
  arrayBuffer: () => Promise.resolve(new TextEncoder().encode('{}').buffer),
});
const choose = (name: string): Promise<void> => act(() => previewWalls(file(name)));
const words = (): string => page.element.textContent ?? '';
const button = (label: string): HTMLElement | undefined =>
  [...page.element.querySelectorAll('button')].find(({ textContent }) => textContent === label);
const press = (label: string): Promise<void> => act(async () => button(label)?.click());

beforeEach(async () => {
  completeDom();
  setLocale('en-US');
  forgetWallImport();
  useNotices.setState({ last: null });
  walls = [wall('Yard')];
  installMain({
    'wall.import': ({ isPreview }: Input<'wall.import'>) =>
      isPreview ? Promise.resolve(good(...walls)) : new Promise<Answer>((resolve) => (endRun = resolve)),
  });
  page = await open(<ImportPanel />);
});
afterEach(() => page.close());

describe('a file chosen during an import', () => {
  it('a file that is chosen while an import runs waits until the outcome was seen, and is read then', async () => {
    await choose('first.json');
    await press('Import 1 wall');
    await choose('second.json');
    expect(words()).toContain('second.json is next');
    expect(button('Importing')).toBeDefined();

    await act(async () => endRun(good(wall('Yard'))));
    expect(words()).toContain('1 imported, 0 refused');
    await press('Continue with second.json');
    expect(useWallImport.getState()).toMatchObject({ step: { kind: 'preview', name: 'second.json' }, waiting: null });
    expect(button('Import 1 wall')).toBeDefined();
  });

  it('a file that is chosen while an import runs gives way to a file that is chosen later', async () => {
    await choose('first.json');
    await press('Import 1 wall');
    await choose('second.json');
    await choose('third.json');
    await act(async () => endRun({ ok: false, error: failure('storage.full', {}) }));
    expect(button('Continue with second.json')).toBeUndefined();
    await press('Continue with third.json');
    expect(useWallImport.getState().step).toMatchObject({ kind: 'preview', name: 'third.json' });
  });

  it('a file that is chosen while an import of walls runs is not taken away by the outcome of one whose dialog was closed', async () => {
    await choose('first.json');
    await press('Import 1 wall');
    await press('Cancel');
    await choose('second.json');
    await act(async () => endRun(good({ ...wall('Yard'), wallId: 'w1' as never })));
    expect(useWallImport.getState().step).toMatchObject({ kind: 'preview', name: 'second.json' });
    expect(useNotices.getState().last).toMatchObject({ key: 'wallsImported', params: { count: 1 } });
  });

  it('a file that is chosen while an import runs does not hide that the import behind a closed dialog failed', async () => {
    await choose('first.json');
    await press('Import 1 wall');
    await press('Cancel');
    await act(async () => endRun({ ok: false, error: failure('storage.full', {}) }));
    expect(useWallImport.getState().step).toEqual({ kind: 'choosing' });
    expect(useNotices.getState().last?.key).toBe('failed');
  });
});

describe('a skipped wall', () => {
  const badField = failure('input.invalid-field', { field: 'layout', detail: 'no such layout', line: 7 });

  it('a skipped wall of the file is shown with the next step, before the import and after it', async () => {
    walls = [wall('Yard'), { ...wall('Gate', badField), position: 2 }];
    await choose('walls.json');
    expect(words()).toContain('no such layout');
    expect(words()).toContain('Correct line 7 of the file and choose it again');
    await press('Import 1 wall');
    await act(async () => endRun(good(...walls)));
    expect(words()).toContain('Correct line 7, keep only what was not taken in the file');
  });

  it('a wall of the file that is not taken is shown with the way out that the failure has by itself', async () => {
    walls = [wall('Gate', failure('wall.too-many', { limit: 512 }))];
    await choose('walls.json');
    expect(words()).toContain('The limit is 512.');
    expect(words()).toContain('Delete what is no longer needed.');
  });
});
