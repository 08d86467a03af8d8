/** Every request of the page with inputs that somebody made up, against the whole of main. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requests, type RequestContext, type RequestName } from '../../preload/contract/contract.ts';
import { startClient, type Client } from '../contract/services/client.ts';
import { draftFor } from '../contract/services/clouds.ts';
import { startSimulator, type Simulator } from '../simulator/simulator.ts';
import { diceOf, inputsFor } from './odd-inputs.ts';

const SEED = Number(process.env['LANNER_FUZZ_SEED'] ?? 20_261);
const INPUTS_PER_REQUEST = 60;
/** Number of kinds of requests that are answered at the same time. */
const LANES = 6;

let simulator: Simulator;
let client: Client;
let dataDir: string;
/** Ids that exist. */
let known: readonly string[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'lanner-bad-input-'));
  simulator = await startSimulator({ cameras: 4, hasMedia: false });
  client = await startClient(dataDir);
  const account = await client.get('account.add', draftFor(simulator, 'huawei-ivm', 'IVM'));
  await client.host.event('directory.changed', ({ accountId, phase }) => accountId === account.id && phase === 'ready');
  const { channels } = await client.get('directory.page', { accountId: account.id, cursor: null, limit: 10 });
  const wall = await client.get('wall.create', { name: 'Gate', folderId: null, copyOf: null });
  known = [account.id, ...channels.map(({ id }) => id), JSON.stringify(wall).match(/"id":"([^"]+)"/)?.[1] ?? ''];
});
afterAll(async () => {
  await client.app.dispose();
  await simulator.close();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const from = (windowId: string): RequestContext => ({ windowId, windowKey: 'main' });

const isAnswer = (answer: unknown): answer is { ok: boolean; error?: { code: string } } =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';

// @promise security.bad-input: Every request with malformed input is answered with a fitting code of the closed list,
// never with an internal error.
it(`answers every request with a fitting code, and never with "internal" (seed ${SEED})`, async () => {
  const dispatch = client.host.services?.dispatch;
  if (dispatch === undefined) throw new Error('main offers no requests');
  const dice = diceOf(SEED);
  const bad: string[] = [];
  let refused = 0;
  const ask = async (name: RequestName, input: unknown): Promise<void> => {
    const answer = await dispatch(from(`w${dice.below(3)}`), name, input);
    if (!isAnswer(answer) || (!answer.ok && (answer.error?.code ?? 'internal') === 'internal')) {
      bad.push(`${name} ${inspect(input, { depth: 4, breakLength: Infinity }).slice(0, 300)}`);
    } else if (!answer.ok) refused += 1;
  };
  // Together, as a page may send them too: orders to cameras wait for one another as long as a camera takes.
  const names = (Object.keys(requests) as RequestName[]).values();
  const lane = async (): Promise<void> => {
    for (const name of names) {
      const inputs = [...inputsFor(requests[name].in, known, dice, INPUTS_PER_REQUEST)];
      await Promise.all(inputs.map((input) => ask(name, input)));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const log = bad.length === 0 ? '' : await readFile(join(dataDir, 'logs', 'lanner.log'), 'utf8');
  expect([bad, log.split('\n').filter((line) => line.includes('unexpected failure'))]).toEqual([[], []]);
  expect(refused).toBeGreaterThan(5_000);
  expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
});

it('main answers names that are not a request, and still serves the page afterwards', async () => {
  const dispatch = client.host.services?.dispatch;
  for (const name of [
    '',
    '__proto__',
    'constructor',
    'toString',
    'app.info\0',
    'x'.repeat(100_000),
    7,
    null,
    {},
    ['app.info'],
  ]) {
    expect(await dispatch?.(from('w1'), name as string, {})).toMatchObject({
      ok: false,
      error: { code: 'ipc.unknown-request' },
    });
  }
  expect(await client.ask('app.info', {})).toMatchObject({ ok: true });
});

// @promise security.snapshot-budget: One window gets no more than 60 addresses for snapshots a minute.
it('main gives one window no more than 60 addresses for snapshots a minute, and another window its own', async () => {
  const shot = (windowId: string): Promise<unknown> =>
    client.ask('clip.snapshot', { channelId: null, wallName: 'Gate', atMs: 0 }, windowId);
  const codes: unknown[] = [];
  for (let n = 0; n < 200; n += 1) codes.push(await shot('greedy'));
  expect(codes.filter((answer) => (answer as { ok: boolean }).ok)).toHaveLength(60);
  expect(codes.at(-1)).toMatchObject({ error: { code: 'ipc.too-many', params: { limit: 60 } } });
  expect(await shot('modest')).toMatchObject({ ok: true });
});

// @promise security.revisions: No page can have a revision stored that nothing can read back.
it('main stores no revision of a page that nothing can read back, and still lists what is stored', async () => {
  const revision = Number.MAX_SAFE_INTEGER;
  const sequence = { id: 'round', name: 'Round', kind: 'cameras', dwellSec: 10, offline: 'skip', steps: [], revision };
  expect(await client.ask('sequence.save', { sequence } as never)).toMatchObject({ ok: true });
  expect(await client.ask('sequence.save', { sequence } as never)).toMatchObject({ ok: true });
  expect(await client.ask('sequence.list', {})).toMatchObject({ ok: true });
  const [wall] = await client.get('wall.list', {});
  if (wall === undefined) throw new Error('the client has no wall');
  for (const name of ['North gate', 'South gate']) {
    const saved = await client.ask('wall.save', { base: wall, wall: { ...wall, name, revision } });
    expect(saved).toMatchObject({ ok: true, value: { name } });
  }
  expect(await client.ask('wall.export', { wallIds: [wall.id] })).toMatchObject({ ok: true });
});
