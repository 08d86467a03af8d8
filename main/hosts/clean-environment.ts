/** Takes variables out of the environment that would weaken this process or the processes that it starts, and adds one. */

/**
 * `NODE_TLS_REJECT_UNAUTHORIZED=0` turns the checks of certificates off. `NODE_OPTIONS` loads code and changes how Node
 * checks. `NODE_DEBUG` prints requests with their tokens. `NODE_EXTRA_CA_CERTS` stays: it adds a company's own authority.
 */
const WEAKENING = ['NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_OPTIONS', 'NODE_DEBUG', 'NODE_DEBUG_NATIVE'] as const;

/** Node then looks for a program, such as PowerShell, on the path only, and not first in the folder it was started in. */
const PATH_ONLY = 'NoDefaultCurrentDirectoryInExePath';

/** Call this before anything else. Names count in any case, as Windows takes them. */
export function cleanEnvironment(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): void {
  const unwanted = new Set<string>(WEAKENING);
  for (const name of Object.keys(environment)) if (unwanted.has(name.toUpperCase())) delete environment[name];
  if (platform === 'win32') environment[PATH_ONLY] = '1';
}
