/** Looks for names and pictures of people in the folders of a client: its data, and the temporary files of its computer. */
import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Session } from './harness.ts';

interface TemporaryFiles {
  /** For the options of a client, which writes its temporary files there. */
  readonly env: Readonly<Record<string, string>>;
  /** Which of these stand in a file of the client, or in a temporary one. */
  leaked(own: Pick<Session, 'dataDir'>, secrets: readonly Buffer[]): Promise<readonly string[]>;
}

/** A folder for the temporary files of the clients of one file of tests. */
export function temporaryFiles(): TemporaryFiles {
  const folder = mkdtempSync(path.join(tmpdir(), 'lanner-temporary-'));
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return {
    env: { TMPDIR: folder, TEMP: folder, TMP: folder },
    leaked: async ({ dataDir }, secrets) => {
      const data = await bodiesIn(dataDir);
      if (data.length === 0) throw new Error(`the client has no file in ${dataDir}`);
      return standIn([...data, ...(await bodiesIn(folder))], secrets);
    },
  };
}

/** Which of these stand in a file below a folder. */
export const foundBelow = async (folder: string, secrets: readonly Buffer[]): Promise<readonly string[]> =>
  standIn(await bodiesIn(folder), secrets);

const standIn = (bodies: readonly Buffer[], secrets: readonly Buffer[]): readonly string[] =>
  secrets.filter((one) => bodies.some((body) => body.includes(one))).map(String);

async function bodiesIn(folder: string): Promise<readonly Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  return await Promise.all(files.map(bodyOf));
}

/** A client that runs may have deleted a file since it was listed. */
async function bodyOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
