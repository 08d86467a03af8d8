// @vitest-environment jsdom
/** Bundles that are dropped where no part of a screen takes files. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useExports } from '../../../../../../renderer/features/exports/model/exports.ts';
import { followDrops } from '../../../../../../renderer/features/exports/model/window-drops.ts';
import { droppedIn, handOverBundle } from '../../../../../../renderer/state/page/dropped.ts';
import { useNavigation } from '../../../../../../renderer/state/page/navigation.ts';
import { installMain } from '../../../page.tsx';

interface Thing {
  readonly name: string;
  readonly type?: string;
  /** Of a folder; absent: a file. */
  readonly holds?: readonly string[];
}

function entryOf({ name, holds }: Thing): FileSystemEntry {
  const entry = {
    name,
    isFile: holds === undefined,
    isDirectory: holds !== undefined,
    createReader: () => ({ readEntries: (done: (entries: readonly FileSystemEntry[]) => void) => done([]) }),
    getFile: (path: string, _options: unknown, found: () => void, lacks: () => void) =>
      holds?.includes(path) === true ? found() : lacks(),
  };
  return entry as unknown as FileSystemEntry;
}

/** As a browser gives it to the page, within the event. */
function transferOf(...things: readonly Thing[]): DataTransfer {
  const items = things.map((thing) => ({
    kind: 'file',
    type: thing.type ?? '',
    webkitGetAsEntry: () => entryOf(thing),
  }));
  const files = things.map(({ name }) => new File(['x'], name));
  return { types: ['Files'], items, files, dropEffect: 'none' } as unknown as DataTransfer;
}

/** @returns whether the page takes it. */
function send(name: 'dragover' | 'drop', ...things: readonly Thing[]): boolean {
  const event = new Event(name, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: transferOf(...things) });
  document.body.dispatchEvent(event);
  return event.defaultPrevented;
}

const ZIP = { name: 'Gate.ZIP', type: 'application/zip' };
const BUNDLE = { name: 'gate', holds: ['manifest.json', 'gate.mp4'] };
const FOLDER = { name: 'films', holds: ['gate.mp4'] };
const PHOTO = { name: 'gate.jpg', type: 'image/jpeg' };

let stop: () => void;
const checked: string[] = [];
beforeEach(() => {
  checked.length = 0;
  useNavigation.setState({ screen: 'live' });
  useExports.setState({ check: null });
  installMain({
    'exports.check-dropped': ({ name }) => {
      checked.push(name);
      return new Promise(() => undefined);
    },
  });
  stop = followDrops();
});
afterEach(() => stop());

// @promise evidence.dropped-anywhere: A folder or a ZIP that is dropped on another screen is checked on that of exports.
it.each([ZIP, BUNDLE, FOLDER])(
  '$name that is dropped on another screen is checked on the screen of exports',
  async (thing) => {
    expect(send('dragover', thing)).toBe(true);
    expect(useNavigation.getState().screen).toBe('live');
    expect(send('drop', thing)).toBe(true);
    expect(useNavigation.getState().screen).toBe('exports');
    await expect.poll(() => checked).toEqual([thing.name]);
  },
);

it('several files, a picture, and a drop that a part of the screen took are no bundle: the screen stays', async () => {
  expect(send('drop', ZIP, BUNDLE)).toBe(false);
  expect(send('dragover', PHOTO)).toBe(false);
  expect(send('drop', PHOTO)).toBe(false);
  const take = (event: Event): void => event.preventDefault();
  document.body.addEventListener('drop', take);
  send('drop', ZIP);
  document.body.removeEventListener('drop', take);
  expect(useNavigation.getState().screen).toBe('live');
  expect(useExports.getState().check).toBeNull();
});

it('a screen that opens folders itself hands over a ZIP and a folder with the list of a bundle, and opens all else', async () => {
  const handOver = (...things: readonly Thing[]): Promise<boolean> => handOverBundle(droppedIn(transferOf(...things)));
  expect([await handOver(FOLDER), await handOver(PHOTO), await handOver(ZIP, BUNDLE)]).toEqual([false, false, false]);
  expect(useNavigation.getState().screen).toBe('live');
  expect(await handOver(BUNDLE)).toBe(true);
  expect(useNavigation.getState().screen).toBe('exports');
  await expect.poll(() => checked).toEqual(['gate']);
  stop();
  expect(await handOver(ZIP)).toBe(false);
});
