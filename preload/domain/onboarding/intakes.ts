/**
 * Intake groups: the platforms from which a cloud takes streams in, inside its instances. The cloud answers neither the
 * address nor the account of a platform again, so this client stores the values that were entered here, without the
 * password.
 */
import type { AccountId, OrgNodeId } from '../ids.ts';
import type { OnboardingRule } from './onboarding.ts';

/** In the order of the form. The cloud demands all of them, whatever the protocol. */
export const INTAKE_FIELDS = [
  ...(['name', 'protocol', 'ip', 'port', 'account', 'password'] as const),
  ...(['jobs', 'isScheduled', 'topics', 'prefix', 'description'] as const),
] as const;
export type IntakeField = (typeof INTAKE_FIELDS)[number];

/** The values of one intake group as texts. The password is in it only on its way into main. */
export type IntakeValues = Readonly<Partial<Record<IntakeField, string>>>;

export interface IntakeRule extends Pick<OnboardingRule, 'limits' | 'isMandatory' | 'isSecret'> {
  readonly field: IntakeField;
}

/** A platform as it was entered here. */
export interface KeptIntake {
  readonly groupId: OrgNodeId;
  readonly accountId: AccountId;
  readonly addedAtMs: number;
  readonly ip: string;
  readonly port: string;
  readonly account: string;
  readonly jobs: string;
  readonly topics: string;
  readonly prefix: string;
}

export interface IntakeGroup {
  readonly id: OrgNodeId;
  readonly instanceId: OrgNodeId;
  readonly name: string;
  /** The cloud's own word; null where it gives none. */
  readonly protocol: string | null;
  readonly description: string;
  /** Its cameras take turns; null where the cloud does not say. */
  readonly isScheduled: boolean | null;
}

export interface IntakeInstance {
  readonly id: OrgNodeId;
  readonly name: string;
  /** Null where the cloud does not say. */
  readonly isRunning: boolean | null;
  /** How many cameras were paid for; null where the cloud does not say. */
  readonly capacity: number | null;
}

export interface Intakes {
  readonly rules: readonly IntakeRule[];
  /** The rule of an instance's new name. */
  readonly nameRule: OnboardingRule['limits'];
  readonly instances: readonly IntakeInstance[];
  readonly groups: readonly IntakeGroup[];
  /** The cloud lists more groups than are answered. */
  readonly isCut: boolean;
}

/** More groups of one account are not answered; of more groups nothing is kept. */
export const MAX_INTAKES = 1_000;
