/** Files of an operator in real Chromium: the picture that shows at a moment is the picture of that moment. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { FileProblem } from '../../../renderer/media/files/file-problem.ts';
import type { PastEngineState, SeekOutcome } from '../../../renderer/media/playback/engines/past-engine.ts';
import { launchEngine } from '../../e2e/browser.ts';
import { readTimeCode } from '../../simulator/media/time-code.ts';
import { serveBundledPage, type BundledPage } from '../servers/bundled-page.ts';
import { until } from '../servers/processes.ts';
import { flvBytes, mp4Bytes } from './video-files.ts';

const FROM_MS = 1_795_000_000_000;
const at = (second: number): number => FROM_MS + second * 1_000;
/** Of the sub stream. */
const FRAME_MS = 1_000 / 15;

const ENTRY = `
import { FilePastEngine } from './playback/engines/file-past.ts';
import { checkMovie, openMovie } from './files/movie.ts';
import { problemOf } from './files/file-problem.ts';
const input = document.createElement('input');
input.type = 'file';
input.multiple = true;
const video = document.createElement('video');
video.muted = true;
document.body.append(input, video);
let engine = null;
let timer = null;
let parts = [];
let told = [];
const urls = new Set();
const { createObjectURL, revokeObjectURL } = URL;
URL.createObjectURL = (blob) => { const url = createObjectURL.call(URL, blob); urls.add(url); return url; };
URL.revokeObjectURL = (url) => { urls.delete(url); revokeObjectURL.call(URL, url); };
window.setParts = (spans) => {
  parts = spans.map(({ fromMs, toMs, name }) => {
    const file = [...input.files].find((one) => one.name === name);
    return { id: name, name, fromMs, toMs, open: (signal) => openMovie(file, name.slice(-3), signal) };
  });
};
window.openPast = (atMs) => {
  told = [];
  engine = new FilePastEngine({
    video, atMs, parts: () => parts,
    onLength: (id, lengthMs) => told.push({ id, lengthMs }),
    onProblem: (id, problem) => told.push({ id, problem }),
  });
  timer = setInterval(() => engine.tick(), 100);
};
window.order = (name, value) => engine[name](value);
window.leave = () => { engine?.dispose(); engine = null; clearInterval(timer); return { left: urls.size, src: video.getAttribute('src') }; };
window.check = async (name) => {
  const file = [...input.files].find((one) => one.name === name);
  const signal = new AbortController().signal;
  try {
    return { lengthMs: await checkMovie(file, name.slice(-3), { video: document.createElement('video'), signal }) };
  } catch (cause) {
    return { problem: problemOf(cause) };
  }
};
window.look = () => {
  let row = [];
  if (video.readyState >= 2 && video.videoWidth > 0) {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    const context = canvas.getContext('2d');
    context.drawImage(video, 0, 0);
    row = [...context.getImageData(0, Math.floor(canvas.height * (1 - 1 / 90)), canvas.width, 1).data];
  }
  const { state, atMs, codec } = engine;
  return { state, atMs, codec, told, row, width: video.videoWidth };
};
`;

interface Sight {
  readonly state: PastEngineState;
  readonly atMs: number | null;
  readonly codec: string | null;
  readonly told: readonly { readonly id: string; readonly lengthMs?: number; readonly problem?: FileProblem }[];
  readonly row: readonly number[];
  readonly width: number;
}

/** Two files of a minute's slices with a seam, then nothing, then an MP4 file; and files that are broken. */
const FILES: Readonly<Record<string, Buffer>> = {
  'a.flv': flvBytes(at(0), at(20)),
  'b.flv': flvBytes(at(20), at(40), 7_000),
  'c.mp4': mp4Bytes(at(60), at(90)),
  'cut.flv': flvBytes(at(100), at(120)).subarray(0, -4_000),
  'noise.flv': Buffer.from('this is no video file, whatever its name says'),
  'noise.mp4': Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom'), Buffer.alloc(4_000, 0x37)]),
  'empty.mp4': Buffer.alloc(0),
};
const SPANS = [
  { name: 'a.flv', fromMs: at(0), toMs: at(20) },
  { name: 'b.flv', fromMs: at(20), toMs: at(40) },
  { name: 'c.mp4', fromMs: at(60), toMs: at(90) },
  { name: 'cut.flv', fromMs: at(100), toMs: at(120) },
  { name: 'noise.flv', fromMs: at(200), toMs: at(220) },
  { name: 'noise.mp4', fromMs: at(300), toMs: at(320) },
];

let bundle: BundledPage;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  bundle = await serveBundledPage(ENTRY, '<body></body>');
  browser = await launchEngine();
  page = await browser.newPage();
  await page.goto(bundle.origin);
  const files = Object.entries(FILES).map(([name, buffer]) => ({ name, buffer, mimeType: 'video/x-flv' }));
  await page.locator('input').setInputFiles(files);
  await page.evaluate(`window.setParts(${JSON.stringify(SPANS)})`);
});

afterAll(async () => {
  await browser.close();
  await bundle.close();
});

afterEach(async () => {
  expect(await page.evaluate('window.leave()')).toEqual({ left: 0, src: null });
});

