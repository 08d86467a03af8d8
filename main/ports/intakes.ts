/** Intake groups of a cloud, and the instances that they stand in. */
import type { OrgNodeId } from '../../preload/domain/ids.ts';
import type { Intakes, IntakeValues } from '../../preload/domain/onboarding/intakes.ts';
import type { Secret } from '../secret.ts';

export interface InstanceChange {
  /** Null, as `isRunning`: stays. */
  readonly name: string | null;
  readonly isRunning: boolean | null;
}

export interface IntakePort {
  /**
   * The groups with the rules of a new one: only the protocols that the cloud names are legal.
   *
   * @throws {AppError} `network.bad-answer` for an answer without the documented lists, and why the cloud was not asked.
   */
  list(signal: AbortSignal): Promise<Intakes>;
  /** How many cameras stand in a group or an instance. @throws {AppError} as {@link list}. */
  cameras(id: OrgNodeId, signal: AbortSignal): Promise<number>;
  /**
   * Goes to the cloud once. A group whose answer was lost is looked for by its name, which is unique in its instance.
   *
   * @param values checked by the rules of {@link list}, without the password.
   * @throws {AppError} `input.invalid-field` for a name that is taken: nothing is made then. `network.*`: whether the group was made
   *   is unknown.
   */
  create(instanceId: OrgNodeId, values: IntakeValues, password: Secret, signal: AbortSignal): Promise<OrgNodeId>;
  /** The description is all that the cloud changes of a group. @throws {AppError} `cloud.not-found`, `network.*`. */
  describe(id: OrgNodeId, description: string, signal: AbortSignal): Promise<void>;
  /** A group that the cloud does not list any more counts as deleted. @throws {AppError} `network.*`: it is unknown. */
  remove(id: OrgNodeId, signal: AbortSignal): Promise<void>;
  /** @throws {AppError} `cloud.not-found`, `network.*`. */
  setInstance(id: OrgNodeId, change: InstanceChange, signal: AbortSignal): Promise<void>;
}
