/**
 * Consent to process pictures of persons. A statement is signed and stored before the cloud is asked, and no channel is switched
 * without one. The name of the signer goes into the record and into its file, never into a log.
 */
import { createHash } from 'node:crypto';
import { spreadsheetText } from '../../../preload/domain/cameras/camera-numbers.ts';
import { accountOf, type DeviceId } from '../../../preload/domain/ids.ts';
import {
  MAX_CONSENT_SIGNER,
  MAX_CONSENT_STATEMENT,
  type ChannelConsent,
  type ConsentOutcome,
  type ConsentRecord,
} from '../../../preload/domain/people/targets.ts';
import { OUTCOMES } from '../../../preload/domain/outcomes.ts';
import type { StoredConsent, TargetConsentTable } from '../../db/targets/consents.ts';
import { AppError, isAbort, toWireError } from '../../errors.ts';
import type { Host } from '../../host.ts';
import { log, type LogFields } from '../../log.ts';
import type { TargetPort } from '../../ports/targets.ts';
import { csvOf, rowOf } from '../../../preload/domain/csv.ts';
import type { Emit } from '../shared/emit.ts';
import { writeExport } from '../shared/export-file.ts';
import type { OnSaved } from '../shared/saved-file.ts';
import type { AskTargets } from './targets.ts';

interface ConsentsOptions {
  readonly ask: AskTargets;
  readonly table: TargetConsentTable;
  readonly emit: Emit;
  /** The system's dialog, or null where the page has to save by itself. */
  readonly choosePath: Host['chooseSavePath'] | null;
  readonly onSaved: OnSaved;
}

interface Signature {
  readonly state: 'opened' | 'closed';
  readonly signer: string;
  readonly statement: string;
}

interface Exported {
  readonly outcome: 'saved' | 'cancelled' | 'download';
  readonly suggestedName: string;
  readonly text: string;
  readonly count: number;
}

/** Sixteen calls with 65 channels each, and a reading of those whose answer was lost. */
const SIGN_LIMIT_MS = 10 * 60_000;
/** A reading of a call for each channel. */
const READ_LIMIT_MS = 5 * 60_000;
const MAX_RECORDS = 200;
const FILE_NAME = 'consent-record.csv';
const COLUMNS = [
  ...['record', 'signed at', 'signer', 'consent', 'device id', 'channel id', 'outcome', 'statement SHA-256'],
  'statement',
] as const;

export class ConsentsService {
  readonly #options: ConsentsOptions;

  constructor(options: ConsentsOptions) {
    this.#options = options;
  }

  /** @returns the state of each channel, in their order; a channel that cannot be read is unknown, with the reason. */
  async states(deviceId: DeviceId, channels: readonly string[]): Promise<readonly ChannelConsent[]> {
    return await this.#options.ask(accountOf(deviceId), READ_LIMIT_MS, (port, signal) =>
      Promise.all(channels.map((channelId) => stateOf(port, deviceId, channelId, signal))),
    );
  }

  /**
   * Stores the statement, then switches the channels. A lost answer is settled by reading the channel.
   *
   * @throws {AppError} `input.invalid-field` for a missing name or statement, before anything is stored; and where the record
   *   cannot be stored: then nothing is sent.
   */
  async sign(
    deviceId: DeviceId,
    given: readonly string[],
    signature: Signature,
  ): Promise<{ readonly outcomes: readonly ConsentOutcome[]; readonly sha256: string; readonly recordId: number }> {
    const [signer, statement] = [signature.signer.trim(), signature.statement.trim()];
    checkText('signer', signer, MAX_CONSENT_SIGNER);
    checkText('statement', statement, MAX_CONSENT_STATEMENT);
    const channels = [...new Set(given)];
    const { state } = signature;
    const sha256 = createHash('sha256').update(statement, 'utf8').digest('hex');
    const { table, emit } = this.#options;
    let recordId = 0;
    const line = { deviceId, state, sha256, channels };
    const outcomes = await this.#switch(line, async (port, signal) => {
      const open = channels.map((channelId) => ({ channelId, state: 'unknown' as const }));
      recordId = table.add(deviceId, { signer, signedAtMs: Date.now(), state, statement, sha256, outcomes: open });
      const sent = await port.authorize(deviceId, state, channels, signal);
      const known = await settled(port, deviceId, state, sent, signal);
      table.setOutcomes(recordId, known.map(storedOutcome));
      return known;
    });
    log.audit('a consent was signed', { ...line, recordId, ...countsOf(outcomes) });
    emit('targets.signed', { deviceId });
    return { outcomes, sha256, recordId };
  }

  /**
   * Switches channels that a signed statement names and that are not done; nobody signs again. A channel whose answer was lost
   * is read first, and is sent only where it reads otherwise.
   *
   * @param given the channels that are meant; those that are done are left out.
   * @returns the outcomes of the channels that were not done.
   * @throws {AppError} `targets.signed-since` where another statement was signed for the device later: nothing is sent then.
   */
  async again(deviceId: DeviceId, recordId: number, given: readonly string[]): Promise<readonly ConsentOutcome[]> {
    const { table, emit } = this.#options;
    const [record] = table.of(deviceId, 1);
    if (record?.id !== recordId) throw new AppError('targets.signed-since', 'the statement is not the latest one');
    const { state, sha256, outcomes: before } = record;
    const left = before.filter((one) => one.state !== 'done' && given.includes(one.channelId));
    const store = (changed: readonly ConsentOutcome[]): void => {
      const byChannel = new Map(changed.map((one) => [one.channelId, storedOutcome(one)]));
      table.setOutcomes(
        recordId,
        before.map((one) => byChannel.get(one.channelId) ?? one),
      );
    };
    const line = { deviceId, state, sha256, channels: left.map((one) => one.channelId), recordId };
    const outcomes = await this.#switch(line, async (port, signal) => {
      const lost = left.filter((one) => one.state === 'unknown').map(({ channelId }) => unknownOutcome(channelId));
      const read = await settled(port, deviceId, state, lost, signal);
      // Those that read otherwise are sent; those that cannot be read stay unknown.
      const over = read.filter((one) => one.state !== 'refused');
      const sent = left.map((one) => one.channelId).filter((id) => !over.some((one) => one.channelId === id));
      store([...over, ...sent.map(unknownOutcome)]);
      const answers = sent.length === 0 ? [] : await port.authorize(deviceId, state, sent, signal);
      const known = new Map(
        [...over, ...(await settled(port, deviceId, state, answers, signal))].map((one) => [one.channelId, one]),
      );
      return left.map(({ channelId }) => known.get(channelId) ?? unknownOutcome(channelId));
    });
    store(outcomes);
    log.audit('a signed consent was sent again', { ...line, ...countsOf(outcomes) });
    emit('targets.signed', { deviceId });
    return outcomes;
  }

  /** The latest first. */
  records(deviceId: DeviceId): readonly ConsentRecord[] {
    return this.#options.table.of(deviceId, MAX_RECORDS).map(({ device: _device, ...record }) => record);
  }

  /** A row for each channel of each record. @throws {AppError} as {@link writeExport}. */
  async export(): Promise<Exported> {
    const records = this.#options.table.all();
    const text = csvOf([rowOf(COLUMNS), ...records.flatMap(rowsOf)]);
    const answer = { suggestedName: FILE_NAME, count: records.length };
    const outcome = await this.#save(text);
    if (outcome !== 'cancelled') log.audit('the consent record was exported', { records: records.length, outcome });
    return { ...answer, text: outcome === 'download' ? text : '', outcome };
  }

  async #save(text: string): Promise<Exported['outcome']> {
    const { choosePath, onSaved } = this.#options;
    if (!choosePath) return 'download';
    const path = await choosePath({ suggestedName: FILE_NAME, extensions: ['csv'] });
    if (path === null) return 'cancelled';
    await writeExport(path, text);
    onSaved({ kind: 'consents', channelId: null, path });
    return 'saved';
  }

  /** The audit log also has a switch that ends without outcomes: some channels can have been switched. */
  async #switch<T>(
    line: { readonly deviceId: DeviceId } & LogFields,
    ask: (port: TargetPort, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#options.ask(accountOf(line.deviceId), SIGN_LIMIT_MS, ask);
    } catch (error) {
      log.audit('a switch of consent failed', { ...line, code: toWireError(error).code });
      throw error;
    }
  }
}

