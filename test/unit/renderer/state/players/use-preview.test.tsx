// @vitest-environment jsdom
/** The live picture of a camera in a dialog or beside a list: opened once for each camera that shows. */
import { act, useState } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NumberedChannel } from '../../../../../preload/domain/cameras/cameras.ts';
import type { PreviewOpening } from '../../../../../renderer/media/pool/preview-player.ts';
import { usePreview } from '../../../../../renderer/state/players/use-preview.ts';
import { completeDom, installMain, open, type Page } from '../../page.tsx';

let page: Page;
/** The cameras that were opened and closed, in order. */
let events: string[];
let isFull: boolean;
let show: (name: string) => void;

const openPreview: PreviewOpening = ({ channelId }, container) => {
  if (isFull) return null;
  events.push(`open ${channelId} in ${container.id}`);
  return () => events.push(`close ${channelId}`);
};
/** A camera as each reading of the directory makes it anew. */
const cameraOf = (name: string): NumberedChannel => ({ id: name, capabilities: ['sub-stream'] }) as never;

function Picture() {
  const [name, setName] = useState('gate');
  show = setName;
  const { area, isRefused } = usePreview(cameraOf(name.trim()), openPreview);
  return <div id="box" ref={area} data-refused={isRefused} />;
}

beforeEach(() => {
  completeDom();
  installMain({});
  [events, isFull] = [[], false];
});
afterEach(() => page.close());

it('a preview is opened once, however often its camera is read and drawn again, and is closed with its box', async () => {
  page = await open(<Picture />);
  for (const name of ['gate ', 'gate  ', 'gate']) await act(async () => show(name));
  expect(events).toEqual(['open gate in box']);
  await page.close();
  expect(events).toEqual(['open gate in box', 'close gate']);
});

it('the preview of another camera is opened behind the end of the one before', async () => {
  page = await open(<Picture />);
  await act(async () => show('dock'));
  expect(events).toEqual(['open gate in box', 'close gate', 'open dock in box']);
});

it('a preview that this computer has no room for is reported as refused, and the next camera is tried anew', async () => {
  isFull = true;
  page = await open(<Picture />);
  expect(page.find('#box').dataset['refused']).toBe('true');
  isFull = false;
  await act(async () => show('dock'));
  expect(page.find('#box').dataset['refused']).toBe('false');
  expect(events).toEqual(['open dock in box']);
});
