/**
 * Checks that a lockfile makes an installation bring exactly the reviewed packages; pure, so that tests can break one.
 */

/** As npm writes it, version 3; only the parts that are checked. */
export interface Lockfile {
  readonly lockfileVersion?: number;
  readonly packages?: Readonly<Record<string, LockedPackage>>;
}

export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly deprecated?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** sha512 in base64: 64 bytes. */
const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/;
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const NPM_REGISTRY = 'https://registry.npmjs.org/';
/** The Node that development and the browser host run on, one package for each platform. */
const NODE_PACKAGE = /^node-(?:bin-)?(?:darwin|linux|win)-(?:arm64|x64)$/;

/**
 * Packages with an install script. None of them runs: modules are installed with `--ignore-scripts`. A new one must be
 * looked at before it is listed here.
 */
const KNOWN_INSTALL_SCRIPTS: ReadonlySet<string> = new Set([
  'electron-winstaller',
  'esbuild',
  'unrs-resolver',
  'fsevents',
]);

const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

function faultsOf(path: string, one: LockedPackage): string[] {
  const name = nameOf(path);
  const faults: string[] = [];
  if (one.link === true) faults.push(`${name}: is a link to a folder, not a package of the registry`);
  else if (!SHA512.test(one.integrity ?? '')) faults.push(`${name}: has no sha512 integrity`);
  if (one.resolved !== undefined && !one.resolved.startsWith(NPM_REGISTRY)) {
    faults.push(`${name}: comes from another place than the npm registry`);
  }
  if (!EXACT.test(one.version ?? '')) faults.push(`${name}: has no exact version`);
  if (one.hasInstallScript === true && !KNOWN_INSTALL_SCRIPTS.has(name)) {
    faults.push(`${name}: has an install script that nobody has looked at`);
  }
  return faults;
}

const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

function versionFaults(manifest: Manifest, lockfile: Lockfile): string[] {
  const root = lockfile.packages?.[''];
  return GROUPS.flatMap((group) =>
    Object.entries(manifest[group] ?? {}).flatMap(([name, version]) => {
      if (!EXACT.test(version)) return [`package.json: ${name} has the range ${version} instead of one version`];
      if (root?.[group]?.[name] !== version)
        return [`package.json: ${name} ${version} is not what the lockfile was made for`];
      const locked = lockfile.packages?.[`node_modules/${name}`]?.version;
      return locked === version ? [] : [`package.json: ${name} is ${version}, the lockfile has ${locked ?? 'none'}`];
    }),
  );
}

/** Faults of one Node being older than another: a platform would run without security fixes that the others have. */
function nodeFaults(manifest: Manifest): string[] {
  const nodes = Object.entries(manifest.optionalDependencies ?? {}).filter(([name]) => NODE_PACKAGE.test(name));
  const versions = new Set(nodes.map(([, version]) => version));
  if (nodes.length === 0) return ['package.json: no Node package'];
  return versions.size === 1
    ? []
    : [`package.json: the Node packages are of several versions (${nodes.map((pair) => pair.join(' ')).join(', ')})`];
}

/** @returns one sentence a fault; none when an installation brings exactly what the lockfile names. */
export function lockfileFaults(manifest: Manifest, lockfile: Lockfile): readonly string[] {
  if (lockfile.lockfileVersion !== 3)
    return [`package-lock.json: version ${lockfile.lockfileVersion ?? 'none'} instead of 3`];
  const packages = Object.entries(lockfile.packages ?? {}).filter(([path]) => path !== '');
  if (packages.length === 0) return ['package-lock.json: names no package'];
  return [
    ...packages.flatMap(([path, one]) => faultsOf(path, one)),
    ...versionFaults(manifest, lockfile),
    ...nodeFaults(manifest),
  ];
}

/**
 * Compares what is installed with the lockfile.
 *
 * @param installed npm's own note of what it installed, `node_modules/.package-lock.json`.
 */
export function installationFaults(lockfile: Lockfile, installed: Lockfile): readonly string[] {
  return Object.entries(installed.packages ?? {}).flatMap(([path, one]) => {
    const locked = lockfile.packages?.[path];
    if (locked === undefined) return [`${nameOf(path)}: is installed and not in the lockfile`];
    return locked.version === one.version && locked.integrity === one.integrity
      ? []
      : [`${nameOf(path)}: is installed as another package than the lockfile names`];
  });
}
