/** The account of a run, over real runs of files that fail in every way a file can. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { root, withTempDir } from '../../../scripts/lib.ts';
import { lineOf, OUTCOME_VARIABLE, readOutcome, type Outcome } from '../../../scripts/test-report.ts';

const FILES = {
  'good.test.js': `
    test('holds', () => {});
    test.skip('is for another system', () => {});`,
  'failing.test.js': `
    describe('a group', () => test('does not hold', () => { throw new Error('one is not two\\nmore of it'); }));
    test('holds', () => {});`,
  'hook.test.js': `
    describe('a group', () => {
      beforeAll(() => { throw new Error('the server did not start'); });
      test('is left out', () => {});
      test('is left out as well', () => {});
    });
    test('holds', () => {});`,
  'after.test.js': `
    afterAll(() => { throw new Error('the folder cannot be removed'); });
    test('holds', () => {});`,
  'broken.test.js': `
    import './nowhere.js';
    test('never comes', () => {});`,
  'loose.test.js': `
    test('holds', async () => {
      void Promise.reject(new Error('nobody listens'));
      await new Promise((resolve) => setImmediate(resolve));
    });`,
  'gone.test.js': `
    test('takes its process with it', async () => {
      process.kill(process.pid, 'SIGKILL');
      await new Promise(() => {});
    });
    test('does not come to its turn', () => {});`,
};

/** Runs `names` as `npm test` runs a project. */
async function run(...names: readonly (keyof typeof FILES)[]): Promise<Outcome> {
  return withTempDir(async (dir) => {
    const reporter = JSON.stringify(path.join(root, 'scripts', 'test-report.ts'));
    const config = `import { OutcomeReporter } from ${reporter};
      export default {
        root: ${JSON.stringify(dir)},
        test: { globals: true, reporters: [new OutcomeReporter(process.env['${OUTCOME_VARIABLE}'], ${JSON.stringify(dir)})] },
      };`;
    mkdirSync(path.join(dir, 'tests'));
    writeFileSync(path.join(dir, 'package.json'), '{"type":"module"}');
    writeFileSync(path.join(dir, 'vitest.config.js'), config);
    for (const name of names) writeFileSync(path.join(dir, 'tests', name), FILES[name]);
    const file = path.join(dir, 'outcome.json');
    const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const child = spawn(process.execPath, [vitest, 'run', '--config', path.join(dir, 'vitest.config.js')], {
      cwd: dir,
      env: { ...process.env, [OUTCOME_VARIABLE]: file },
      stdio: 'ignore',
    });
    const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? 1)));
    return readOutcome(file, code);
  });
}

it('the report of a run counts a failing hook, a broken file and an uncaught error as failures, with their reasons', async () => {
  const { passed, skipped, failures, files, running } = await run(
    ...([
      'good.test.js',
      'failing.test.js',
      'hook.test.js',
      'after.test.js',
      'broken.test.js',
      'loose.test.js',
    ] as const),
  );
  expect({ passed, skipped, running }).toEqual({ passed: 5, skipped: 3, running: [] });
  expect(files).toMatchObject({
    'tests/good.test.js': { passed: 1, skipped: 1 },
    'tests/failing.test.js': { passed: 1, skipped: 0 },
    'tests/broken.test.js': { passed: 0, skipped: 0 },
  });
  const hook = 'what it needs before or after its tests failed: ';
  const sorted = failures.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  expect(sorted).toEqual([
    { file: '', test: '', message: 'nobody listens' },
    { file: 'tests/after.test.js', test: '', message: `${hook}the folder cannot be removed` },
    { file: 'tests/broken.test.js', test: '', message: expect.stringContaining('nowhere.js') },
    { file: 'tests/failing.test.js', test: 'a group > does not hold', message: 'one is not two\nmore of it' },
    { file: 'tests/hook.test.js', test: 'a group', message: `${hook}the server did not start` },
  ]);
});

it('the report of a run counts every test that a dying worker takes with it, and names the file', async () => {
  const { passed, failures } = await run('good.test.js', 'gone.test.js');
  expect(passed).toBe(1);
  const lost = failures.filter(({ file }) => file === 'tests/gone.test.js').map(({ test }) => test);
  expect(lost).toEqual(['takes its process with it', 'does not come to its turn']);
  expect(failures.filter(({ file }) => file === '').map(({ message }) => message)).toEqual([
    expect.stringMatching(/Worker exited unexpectedly.*gone\.test\.js/s),
  ]);
});

it('the report of a run marks a run that reported nothing, and one that failed without a reason', async () => {
  await withTempDir(async (dir) => {
    const file = path.join(dir, 'outcome.json');
    expect(readOutcome(file, 137).failures).toEqual([
      { file: '', test: '', message: 'the run ended with 137 and reported nothing' },
    ]);
    const outcome = { passed: 3, skipped: 0, failures: [], files: {}, running: [] as string[] };
    writeFileSync(file, JSON.stringify(outcome));
    expect(readOutcome(file, 0).failures).toEqual([]);
    expect(readOutcome(file, 1).failures).toHaveLength(1);
    writeFileSync(file, JSON.stringify({ ...outcome, running: ['test/a.test.ts'] }));
    expect(readOutcome(file, 1).failures).toEqual([
      { file: 'test/a.test.ts', test: '', message: 'still ran when the run was ended' },
    ]);
  });
});

it('the report of a run has each failure in one line', () => {
  const failure = { file: 'test/a.test.ts', test: 'a group > a test', message: '\u001B[31mone\u001B[39m\nis not two' };
  expect(lineOf('unit', failure)).toBe('unit: test/a.test.ts > a group > a test: one is not two');
  expect(lineOf('lint', { file: '', test: '', message: 'x'.repeat(500) })).toHaveLength('lint: '.length + 241);
});