const look = (): Promise<Sight> => page.evaluate('window.look()');
const open = (atMs: number): Promise<unknown> => page.evaluate(`window.openPast(${atMs})`);
const order = <T = unknown>(name: string, value?: unknown): Promise<T> =>
  page.evaluate(`window.order(${JSON.stringify(name)}, ${JSON.stringify(value ?? null)})`);
const codeOf = ({ row, width }: Sight): number | null => readTimeCode(row, width, 1);

const inPhase = (phase: PastEngineState['phase']): Promise<Sight> =>
  until(
    `the engine is ${phase}`,
    async () => {
      const sight = await look();
      return sight.state.phase === phase && (phase !== 'paused' || codeOf(sight) !== null) ? sight : null;
    },
    30_000,
    async () => ({ ...(await look()), row: [] }),
  );

/** The picture of the moment shows: the last one that began before the moment. */
async function shows(atMs: number): Promise<Sight> {
  const sight = await inPhase('paused');
  const behindMs = atMs - (codeOf(sight) ?? 0);
  expect(behindMs).toBeGreaterThan(-60);
  expect(behindMs).toBeLessThan(2 * FRAME_MS);
  expect(Math.abs((sight.atMs ?? 0) - atMs)).toBeLessThan(20);
  return sight;
}

// @promise file.moment: The picture of a moment is the picture of that moment, also of files without an index.
// @promise failures.no-index: An FLV file without an index shows the picture of every moment that is sought.
it('an FLV file without an index shows the picture of every moment that is sought, forward and back', async () => {
  await open(at(7.5));
  const { codec, told } = await shows(at(7.5));
  expect(codec).toMatch(/^avc1\./);
  expect(told[0]?.lengthMs).toBeCloseTo(20_000, -2);
  for (const second of [16.2, 3.4, 3.9, 0.1, 19.5]) {
    expect(await order<SeekOutcome>('seek', at(second))).toBe('done');
    await shows(at(second));
  }
});

// @promise file.moment
it('an MP4 file shows the picture of every moment that is sought', async () => {
  await open(at(80.5));
  await shows(at(80.5));
  for (const second of [62.3, 88.1, 61.1]) {
    await order('seek', at(second));
    await shows(at(second));
  }
});

// @promise file.next: A seek leads from one file into another, and pictures are stepped through.
it('a seek leads from one file into another, and pictures are stepped through', async () => {
  await open(at(5));
  const first = codeOf(await shows(at(5))) ?? 0;
  await order('step', 1);
  const next = await until('the next picture shows', async () => {
    const code = codeOf(await look());
    return code !== null && code > first ? code : null;
  });
  expect(next - first).toBeLessThan(2 * FRAME_MS);
  await order('seek', at(65));
  await shows(at(65));
  await order('seek', at(30));
  await shows(at(30));
});

it('playing continues from a file to the next one, and stops where no file has the moment', async () => {
  await open(at(18));
  await shows(at(18));
  await order('setRate', 4);
  await order('play');
  await until('a picture of the second file shows', async () => (codeOf(await look()) ?? 0) > at(21) || null);
  const { state } = await inPhase('gap');
  expect(state).toEqual({ phase: 'gap', untilMs: at(60) });
  expect(await order<SeekOutcome>('seek', at(50))).toBe('gap');
  expect(await order('footageAt', at(50))).toEqual({ kind: 'none', untilMs: at(60) });
});

it('a file that is cut off plays to its last whole picture, and reports how long it is', async () => {
  await open(at(105));
  const { told } = await shows(at(105));
  const lengthMs = told[0]?.lengthMs ?? 0;
  expect(lengthMs).toBeGreaterThan(15_000);
  expect(lengthMs).toBeLessThan(20_000);
  await order('seek', at(119.9));
  expect((await inPhase('gap')).state).toEqual({ phase: 'gap', untilMs: at(200) });
});

// @promise failures.broken-file
it.each([
  ['noise.flv', at(205), 'other-format'],
  ['noise.mp4', at(305), 'damaged'],
])('%s says that it cannot be shown, and another moment plays', async (name, atMs, kind) => {
  await open(atMs);
  const { state, told } = await inPhase('failed');
  expect(state).toMatchObject({ error: { code: 'recording.bad-file', params: { label: name } }, isLost: false });
  expect(told).toMatchObject([{ id: name, problem: { kind } }]);
  await page.evaluate('window.leave()');
  await open(at(10));
  await shows(at(10));
});

it.each([
  ['a.flv', 20],
  ['b.flv', 20],
  ['c.mp4', 30],
])('the length of %s is known before the file plays', async (name, seconds) => {
  const { lengthMs } = await page.evaluate<{ lengthMs: number }>(`window.check(${JSON.stringify(name)})`);
  expect(Math.abs(lengthMs - seconds * 1_000)).toBeLessThan(200);
});

it.each([
  ['empty.mp4', 'empty'],
  ['noise.mp4', 'damaged'],
  ['noise.flv', 'other-format'],
])('the check of %s says what is wrong with the file', async (name, kind) => {
  expect(await page.evaluate(`window.check(${JSON.stringify(name)})`)).toMatchObject({ problem: { kind } });
});
