/** Files of people for the bench of target libraries. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { portrait, zipOf } from '../e2e/people-files.ts';
import type { Session } from '../e2e/harness.ts';

export interface PeopleFiles {
  readonly csv: string;
  readonly zip: string;
}

/** Number of different portraits; the rows use them one after the other. */
const PORTRAITS = 500;
const portraits: Buffer[] = Array.from({ length: PORTRAITS }, (_, i) => portrait(i));

/** @param key makes the external ids of this file differ from those of others. */
export async function peopleFiles({ dataDir }: Session, key: string, rows: number): Promise<PeopleFiles> {
  const folder = path.join(path.dirname(dataDir), 'bench-people');
  await mkdir(folder, { recursive: true });
  const numbers = Array.from({ length: rows }, (_, i) => i + 1);
  const lines = numbers.map((number) => `Person ${number},male,${key}${number},${number}.jpg`);
  const csv = path.join(folder, `${key}.csv`);
  const zip = path.join(folder, `${key}.zip`);
  await writeFile(csv, ['name,gender,externalId,picture', ...lines].join('\n'));
  const bodyOf = (number: number): Buffer => portraits[number % PORTRAITS] ?? portrait(number);
  await writeFile(zip, zipOf(numbers.map((number) => ({ name: `${number}.jpg`, body: bodyOf(number) }))));
  return { csv, zip };
}
