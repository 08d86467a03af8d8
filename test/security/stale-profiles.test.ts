/** Browser profiles that killed clients left in the folder for temporary files: which of them the next start removes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeStaleProfiles } from '../../main/hosts/browser/process/stale-profiles.ts';
import { missingOtherUser, OTHER_UID } from './other-user.ts';

let dir: string;
let deadPid: number;

beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'lanner-stale-'));
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  deadPid = child.pid ?? 0;
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** A profile with a file in it. */
function profile(name: string, parent = dir): string {
  const folder = path.join(parent, name);
  mkdirSync(path.join(folder, 'Default'), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(folder, 'Default', 'Cookies'), 'x');
  return folder;
}

// @promise security.stale-profiles: The next start removes the browser profiles of dead clients of its own user only,
// and neither follows nor removes a link.
it('the next start removes the profiles of clients that are dead, and what their links lead to stays', async () => {
  const precious = profile('precious');
  const stale = profile(`lanner-browser-${deadPid}-abcDEF`);
  symlinkSync(precious, path.join(stale, 'link'));
  symlinkSync(`${hostname()}-${deadPid}`, path.join(stale, 'SingletonLock'));
  const other = profile(`lanner-browser-${deadPid}-123456`);
  await removeStaleProfiles(dir);
  expect([stale, other].filter((folder) => existsSync(folder))).toEqual([]);
  expect(existsSync(path.join(precious, 'Default', 'Cookies'))).toBe(true);
});

it('the next start leaves the profile of a client that runs, and of another computer or container', async () => {
  const running = profile(`lanner-browser-${process.pid}-abcDEF`);
  const elsewhere = profile(`lanner-browser-${deadPid}-abcDEF`);
  symlinkSync(`another-host-${deadPid}`, path.join(elsewhere, 'SingletonLock'));
  await removeStaleProfiles(dir);
  expect([running, elsewhere].every((folder) => existsSync(folder))).toBe(true);
});

it.each([
  'lanner-browser-abcDEF',
  'lanner-browser-1-abcDEF',
  'lanner-browser-0-abcDEF',
  'lanner-browser-DEAD-abcDEFG',
  'lanner-browser-DEAD-abcDEF.bak',
  'xlanner-browser-DEAD-abcDEF',
  'lanner-browser--DEAD-abcDEF',
])('the next start leaves a folder that has another name: %s', async (name) => {
  const folder = profile(name.replace('DEAD', String(deadPid)));
  await removeStaleProfiles(dir);
  expect(existsSync(path.join(folder, 'Default', 'Cookies'))).toBe(true);
});

// @promise security.stale-profiles
it('the next start touches no link and no file that has the name of a profile', async () => {
  const precious = profile('precious');
  const link = path.join(dir, `lanner-browser-${deadPid}-abcDEF`);
  symlinkSync(precious, link);
  const file = path.join(dir, `lanner-browser-${deadPid}-123456`);
  writeFileSync(file, 'x');
  await removeStaleProfiles(dir);
  expect([link, file, path.join(precious, 'Default', 'Cookies')].every((one) => existsSync(one))).toBe(true);
});

// @promise security.stale-profiles
it.skipIf(missingOtherUser() !== null)('the next start leaves the profile of another user', async () => {
  const folder = profile(`lanner-browser-${deadPid}-abcDEF`);
  chownSync(folder, OTHER_UID, OTHER_UID);
  await removeStaleProfiles(dir);
  expect(existsSync(folder)).toBe(true);
});

it('the next start does not mind a folder that is not there', async () => {
  await expect(removeStaleProfiles(path.join(dir, 'nothing'))).resolves.toBeUndefined();
});
