import { existsSync, readFileSync } from 'node:fs';

/** The version of the client. From the package file: beside `main/` in the sources, one level further up in a build. */
export function readVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    const url = new URL(path, import.meta.url);
    if (!existsSync(url)) continue;
    const { name, version } = JSON.parse(readFileSync(url, 'utf8')) as { name?: string; version?: string };
    if (name === 'lanner' && version !== undefined) return version;
  }
  return '0.0.0';
}
