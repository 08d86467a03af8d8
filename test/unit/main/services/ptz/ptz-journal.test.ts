/** The journal of movements: the entry of an order on disk, and the reading of any file at the start. */
import fc from 'fast-check';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asAccountId, channelIdOf, deviceIdOf } from '../../../../../preload/domain/ids.ts';
import { PtzJournal } from '../../../../../main/services/ptz/ptz-journal.ts';

const cameraOf = (account: string, device: string) => channelIdOf(deviceIdOf(asAccountId(account), device), '0');
const GATE = cameraOf('a1', 'gate');
const DOCK = cameraOf('a2', 'dock');

let dir: string;
let journals: PtzJournal[];
const path = (): string => join(dir, 'ptz-journal.ndjson');

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lanner-journal-'));
  journals = [];
});
afterEach(() => {
  for (const journal of journals) journal.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A start of the client: whatever ran before is dead, and closed nothing. */
function start(nowMs = () => 1_000): PtzJournal {
  const journal = new PtzJournal({ dir, nowMs });
  journals.push(journal);
  return journal;
}

const namesIn = (journal: PtzJournal): string[] =>
  journal.entries.map(({ channelId, motor, direction, atMs }) => `${channelId} ${motor} ${direction} ${atMs}`);

describe('the journal of movements', () => {
  it('the journal of movements names to the next start the cameras that were ordered to move and not confirmed to rest', async () => {
    const journal = start();
    await journal.begin(GATE, 'turn', 'left');
    await journal.begin(DOCK, 'zoom', 'zoom-in');
    journal.end(GATE, 'turn');
    expect(namesIn(start())).toEqual([`${DOCK} zoom zoom-in 1000`]);
  });

  it('the journal of movements is empty on disk when no camera moves, and private to its user', async () => {
    const journal = start();
    await journal.begin(GATE, 'turn', 'left');
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    await journal.begin(GATE, 'turn', 'right');
    expect(readFileSync(path(), 'utf8').trim().split('\n')).toHaveLength(1);
    journal.end(GATE, 'turn');
    expect(readFileSync(path(), 'utf8')).toBe('');
    await journal.begin(GATE, 'turn', 'up');
    expect(namesIn(start())).toEqual([`${GATE} turn up 1000`]);
    expect(readdirSync(dir)).toEqual(['ptz-journal.ndjson']);
  });

  it('the journal of movements forgets the cameras of an account that was removed', async () => {
    const journal = start();
    await journal.begin(GATE, 'turn', 'left');
    await journal.begin(DOCK, 'turn', 'left');
    journal.forgetAccount(asAccountId('a1'));
    expect(namesIn(start())).toEqual([`${DOCK} turn left 1000`]);
  });

  // @promise security.torn-journal: A torn or foreign line of the journal of movements is left out, and no other entry
  // is lost.
  it('the journal of movements loses no entry and no end when a write was torn anywhere, except for the torn one', async () => {
    const journal = start();
    await journal.begin(GATE, 'turn', 'left');
    const first = readFileSync(path());
    await journal.begin(DOCK, 'focus', 'focus-near');
    const both = readFileSync(path());
    for (let length = first.length; length <= both.length; length++) {
      writeFileSync(path(), both.subarray(0, length));
      const next = start();
      const isWhole = length >= both.length - 1; // the line break at the end may be missing
      expect(namesIn(next)).toHaveLength(isWhole ? 2 : 1);
      await next.begin(DOCK, 'zoom', 'zoom-out'); // after half a line too, the next is whole
      expect(namesIn(start())).toContain(`${DOCK} zoom zoom-out 1000`);
    }
  });

  // @promise security.torn-journal
  it('the journal of movements starts over any bytes, and reads no more of them than its bound', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.json(), fc.constant('{"v":1,"do":"move"'))), (lines) => {
        writeFileSync(path(), lines.join('\n'));
        expect(start().entries).toEqual([]);
      }),
      { numRuns: 200 },
    );
    const entry = { v: 1, do: 'move', channel: GATE, motor: 'turn', direction: 'left', atMs: 5 };
    writeFileSync(path(), `${'x'.repeat(3_000_000)}\n`);
    for (let i = 0; i < 2_000; i++)
      appendFileSync(path(), `${JSON.stringify({ ...entry, channel: cameraOf('a', `${i}`) })}\n`);
    expect(start().entries).toHaveLength(512);
  });

  it('the journal of movements ignores entries of another version and of impossible cameras', () => {
    const entry = { v: 1, do: 'move', channel: GATE, motor: 'turn', direction: 'left', atMs: 5 };
    const odd = [
      { ...entry, v: 2 },
      { ...entry, channel: 'no channel' },
      { ...entry, motor: 'arm' },
      { ...entry, atMs: -1 },
    ];
    writeFileSync(path(), [...odd, entry].map((line) => JSON.stringify(line)).join('\n'));
    expect(namesIn(start())).toEqual([`${GATE} turn left 5`]);
  });

  it('the journal of movements does not grow while cameras are steered all day beside one that cannot be stopped', async () => {
    const journal = start();
    await journal.begin(DOCK, 'turn', 'left');
    for (let i = 0; i < 2_000; i++) {
      await journal.begin(GATE, 'turn', 'left');
      journal.end(GATE, 'turn');
    }
    expect(statSync(path()).size).toBeLessThan(70_000);
    expect(namesIn(start())).toEqual([`${DOCK} turn left 1000`]);
  });

  it('cameras can be steered where no journal can be written', async () => {
    rmSync(dir, { recursive: true });
    const journal = start();
    await journal.begin(GATE, 'turn', 'left');
    expect(journal.entries).toHaveLength(1);
    journal.end(GATE, 'turn');
    expect(journal.entries).toEqual([]);
  });
});
