import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { EVENT_NAMES, REQUEST_NAMES } from '../../../preload/contract/names.ts';
import { bundleBridge, bundlePreload } from '../../../scripts/preload-bundle.ts';

it.each([
  ['the preload of Electron', bundlePreload],
  ['the bridge of the browser host', bundleBridge],
] as const)('%s has the name of every request and event, and no schema', async (_, bundle) => {
  const dir = mkdtempSync(join(tmpdir(), 'lanner-bundle-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'script.js');
  await bundle(file);
  const script = readFileSync(file, 'utf8');
  expect(REQUEST_NAMES.length).toBeGreaterThan(80);
  for (const name of [...REQUEST_NAMES, ...EVENT_NAMES]) expect(script).toContain(`"${name}"`);
  expect(script).not.toMatch(/zod|safeParse/i);
  expect(script.length).toBeLessThan(30_000);
});
