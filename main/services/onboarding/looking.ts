/** Looks for a camera whose answer was lost in the list of its cloud. */
import type { OnboardingDevice } from '../../../preload/domain/onboarding/onboarding.ts';
import type { OnboardingTable } from '../../db/onboarding/devices.ts';
import { isFailure } from '../../errors.ts';
import type { FoundDevice, OnboardingPort } from '../../ports/onboarding.ts';

/** The cloud created `untold` devices whose ids no answer contained. */
interface Untold {
  readonly untold: number;
}

/**
 * - `absent`: the cloud does not list it.
 * - `not-made`: the account has no more devices than before.
 * - `several`: more than one device is like it; which is the camera is not known.
 */
export type Missed = 'absent' | 'not-made' | 'several' | Untold;

export const isFound = (found: FoundDevice | Missed | 'unknown'): found is FoundDevice =>
  typeof found !== 'string' && 'nativeId' in found;

/** More than the cameras in work over all accounts. */
const MANY = 10_000;

/**
 * By its id; where the cloud gives the ids, the one device that is like it, was not there before, and is no other camera in work;
 * where the cloud does not list new devices, by how many more the account has.
 *
 * @throws {AppError} why the cloud was not asked.
 */
export async function lookFor(
  table: OnboardingTable,
  port: OnboardingPort,
  device: OnboardingDevice,
  signal: AbortSignal,
): Promise<FoundDevice | Missed> {
  // another window may have found it meanwhile
  const { id, accountId, nativeId, kind, groupId } = table.find(device.id) ?? device;
  const sought = table.sought(id);
  if (port.alike === undefined || sought === null) return (await port.find(nativeId, signal)) ?? 'absent';
  if (typeof sought.before === 'number') {
    const untold = ((await port.used?.(signal)) ?? sought.before) - sought.before;
    return untold > 0 ? { untold } : 'not-made';
  }
  const inWork = table.list(MANY).filter((one) => one.accountId === accountId);
  const others = new Set([...sought.before, ...inWork.map((one) => one.nativeId)]);
  const alike = (await port.alike(kind, sought.values, groupId, signal)) ?? [];
  const [first, ...more] = alike.filter((one) => !others.has(one));
  if (more.length > 0) return 'several';
  return first === undefined ? 'absent' : ((await port.find(first, signal)) ?? 'absent');
}

/** Looks for cameras, and no more once the cloud could not be asked. */
export class Looking {
  readonly #table: OnboardingTable;
  readonly #port: OnboardingPort;
  readonly #signal: AbortSignal;
  #canAsk = true;

  constructor(table: OnboardingTable, port: OnboardingPort, signal: AbortSignal) {
    this.#table = table;
    this.#port = port;
    this.#signal = signal;
  }

  /** `unknown`: the cloud could not be asked. @throws {AppError} `cancelled` alone. */
  async for(device: OnboardingDevice): Promise<FoundDevice | Missed | 'unknown'> {
    if (!this.#canAsk) return 'unknown';
    try {
      return await lookFor(this.#table, this.#port, device, this.#signal);
    } catch (error) {
      if (!isFailure(error)) throw error;
      this.#canAsk = false;
      return 'unknown';
    }
  }
}
