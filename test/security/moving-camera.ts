/** Common parts of the tests of a client that dies or hangs while a camera turns. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { hostKind, until, untilPlaying, type Session } from '../e2e/harness.ts';
import { statusBar, wallOf } from '../e2e/screen.ts';

/** Within so much of the next start the camera has to stand. */
const STANDS_WITHIN_MS = 5_000;
export const TILES = 4;

interface Request {
  readonly operation: string;
  readonly atMs: number;
  readonly params: { readonly direction?: string };
}

export const isMoving = async ({ control }: Session): Promise<boolean> =>
  ((await control('GET', '/ptz')) as unknown[]).length > 0;

export const requestsSince = async ({ control }: Session, sinceMs: number): Promise<readonly Request[]> =>
  ((await control('GET', '/requests')) as Request[]).filter(({ atMs }) => atMs >= sinceMs);

/** Holds the key that turns the camera of the first tile that can be steered, until it turns. */
export async function turn(session: Session): Promise<void> {
  const { page } = session;
  const dome = page.locator('[data-tile]', { has: page.locator('.tile-head > .tile-sign[title="PTZ"]') }).first();
  await dome.click();
  await page.keyboard.press('d');
  await page
    .getByRole('group', { name: /^PTZ control of the camera in tile/ })
    .getByRole('button', { name: 'Turn right', exact: true })
    .waitFor();
  await page.keyboard.down('ArrowRight');
  await until(() => isMoving(session), 'the camera turns');
}

/** When main began, by the line that it writes first. */
function startedAtMs(session: Session): number {
  const lines = readFileSync(path.join(session.dataDir, 'logs', 'lanner.log'), 'utf8')
    .trim()
    .split('\n');
  const starts = lines.map((line) => JSON.parse(line) as { at: string; message: string });
  return Date.parse(starts.findLast(({ message }) => message === 'starting')?.at ?? '');
}

/** The stop was the first thing that the new start sent, and came in time. */
export async function expectStoppedByNextStart(session: Session, killedAtMs: number): Promise<void> {
  expect(await isMoving(session)).toBe(false);
  const sent = (await requestsSince(session, killedAtMs)).filter(({ params }) => params.direction !== 'RIGHT');
  const stop = sent.findIndex(({ params }) => params.direction === 'STOP');
  const before = sent.slice(0, stop).map(({ operation }) => operation);
  expect(stop).toBeGreaterThanOrEqual(0);
  expect(before.filter((operation) => !['getAccessToken', 'acquirePtzLock', 'controlPtz'].includes(operation))).toEqual(
    [],
  );
  expect((sent[stop]?.atMs ?? Infinity) - startedAtMs(session)).toBeLessThan(STANDS_WITHIN_MS);
}

export async function expectWall(session: Session, before: readonly (string | null)[]): Promise<void> {
  await untilPlaying(session, TILES);
  await until(async () => (await wallOf(session.page)).join() === before.join(), 'the same cameras on the same tiles');
}

export const notice = (page: Page, words: RegExp): Promise<void> =>
  statusBar(page).getByRole('status').getByText(words).waitFor();

export const reportsOf = ({ dataDir }: Session): readonly Record<string, unknown>[] =>
  readdirSync(path.join(dataDir, 'crashes'))
    .sort()
    .map((name) => JSON.parse(readFileSync(path.join(dataDir, 'crashes', name), 'utf8')) as Record<string, unknown>);

export const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}/stat`);

/** Electron cannot be run here, and elsewhere than on Linux nothing lists processes in this way. */
export const noProcesses = hostKind === 'electron' || !existsSync('/proc/self/stat');
