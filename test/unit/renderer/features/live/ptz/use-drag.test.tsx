// @vitest-environment jsdom
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ChannelId } from '../../../../../../preload/domain/ids.ts';
import { axesOf, useDrag } from '../../../../../../renderer/features/live/ptz/use-drag.ts';
import { AT_REST } from '../../../../../../renderer/page/input/input-source.ts';
import { closePtz, openPtz, STAGE_TILE, stopPtz } from '../../../../../../renderer/state/players/ptz.ts';
import { PTZ_FACTS } from '../../../../preload/domain/ptz/ptz-sample.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const CAMERA = 'a1:d1/0' as ChannelId;
let page: Page;
let orders: string[];

function Picture() {
  const { drag, handlers } = useDrag();
  return (
    <p {...handlers}>
      {drag === null ? 'at rest' : 'dragged'}
      <button type="button">retry</button>
    </p>
  );
}

beforeEach(async () => {
  completeDom();
  orders = [];
  const done = (order: string) => (orders.push(order), Promise.resolve({ ok: true as const, value: null }));
  installMain({
    'ptz.open': () => Promise.resolve({ ok: true, value: PTZ_FACTS }),
    'ptz.leave': () => Promise.resolve({ ok: true, value: null }),
    'ptz.move': ({ command: { direction, speed } }) => done(`${direction} ${speed.toFixed(1)}`),
    'ptz.stop': () => done('stop'),
  });
  page = await open(<Picture />);
  const picture = page.find('p');
  picture.setPointerCapture = () => undefined;
  await openPtz({ tile: STAGE_TILE, channelId: CAMERA });
});

afterEach(async () => {
  closePtz();
  await page.close();
});

const fire = (type: string, clientX = 0, clientY = 0, target = 'p'): Promise<void> =>
  act(async () => {
    const event = new MouseEvent(type, { bubbles: true, button: 0, clientX, clientY });
    page.find(target).dispatchEvent(Object.assign(event, { pointerId: 1 }));
  });

// @promise ptz.drag: A drag on the picture steers like a stick: the farther, the faster.
it('a drag on the picture turns the camera in its direction, faster the farther it goes, and release stops it', async () => {
  await fire('pointerdown', 100, 100);
  await fire('pointermove', 104, 100);
  expect(orders).toEqual([]);
  await fire('pointermove', 160, 100);
  await fire('pointermove', 161, 100);
  await fire('pointermove', 100, 400);
  await fire('pointerup');
  expect(orders).toEqual(['right 0.3', 'down 1.0', 'stop']);
  await fire('pointermove', 300, 100);
  expect(orders).toHaveLength(3);
});

// @promise ptz.drag-ends: Release, a lost pointer and a window that loses the focus stop a camera that a drag steers.
it.each(['pointercancel', 'lostpointercapture', 'blur'])(
  'a drag that ends by %s stops the camera, and the hand that drags on moves nothing',
  async (end) => {
    await fire('pointerdown', 100, 100);
    await fire('pointermove', 100, 20);
    if (end === 'blur') await act(async () => void window.dispatchEvent(new Event('blur')));
    else await fire(end);
    await fire('pointermove', 100, 0);
    expect(orders).toEqual(['up 0.5', 'stop']);
    expect(page.element.textContent).toContain('at rest');
  },
);

it('a drag goes no further after the camera was stopped by another control', async () => {
  await fire('pointerdown', 100, 100);
  await fire('pointermove', 20, 100);
  await act(async () => stopPtz());
  orders = [];
  await fire('pointermove', 0, 100);
  expect(orders).toEqual([]);
});

it('a press on a button over the picture, or without a camera to steer, begins no drag', async () => {
  await fire('pointerdown', 100, 100, 'button');
  await fire('pointermove', 20, 100);
  closePtz();
  orders = [];
  await fire('pointerdown', 100, 100);
  await fire('pointermove', 20, 100);
  expect(orders).toEqual([]);
});

it('a drag shorter than a click is rest', () => {
  expect(axesOf({ from: { x: 0, y: 0 }, to: { x: 8, y: 8 } }, 10)).toBe(AT_REST);
});
