// @vitest-environment jsdom
/** Copies with time in the list of exports, and the order in which a window makes them. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ExportCopy } from '../../../../../preload/domain/exports/exports.ts';
import { CameraCopies } from '../../../../../renderer/features/exports/camera-copies.tsx';
import { useCopies } from '../../../../../renderer/features/exports/model/copies.ts';
import { exportItem, exportJob } from '../../../preload/domain/exports/export-sample.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

const FILES = ['gate.mp4', 'gate part 2.mp4', 'gate part 3.mp4'];
const refusal = { code: 'export.copy-no-times', params: {}, retryable: false, action: 'none', vendor: null } as const;

let page: Page;
let asked: string[];
let answer: () => void;

beforeEach(() => {
  completeDom();
  asked = [];
  installMain({
    'exports.begin-copy': ({ of }) => {
      asked.push(of);
      return new Promise((resolve) => {
        answer = () => resolve({ ok: false, error: refusal });
      });
    },
  });
  useCopies.setState({ canCode: true, queue: [], share: 0 });
});
afterEach(() => page.close());

async function show(
  files: readonly string[],
  copies: readonly ExportCopy[] = [],
  zipped: string[] = [],
): Promise<void> {
  const item = exportItem({ files, zipped });
  page = await open(<CameraCopies job={exportJob({ items: [item], copies })} item={item} />);
}

const buttons = (name: RegExp): readonly HTMLButtonElement[] =>
  [...page.element.querySelectorAll('button')].filter((one) => name.test(one.getAttribute('aria-label') ?? ''));
const text = (): string => page.element.textContent ?? '';

// @promise copy.queue: Copies are made one after the other, and one that waits can be taken out.
it('copies are made one after the other, and a waiting copy can be removed', async () => {
  await show(FILES);
  for (const file of FILES) await act(async () => buttons(new RegExp(`^Make a copy .*: ${file}$`))[0]?.click());
  expect(asked).toEqual(['gate.mp4']);
  expect(page.element.querySelectorAll('progress')).toHaveLength(1);
  expect(text().match(/The copy waits for other copies/g)).toHaveLength(2);
  await act(async () => buttons(/^Cancel the copy of gate part 2/)[0]?.click());
  await act(async () => answer());
  expect(asked).toEqual(['gate.mp4', 'gate part 3.mp4']);
  await act(async () => answer());
  expect(useCopies.getState().queue).toEqual([]);
  expect(buttons(/^Make a copy/)).toHaveLength(3);
});

it('a copy is marked beside its name, a failed copy has its reason, and a copy of another window names that window', async () => {
  const copy = { of: 'gate.mp4', error: null, sizeBytes: 5 };
  await show(FILES, [
    { ...copy, file: 'gate copy with time.mp4', state: 'done' },
    { ...copy, file: 'gate part 2 copy with time.mp4', of: 'gate part 2.mp4', state: 'running' },
    { ...copy, file: 'gate part 3 copy with time.mp4', of: 'gate part 3.mp4', state: 'failed', error: refusal },
  ]);
  expect(text()).toContain('Copy, re-encoded, not the original');
  expect(text()).toContain('gate copy with time.mp4');
  expect(text()).toContain('Another window makes a copy');
  expect(text()).toContain('No copy with time can be made of this file.');
  expect(buttons(/^Make a copy/)).toHaveLength(2);
});

it('where this computer encodes no pictures, the button for a copy is off and names the reason', async () => {
  useCopies.setState({ canCode: false });
  await show(['gate.mp4']);
  expect(buttons(/^Make a copy/)[0]?.disabled).toBe(true);
  expect(text()).toContain('this computer codes no H.264 pictures');
});

// @promise copy.zip: From a bundle in a ZIP no copy is made, and the list says so.
it('the list names the reason why no copy of a bundle in a ZIP is made; its films can be played', async () => {
  await show(['Evidence.zip'], [], ['north/gate.mp4', 'north/gate part 2.mp4']);
  expect(buttons(/^Play gate/)).toHaveLength(2);
  expect(buttons(/^Make a copy/)).toEqual([]);
  expect(text()).toContain('not of a ZIP');
});
