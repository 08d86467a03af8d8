/** The lines that main logs in a test. */
import { afterEach, beforeEach } from 'vitest';
import { setLogSink } from '../../../main/log.ts';

/** Takes the lines over for each test of a file. @returns the lines of the running test. */
export function logLines(): readonly string[] {
  const lines: string[] = [];
  let before: ReturnType<typeof setLogSink>;
  beforeEach(() => {
    before = setLogSink((_level, line) => lines.push(line));
  });
  afterEach(() => {
    setLogSink(before);
    lines.length = 0;
  });
  return lines;
}
