// @vitest-environment jsdom
/** The exports and the bundles that a window follows, and a kiosk does not. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { exportsArea } from '../../../../../renderer/features/exports/area.ts';
import { useKiosk } from '../../../../../renderer/state/page/kiosk.ts';

const KIOSK = { kiosk: { name: 'Night', wallId: null, openedBy: 'start', isNew: false }, isKnown: true } as const;

/** The events of main that are followed now. */
const followed = new Set<string>();
let stop: () => void = () => undefined;

beforeEach(() => {
  const on = (name: string) => {
    followed.add(name);
    return () => followed.delete(name);
  };
  Object.assign(window, { lanner: { on } });
});
afterEach(() => {
  stop();
  useKiosk.setState(useKiosk.getInitialState());
});

/** Whether a ZIP that is dragged over the window is taken. */
function takesZip(): boolean {
  const event = new Event('dragover', { bubbles: true, cancelable: true });
  const dataTransfer = { types: ['Files'], items: [{ kind: 'file', type: 'application/zip' }], dropEffect: 'none' };
  document.body.dispatchEvent(Object.assign(event, { dataTransfer }));
  return event.defaultPrevented;
}

it('a window follows the exports of all windows and takes a bundle that is dropped, until it ends', () => {
  stop = exportsArea.follow();
  useKiosk.setState({ isKnown: true });
  expect([[...followed], takesZip()]).toEqual([['exports.changed', 'exports.removed'], true]);
  stop();
  expect([[...followed], takesZip()]).toEqual([[], false]);
});

it('a kiosk follows no exports and takes no bundle, also where the page learns late that it is one', () => {
  stop = exportsArea.follow();
  useKiosk.setState(KIOSK);
  expect([[...followed], takesZip()]).toEqual([[], false]);
  stop();
  stop = exportsArea.follow();
  expect([[...followed], takesZip()]).toEqual([[], false]);
});
