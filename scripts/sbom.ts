/** The bill of materials of a build, in CycloneDX: what is inside the client, with versions and hashes. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib.ts';
import { npm } from './npm.ts';
import type { Lockfile } from './supply-lockfile.ts';

interface Component {
  readonly name: string;
  readonly version: string;
  readonly 'bom-ref': string;
}

interface Bom {
  readonly metadata: { readonly component: object };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/** A development dependency by its place in package.json, but the largest part of every installer. */
const SHIPPED_ALL_THE_SAME = 'electron';
const FOLDER = 'node_modules/';

/** `name@version` of every package that an installer holds. */
function shippedIn(lockfile: Lockfile): ReadonlySet<string> {
  const shipped = Object.entries(lockfile.packages ?? {}).flatMap(([place, { version = '', dev = false }]) => {
    const name = place.slice(place.lastIndexOf(FOLDER) + FOLDER.length);
    return place !== '' && (!dev || name === SHIPPED_ALL_THE_SAME) ? [`${name}@${version}`] : [];
  });
  return new Set(shipped);
}

/**
 * Writes the output of `npm sbom` for the client's packages, and for Electron. npm's own `--omit dev` leaves out
 * packages that a development package asks for too, such as `ws`; the lockfile shows which are for development only.
 *
 * @returns how many components there are.
 * @throws {Error} with npm's own words when npm fails.
 */
export function writeSbom(file: string): number {
  const { code, stdout, stderr } = npm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']);
  if (code !== 0) throw new Error(`npm sbom ended with ${code}: ${stderr.trim().slice(0, 400)}`);
  const bom = JSON.parse(stdout) as Bom;
  const lockfile = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lockfile;
  const shipped = shippedIn(lockfile);
  const components = bom.components.filter(({ name, version }) => shipped.has(`${name}@${version}`));
  if (!components.some(({ name }) => name === SHIPPED_ALL_THE_SAME)) throw new Error('npm sbom does not name Electron');
  const known = new Set(components.map((one) => one['bom-ref']));
  const left = new Set(bom.components.map((one) => one['bom-ref']).filter((ref) => !known.has(ref)));
  const dependencies = bom.dependencies
    .filter(({ ref }) => !left.has(ref))
    .map((one) => ({ ...one, dependsOn: one.dependsOn.filter((ref) => !left.has(ref)) }));
  const component = { ...bom.metadata.component, name: 'lanner' }; // npm takes the name of the folder
  const metadata = { ...bom.metadata, component };
  writeFileSync(file, `${JSON.stringify({ ...bom, metadata, components, dependencies }, null, 2)}\n`);
  return components.length;
}