const storedOutcome = ({ channelId, state }: ConsentOutcome): ConsentRecord['outcomes'][number] => ({
  channelId,
  state,
});

const countsOf = (outcomes: readonly ConsentOutcome[]) =>
  Object.fromEntries(OUTCOMES.map((one) => [one, outcomes.filter(({ state }) => state === one).length]));

const unknownOutcome = (channelId: string): ConsentOutcome => ({
  channelId,
  state: 'unknown',
  requestId: null,
  error: new AppError('targets.answer-lost', 'the answer of a channel was lost').toWire(),
});

function checkText(field: 'signer' | 'statement', text: string, limit: number): void {
  const detail = text === '' ? 'missing' : [...text].length > limit ? 'too-long' : null;
  if (detail === null) return;
  const params = { field, detail, ...(detail === 'too-long' ? { limit } : {}) };
  throw new AppError('input.invalid-field', `${field}: ${detail}`, { params });
}

async function stateOf(
  port: TargetPort,
  deviceId: DeviceId,
  channelId: string,
  signal: AbortSignal,
): Promise<ChannelConsent> {
  try {
    return { channelId, state: await port.channelConsent(deviceId, channelId, signal), error: null };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { channelId, state: 'unknown', error: toWireError(error) };
  }
}

/** Reads the channels whose answer was lost: one that reads as it was wanted is done, another one is not. */
async function settled(
  port: TargetPort,
  deviceId: DeviceId,
  wanted: 'opened' | 'closed',
  outcomes: readonly ConsentOutcome[],
  signal: AbortSignal,
): Promise<readonly ConsentOutcome[]> {
  return await Promise.all(
    outcomes.map(async (outcome): Promise<ConsentOutcome> => {
      if (outcome.state !== 'unknown') return outcome;
      const { state } = await stateOf(port, deviceId, outcome.channelId, signal);
      if (state === 'unknown') return outcome;
      if (state === wanted) return { ...outcome, state: 'done', error: null };
      const error = new AppError('targets.unchanged', 'the channel reads as before').toWire();
      return { ...outcome, state: 'refused', error };
    }),
  );
}

const rowsOf = ({ id, signer, signedAtMs, state, device, sha256, statement, outcomes }: StoredConsent): string[] =>
  outcomes.map((outcome) =>
    rowOf([
      ...[String(id), new Date(signedAtMs).toISOString(), spreadsheetText(signer)],
      ...[state === 'opened' ? 'given' : 'withdrawn', spreadsheetText(device)],
      // "-1" would be a formula; it is the device itself.
      outcome.channelId === '-1' ? 'device' : outcome.channelId,
      ...[outcome.state, sha256, spreadsheetText(statement)],
    ]),
  );
