/** The keys of `npm run call`: handed over where no other program can read them. */
import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSimulator, stop, type SimulatorInfo } from '../../../scripts/lib.ts';
import { runCommand, type Done } from './command.ts';

let simulator: { readonly child: ChildProcess; readonly info: SimulatorInfo };
let order: readonly string[];
let keys: string;
let secret: string;

beforeAll(async () => {
  simulator = await startSimulator(2);
  const { endpoint = '', credentials } = simulator.info.clouds['huawei-ivm'] ?? {};
  [keys, secret] = [JSON.stringify(credentials), credentials?.['sk'] ?? ''];
  order = ['huawei-ivm', 'listDevices', '--endpoint', endpoint, '--params', '{"limit":1,"offset":0}'];
});
afterAll(() => stop(simulator.child));

/** No keys in the environment; what is read on standard input is `input`. */
const call = (args: readonly string[], input: string, env: string | undefined = undefined): Promise<Done> =>
  runCommand('scripts/call.ts', args, { LANNER_CREDENTIALS: env }, () => {}, input);

// @promise security.call-keys: `npm run call` takes keys from standard input. The variable that still works is taken
// out of the environment at once, and no child gets it.
it('a call by command is signed with keys from standard input, and prints none of them', async () => {
  const done = await call([...order, '--keys', '-'], keys);
  expect(done.last, done.output).toMatchObject({ ok: true });
  expect(secret.length).toBeGreaterThan(8);
  expect(done.output).not.toContain(secret);
});

it('a call by command uses the keys from standard input alone where there are others in the environment', async () => {
  const wrong = JSON.stringify({ ...(JSON.parse(keys) as object), sk: 'another-secret-key' });
  expect((await call([...order, '--keys', '-'], keys, wrong)).last).toMatchObject({ ok: true });
});

it.each([
  ['nothing', '', /standard input holds no keys/],
  ['no JSON', 'sk=very-secret-key', /standard input holds no JSON object/],
  ['a key too few', '{"ak":"a","sk":"very-secret-key"}', /standard input needs .*userId is missing/],
  ['more than 64 kB', `{"sk":"very-secret-key","pad":"${'x'.repeat(200_000)}"}`, /more than 64 kB/],
])('a call by command refuses standard input that contains %s, and quotes nothing of it', async (_, input, words) => {
  const done = await call([...order, '--keys', '-'], input);
  expect(done).toMatchObject({ code: 2, last: { ok: false, error: { code: 'auth.no-credentials' } } });
  expect(done.output).toMatch(words);
  expect(done.output).not.toContain('very-secret-key');
});

it('a call by command takes no keys as an argument, and no account beside keys', async () => {
  const typed = await call([...order, '--keys', '{"sk":"x"}'], '');
  expect(typed).toMatchObject({ code: 2, last: { error: { code: 'input.usage' } } });
  expect(typed.output).toContain('keys are never arguments');
  const both = await call(['huawei-ivm', 'listDevices', '--account', 'Site', '--keys', '-'], keys);
  expect(both).toMatchObject({ code: 2, last: { error: { code: 'input.usage' } } });
});

// @promise security.call-keys
it('a call by command takes the variable out of the environment at once, so that no child gets the keys', async () => {
  const script = `
    import { spawnSync } from 'node:child_process';
    const { givenKeys } = await import(${JSON.stringify(new URL('../../../scripts/call-input.ts', import.meta.url).href)});
    const child = spawnSync(process.execPath, ['-p', 'process.env.LANNER_CREDENTIALS'], { encoding: 'utf8' });
    console.log(JSON.stringify({ own: process.env.LANNER_CREDENTIALS ?? null, child: child.stdout.trim(), given: givenKeys().values.sk }));`;
  const done = await runCommand('--input-type=module', ['--eval', script], { LANNER_CREDENTIALS: '{"sk":"abc"}' });
  expect(done.last, done.output).toEqual({ own: null, child: 'undefined', given: 'abc' });
});

it('a call by command names standard input as the way to hand over keys', async () => {
  const { code, stdout } = await call(['--help'], '');
  expect(code).toBe(0);
  expect(stdout).toContain('--keys -         takes the keys from standard input');
  expect(stdout).toContain('other programs of the same user can read an environment');
});
