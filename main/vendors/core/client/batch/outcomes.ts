/** The outcome of each device of a change that a cloud takes in several calls. */
import type { DeviceChangeItem, DeviceOutcome } from '../../../../../preload/domain/cameras/device-changes.ts';
import type { VendorFailure } from '../../../../../preload/domain/error.ts';
import type { ChannelId } from '../../../../../preload/domain/ids.ts';
import { AppError, cancelled, isFailure } from '../../../../errors.ts';
import { isAboutAll, outcomeOf, piecesOf } from './batch.ts';

const requestOf = (vendor: VendorFailure | null): string | null => vendor?.requestId ?? null;

export const deviceDone = (id: ChannelId, requestId: string | null): DeviceOutcome => ({
  id,
  state: 'done',
  error: null,
  requestId,
});

/** @param error why the answer of a change cannot be read. */
export function deviceUnknown(id: ChannelId, { params, vendor }: AppError): DeviceOutcome {
  const error = new AppError('devices.answer-lost', 'the answer to a change was lost', { params, vendor });
  return { id, state: 'unknown', error: error.toWire(), requestId: requestOf(vendor) };
}

/** The state of a device after its call, or its row in an answer, failed. */
export function deviceFailed(id: ChannelId, error: AppError): DeviceOutcome {
  const left = outcomeOf(error);
  if (left === 'unknown') return deviceUnknown(id, error);
  const state = left === 'not-asked' ? 'notAsked' : left;
  return { id, state, error: error.toWire(), requestId: requestOf(error.vendor) };
}

/** @param error why the device was not sent; left out where a change before it failed. */
export function deviceNotAsked(id: ChannelId, error?: AppError): DeviceOutcome {
  const reason = error ?? new AppError('devices.not-asked', 'a change before this one failed');
  return { id, state: 'notAsked', error: reason.toWire(), requestId: requestOf(reason.vendor) };
}

/** A device that the cloud does not have needs no deletion. @throws every other error. */
export function unlessGone(error: unknown): { readonly requestId: string | null } {
  if (!(error instanceof AppError) || error.code !== 'cloud.not-found') throw error;
  return { requestId: requestOf(error.vendor) };
}

/**
 * Sends items in calls of `perCall`, one call after the other, until a failure concerns all of them or an answer is lost.
 *
 * @param send makes one call. @throws {AppError} `cancelled` alone.
 */
export async function changeInCalls(
  items: readonly DeviceChangeItem[],
  perCall: number,
  signal: AbortSignal,
  send: (piece: readonly DeviceChangeItem[]) => Promise<readonly DeviceOutcome[]>,
): Promise<readonly DeviceOutcome[]> {
  const outcomes: DeviceOutcome[] = [];
  let isStopped = false;
  for (const { start } of piecesOf(items, perCall)) {
    const piece = items.slice(start, start + perCall);
    if (signal.aborted) throw cancelled('a change of devices');
    if (isStopped) {
      outcomes.push(...piece.map(({ id }) => deviceNotAsked(id)));
      continue;
    }
    try {
      outcomes.push(...(await send(piece)));
    } catch (error) {
      if (!isFailure(error)) throw error;
      outcomes.push(...piece.map(({ id }) => deviceFailed(id, error)));
      isStopped = isAboutAll(error) || outcomeOf(error) === 'unknown';
    }
  }
  return outcomes;
}

/** Sends one call for each item, as {@link changeInCalls} does. */
export function changeOneByOne(
  items: readonly DeviceChangeItem[],
  signal: AbortSignal,
  send: (item: DeviceChangeItem) => Promise<{ readonly requestId: string | null }>,
): Promise<readonly DeviceOutcome[]> {
  return changeInCalls(items, 1, signal, async (piece) => {
    const outcomes: DeviceOutcome[] = [];
    for (const item of piece) outcomes.push(deviceDone(item.id, (await send(item)).requestId));
    return outcomes;
  });
}
