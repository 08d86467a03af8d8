/**
 * A camera turns while a cloud answers something long that is made to keep main busy. The order of events shows whether the
 * stop of the operator had to wait: it reaches the cloud before the client has finished with the answer.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { AccountId } from '../../preload/domain/ids.ts';
import { PATIENT } from '../patience.ts';
import { openTurningDome, type TurningDome } from './turning-dome.ts';

const MB = 1024 * 1024;
/** Just below what is read of a list. */
const LIST_BYTES = 3.9 * MB;
/** As many rows as fit, each with a name and an id made of this text. */
function rows(nameOf: string, idOf = ''): string {
  const row = (i: number): string => JSON.stringify({ device_id: `d${i}${idOf}`, device_name: nameOf });
  const count = Math.floor(LIST_BYTES / (Buffer.byteLength(row(99_999)) + 1));
  return `{"total":${count},"devices":[${Array.from({ length: count }, (_, i) => row(i)).join(',')}]}`;
}

/** Answers of which every text looks as if it held a secret, or takes long to decode. */
const LONG: Readonly<Record<string, () => string>> = {
  'texts of percent signs': () => rows('%2525'.repeat(800)),
  'texts of escapes': () => rows('\\u005c'.repeat(600)),
  'texts of Chinese characters': () => rows('密码'.repeat(500)),
  'texts of addresses': () => rows('https://h/x '.repeat(300)),
  'texts that are JSON': () => rows(JSON.stringify({ a: [1, 2, { b: 'https://h/x', password: '%2525' }] })),
};
/** Answers that are refused; the length of 15 MB is not announced. */
const REFUSED: Readonly<Record<string, () => string>> = {
  '15 MB of numbers': () => `{"devices":[${'1234567890123456789,'.repeat(750_000)}1]}`,
  '15 MB of brackets': () => '['.repeat(15 * MB),
  '3.9 MB of brackets': () => '['.repeat(LIST_BYTES),
  '3.9 MB of objects in each other': () => '{"a":'.repeat(LIST_BYTES / 5),
};

let world: TurningDome;
let cloud: TurningDome['cloud'];
let client: TurningDome['client'];
let accountId: AccountId;

/** The events, in order. */
let events: string[];
/** Lets go of the control, as the operator's finger does. */
let letGo: () => void = () => {};

beforeAll(async () => {
  world = await openTurningDome();
  ({ cloud, client, accountId } = world);
});
afterAll(() => world.close());

const moving = () => world.moving();

beforeEach(async () => {
  events = [];
  const release = await world.turn();
  letGo = () => {
    cloud.onAnswered = null;
    release();
  };
});
afterEach(async () => {
  letGo();
  cloud.onRequest = null;
  await expect.poll(moving, PATIENT).toEqual([]);
});

/** The next list of devices is this; orders to cameras go through. */
function answerWith(body: string): void {
  let isTold = false;
  cloud.onRequest = (target, asked) => {
    if (asked.includes('"STOP"')) events.push(STOP);
    if (isTold || !/\/devices\?/.test(target)) return null;
    isTold = true;
    return body;
  };
}

/** When the operator lets go: the thread reads the answer, or main goes through what was read. */
const WHEN = {
  'read by the thread': (): void => {
    cloud.onAnswered = letGo;
  },
  'gone through by main': (): void => {
    world.onCall = (operation) => {
      if (operation === 'listDevices') letGo();
    };
  },
} as const;
type When = keyof typeof WHEN;

const STOP = 'the stop reaches the cloud';
const DONE = 'the client is done with the answer';

const IN_CONSOLE: readonly (readonly [string, When])[] = [
  ['texts of Chinese characters', 'read by the thread'],
  ...Object.keys(LONG).map((name) => [name, 'gone through by main'] as const),
];

// @promise security.answers-in-pieces: A stop of a camera waits for no answer that main decodes, cleans or searches.
it.each(IN_CONSOLE)('a stop does not wait for the console while %s are %s', async (name, when) => {
  answerWith(LONG[name]?.() ?? '');
  WHEN[when]();
  const input = { accountId, operationId: 'listDevices', params: { limit: 1000, offset: 0 }, isConfirmed: false };
  const { outcome } = await client.get('console.run', { ...input, runId: `run-${world.presses}` });
  events.push(DONE);
  expect(outcome).toMatchObject({ kind: 'ok', isCut: true });
  await expect.poll(moving, PATIENT).toEqual([]);
  expect(events).toEqual([STOP, DONE]);
});

// @promise security.answers-in-pieces
it.each([
  ['long names', 'read by the thread', rows('%2525'.repeat(200))],
  ['Chinese names and ids', 'gone through by main', rows('密码'.repeat(100), '密码'.repeat(100))],
] as const)('a stop does not wait for the tree while %s are %s', async (_name, when, body) => {
  answerWith(body);
  WHEN[when]();
  const before = client.host.events.length;
  await client.get('directory.refresh', { accountId });
  const isDone = (): boolean =>
    client.host.events
      .slice(before)
      .some(({ name, payload }) => name === 'directory.changed' && (payload as { phase: string }).phase !== 'loading');
  await expect.poll(isDone, PATIENT).toBe(true);
  events.push(DONE);
  await expect.poll(moving, PATIENT).toEqual([]);
  expect(events).toEqual([STOP, DONE]);
});

// @promise security.answers-in-pieces
it.each(Object.entries(REFUSED))('a stop goes its way while %s come, and the answer is refused', async (_, make) => {
  answerWith(make());
  const input = { accountId, operationId: 'listDevices', params: { limit: 1000, offset: 0 }, isConfirmed: false };
  const asked = client.get('console.run', { ...input, runId: `run-${world.presses}` });
  cloud.onAnswered = letGo;
  const { outcome } = await asked;
  letGo(); // where the client hung up before the last byte
  expect(outcome).toMatchObject({ kind: 'failed', error: { code: expect.stringMatching(/^network\./) as string } });
  await expect.poll(moving, PATIENT).toEqual([]);
  expect(events).toContain(STOP);
});
