/** The source files of the page, for tests that read them. */
import { readdirSync } from 'node:fs';
import path from 'node:path';

export const renderer = path.join(import.meta.dirname, '..', 'renderer');

/** Every TypeScript file of a folder and of the folders in it. */
export const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
