/** Long answers are gone through in pieces: so much between two turns of the event loop, and no more. */
import { afterEach, expect, it } from 'vitest';
import { Redactor } from '../../../main/redactor.ts';
import { Secret } from '../../../main/secret.ts';
import { answerOf } from '../../../main/services/console/console-answer.ts';
import { MAX_CLEANED_TEXT } from '../../../main/services/console/console-secrets.ts';
import { entryOf } from '../../../main/services/console/console-operations.ts';
import { safeItemFailures } from '../../../main/vendors/core/client/answers/answer-error.ts';
import { guardedSession } from '../../../main/vendors/core/client/guarded-session.ts';
import { inPieces, PIECE } from '../../../main/pieces.ts';
import type { DirectoryPort } from '../../../main/ports/directory.ts';
import type { VendorSession } from '../../../main/ports/session.ts';

/** Counts the characters that it searches in one turn of the event loop. */
class CountingRedactor extends Redactor {
  most = 0;
  #inTurn = 0;
  #isCounting = false;

  override star(text: string): string {
    return this.#counted(text, () => super.star(text));
  }

  override starBeginning(text: string, maxChars: number): string {
    return this.#counted(text.slice(0, maxChars), () => super.starBeginning(text, maxChars));
  }

  override hasSecret(text: string): boolean {
    return this.#counted(text, () => super.hasSecret(text));
  }

  override line(text: string, maxChars: number): string {
    return this.#counted(text, () => super.line(text, maxChars));
  }

  #counted<T>(text: string, search: () => T): T {
    this.#inTurn += text.length;
    this.most = Math.max(this.most, this.#inTurn);
    if (!this.#isCounting) {
      this.#isCounting = true;
      setImmediate(() => {
        this.#isCounting = false;
        this.#inTurn = 0;
      });
    }
    return search();
  }
}

const open: Redactor[] = [];
afterEach(() => {
  for (const redactor of open.splice(0)) redactor.dispose();
});

function counting(): CountingRedactor {
  const redactor = new CountingRedactor([new Secret('s3cr3t-of-the-account')]);
  open.push(redactor);
  return redactor;
}

const entry = entryOf('huawei-ivm', 'listDevices');
const shown = async (data: Readonly<Record<string, unknown>>, redactor: Redactor) =>
  await answerOf(entry, { data, httpStatus: 200, requestId: null }, redactor);

// @promise security.answers-in-pieces
it.each([
  ['many short texts', Array.from({ length: 100_000 }, () => 'Gate %2525252525252525')],
  ['texts of 4,000 characters', Array.from({ length: 1_000 }, () => '%2525'.repeat(800))],
  ['texts of 4 million characters', Array.from({ length: 4 }, () => '%25'.repeat(1_300_000))],
  ['texts with JSON in them', Array.from({ length: 500 }, () => JSON.stringify(Array(200).fill('%2525')))],
])('the console searches %s in pieces', async (_, texts) => {
  const redactor = counting();
  await shown({ texts }, redactor);
  expect(redactor.most).toBeGreaterThan(0);
  expect(redactor.most).toBeLessThanOrEqual(PIECE + MAX_CLEANED_TEXT);
});

// @promise security.answers-in-pieces
it('the tree searches a page of 4 MB in pieces, and takes no row with an endless id', async () => {
  const redactor = counting();
  const none = async function* (): ReturnType<DirectoryPort['devices']> {};
  const row = (id: string) => ({ id, name: '%2525'.repeat(51), accountId: 'a', orgNodeId: null });
  const items = [
    ...Array.from({ length: 10_000 }, (_, i) => row(`d${i}-${'%25'.repeat(100)}`)),
    row('x'.repeat(9_000)),
  ];
  const devices = async function* (): AsyncGenerator<unknown> {
    yield { items, total: null };
    await Promise.resolve();
  };
  const directory = { groups: none, devices, channels: none } as unknown as DirectoryPort;
  const session = guardedSession({ directory } as unknown as VendorSession, redactor);
  const kept: string[] = [];
  for await (const page of session.directory?.devices(new AbortController().signal) ?? []) {
    kept.push(...page.items.map(({ id }) => id));
  }
  expect(kept).toHaveLength(10_000);
  expect(redactor.most).toBeGreaterThan(0);
  expect(redactor.most).toBeLessThanOrEqual(PIECE + 4_096 + 256);
});

it('the failures inside a batch are searched in pieces, and no more of them than a call has items', async () => {
  const redactor = counting();
  const failure = { code: 'cloud.refused', vendorCode: 'IVM.1', index: 0 } as const;
  const failures = Array.from({ length: 30_000 }, (_, i) => ({
    ...failure,
    item: `item ${i}`,
    text: `no: ${'%2525'.repeat(20)} s3cr3t-of-the-account`,
  }));
  const safe = await inPieces(safeItemFailures(failures, redactor));
  expect(safe).toHaveLength(10_000);
  expect(safe.every(({ text }) => text?.endsWith('***'))).toBe(true);
  // A sentence is searched twice: as it came, and after its addresses were shortened.
  expect(redactor.most).toBeLessThanOrEqual(3 * PIECE);
});

it('the log shows the beginning of a very long text and its length, and no part of a secret at the cut', async () => {
  const redactor = counting();
  for (const before of [0, 5, 30, 400, 500]) {
    const text = `${'x'.repeat(MAX_CLEANED_TEXT - before)}s3cr3t-of-the-account${'y'.repeat(100_000)}`;
    const { valueJson } = await shown({ text }, redactor);
    expect(valueJson).not.toContain('s3');
    expect(valueJson).toMatch(new RegExp(`… \\(\\d+/${text.length}\\)`));
  }
});

it('the log shows nothing of a very long structure inside a text, since a part of it cannot be searched by names', async () => {
  const text = JSON.stringify(Array(20_000).fill({ password: 'hidden' }));
  const { valueJson } = await shown({ text }, counting());
  expect(valueJson).toBe(JSON.stringify({ text: `… (0/${text.length})` }, null, 2));
});
