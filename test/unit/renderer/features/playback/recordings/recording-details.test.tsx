// @vitest-environment jsdom
/** The details of the recordings at the moment. */
import { act } from 'react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../../preload/domain/ids.ts';
import { ALARM_KINDS, type Recording } from '../../../../../../preload/domain/recording/recordings.ts';
import { useRecordings } from '../../../../../../renderer/features/playback/recordings/recordings.ts';
import { useSession } from '../../../../../../renderer/features/playback/session.ts';
import { RecordingDetails } from '../../../../../../renderer/features/playback/recordings/recording-details.tsx';
import { setLocale } from '../../../../../../renderer/i18n/i18n.ts';
import { rowModel } from '../../../../../../renderer/ui/timeline/row-model.ts';
import { completeDom, installMain, open, type Page } from '../../../page.tsx';

const FROM_MS = Date.UTC(2026, 4, 1);
const MINUTE_MS = 60_000;
const camera = { channelId: channelIdOf(deviceIdOf(asAccountId('a1'), 'd1'), 'c1'), place: 'cloud' as const };
const recording = (fromMinute: number, toMinute: number, more: Partial<Recording> = {}): Recording => ({
  ...camera,
  fromMs: FROM_MS + fromMinute * MINUTE_MS,
  toMs: FROM_MS + toMinute * MINUTE_MS,
  kind: 'continuous',
  storage: 'ready',
  nativeId: `id-${fromMinute}`,
  sizeBytes: 21_300_000,
  alarmKinds: [],
  ...more,
});

let page: Page | null = null;
let asked: number[] = [];
let recordings: readonly Recording[] = [];

function putList(): void {
  const columns = {
    fromMs: recordings.map(({ fromMs }) => fromMs),
    toMs: recordings.map(({ toMs }) => toMs),
    kind: recordings.map(({ kind }) => (kind === 'alarm' ? 2 : 0)),
    storage: recordings.map(() => 0),
  };
  const range = { fromMs: FROM_MS, toMs: FROM_MS + 1_440 * MINUTE_MS };
  const model = rowModel({ place: 'cloud', recordings: columns, coverage: [] });
  const known = { ...camera, range, asOfMs: 1, unreadable: 0, isAsking: false, answered: range, error: null, model };
  useRecordings.setState({ [camera.channelId]: known });
}

async function show(all: readonly Recording[], minute: number): Promise<Page> {
  recordings = all;
  putList();
  useSession.setState({ cameras: [camera], selectedId: camera.channelId, atMs: FROM_MS + minute * MINUTE_MS });
  page = await open(<RecordingDetails camera={camera} />);
  await page.settle();
  return page;
}

beforeEach(() => {
  completeDom();
  asked = [];
  installMain({
    'recordings.at': async ({ atMs }) => {
      asked.push((atMs - FROM_MS) / MINUTE_MS);
      return { ok: true, value: recordings.filter(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs) };
    },
  });
});

afterEach(async () => {
  await page?.close();
  page = null;
  setLocale('en-US');
});

// @promise screen.recording-details: Of the selected camera the side panel shows the recordings at the moment: time,
// kind, size, the alarms that started them in words, and the id of the cloud, which can be copied.
it('the details show time, kind, size, alarms and id of each recording at the moment, and the id can be copied', async () => {
  const alarm = {
    kind: 'alarm',
    alarmKinds: ['line-crossing', 'something_new'],
    sizeBytes: null,
    nativeId: null,
  } as const;
  const { element } = await show([recording(0, 30), recording(10, 12, alarm)], 11);
  const words = element.textContent ?? '';
  expect(words).toContain('Continuous, 21.3 MB');
  expect(words).toContain('id-0');
  expect(words).toContain('Alarm, size not published');
  expect(words).toContain('Started by: line crossing, something_new');
  expect(words).toContain('The cloud publishes no id.');
  expect(element.querySelectorAll('button[aria-label="Copy the id that the cloud gave the recording"]')).toHaveLength(
    1,
  );
});

it('main is asked when the moment comes to other recordings, and not with every second', async () => {
  const { element } = await show([recording(0, 30), recording(10, 12, { kind: 'alarm', nativeId: 'a' })], 5);
  const goTo = (minute: number): Promise<void> =>
    act(async () => useSession.setState({ atMs: FROM_MS + minute * MINUTE_MS }));
  for (const minute of [6, 7, 8]) await goTo(minute);
  expect(asked).toEqual([5]);
  await goTo(10);
  expect(element.textContent).toContain('Alarm');
  for (const minute of [11, 12, 20]) await goTo(minute);
  expect(asked).toEqual([5, 10, 12]);
  await goTo(31);
  expect(element.textContent).toBe('');
  await goTo(45);
  expect(asked).toEqual([5, 10, 12, 31]);
});

it('a list that is read again is reported anew', async () => {
  const { element } = await show([recording(0, 30)], 5);
  recordings = [recording(0, 40, { nativeId: 'longer' })];
  await act(async () => putList());
  expect(element.textContent).toContain('longer');
});

it.each(['en-US', 'zh-CN'] as const)('every kind of alarm has words in %s', async (locale) => {
  setLocale(locale);
  const { element } = await show([recording(0, 30, { alarmKinds: [...ALARM_KINDS] })], 5);
  const words = element.textContent ?? '';
  for (const kind of ALARM_KINDS.filter((one) => /^[^e].*-/.test(one))) expect(words).not.toContain(kind);
  expect(words).toContain(locale === 'en-US' ? 'loitering' : '徘徊');
});
