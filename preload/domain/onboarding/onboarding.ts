/**
 * Adding cameras to a cloud. A cloud publishes the fields of each kind of camera with their rules; form, hints, refusals and the
 * columns of a pasted table follow from these.
 */
import type { WireError } from '../error.ts';
import { textFaults, type FieldFault, type FieldLimits } from '../field-rules.ts';
import type { AccountId, ChannelId, DeviceId, OrgNodeId } from '../ids.ts';
import type { Outcome } from '../outcomes.ts';

export const ONBOARDING_KINDS = ['gb28181', 'rtmp', 'flv', 'holosens', 'sapi', 'point'] as const;
export type OnboardingKind = (typeof ONBOARDING_KINDS)[number];

/** Cameras into which nobody types values of the cloud: they find it by a code of their own, or the cloud finds them. */
const WITHOUT_ACCESS: ReadonlySet<OnboardingKind> = new Set<OnboardingKind>(['flv', 'holosens', 'sapi', 'point']);
export const hasAccessValues = (kind: OnboardingKind): boolean => !WITHOUT_ACCESS.has(kind);

export const ONBOARDING_FIELDS = [
  'deviceId',
  'name',
  'node',
  'type',
  'transport',
  'userName',
  'password',
  'algorithm',
  'code',
  'activation',
  'channels',
  'address',
  'quantity',
  'suffix',
  'share',
  'key',
  'url',
  'invite',
  'latitude',
  'longitude',
] as const;

/** The choice of no key. */
export const NO_KEY = 'none';
export type OnboardingField = (typeof ONBOARDING_FIELDS)[number];

/** The values of one camera as texts. Secret values are in it only on their way into main. */
export type OnboardingValues = Readonly<Partial<Record<OnboardingField, string>>>;

/** Names the words about the form of a value. */
export const ONBOARDING_FORMS = [
  'gb-id',
  'plain-name',
  'sip-user',
  'holosens-id',
  'code',
  'activation',
  'joined-name',
  'digits',
  'count',
  'address',
  'description',
  'credential',
  'quantity',
  'suffix',
  'stream-name',
  'share',
  'push-key',
  'pull-url',
  'point-id',
  'point-name',
  'invite-uri',
  'latitude',
  'longitude',
] as const;

/** Why a value cannot be chosen. */
export const ONBOARDING_LACKS = ['no-domain'] as const;

/** A value that the cloud lists with a name of its own. */
export interface OnboardingChoice {
  readonly value: string;
  readonly name: string;
  /** Null: it can be chosen. */
  readonly lack: (typeof ONBOARDING_LACKS)[number] | null;
}

export interface OnboardingRule {
  readonly field: OnboardingField;
  readonly isMandatory: boolean;
  /** The value goes to the cloud and is stored nowhere. */
  readonly isSecret: boolean;
  readonly limits: Pick<
    FieldLimits,
    'minLength' | 'maxLength' | 'lengthUnit' | 'patterns' | 'kinds' | 'values' | 'isEmptyAllowed'
  >;
  readonly form: (typeof ONBOARDING_FORMS)[number] | null;
  /** The values of `limits` with their names, and those that cannot be chosen. Null: values are their own names. */
  readonly choices: readonly OnboardingChoice[] | null;
  /** The only value of `type` with which the field is asked for; null: always. */
  readonly ofType: string | null;
}

export interface OnboardingOffer {
  readonly kind: OnboardingKind;
  /** In the order of the columns of a pasted table. */
  readonly rules: readonly OnboardingRule[];
  /** How many cameras one order adds. */
  readonly maxRows: number;
  /** Values have to be typed into the camera, which then registers by itself. */
  readonly hasAccess: boolean;
  /** The cloud gives a new camera its id; an installer has none to enter. */
  readonly givesId: boolean;
  /** The cloud takes pictures only while a camera is invited, or its stream active; both can be stopped. */
  readonly hasInvitations: boolean;
  /**
   * `fixed`: a camera is added to a group, and no operation moves it from there. `inner`: as `fixed`, and a group at the top of the
   * tree takes none. `none`: the cloud has no groups.
   */
  readonly groups: (typeof ONBOARDING_GROUPS)[number];
}

export const ONBOARDING_GROUPS = ['optional', 'fixed', 'inner', 'none'] as const;

/** Whether a camera stays in the group that it is added to. */
export const isFixed = (groups: OnboardingOffer['groups'] | undefined): boolean =>
  groups === 'fixed' || groups === 'inner';

/** More rows are never read from a pasted text, whatever a cloud takes. */
export const MAX_ONBOARDING_ROWS = 100;
/** A pasted text is not read beyond this. */
export const MAX_PASTED_CHARS = 100_000;

export const ONBOARDING_PROBLEMS = ['missing', 'form', 'too-short', 'too-long', 'kinds', 'one-of', 'twice'] as const;
export type OnboardingProblem = (typeof ONBOARDING_PROBLEMS)[number];

const PROBLEM_OF: Readonly<Partial<Record<FieldFault['limit'], OnboardingProblem>>> = {
  values: 'one-of',
  minLength: 'too-short',
  maxLength: 'too-long',
  kinds: 'kinds',
};

/** Checks a value before the cloud is asked; null if it is usable. */
export function onboardingProblem(
  rule: Pick<OnboardingRule, 'limits' | 'isMandatory'>,
  value: string | undefined,
): OnboardingProblem | null {
  if (value === undefined || value === '') return rule.isMandatory ? 'missing' : null;
  const [fault] = textFaults(rule.limits, value);
  return fault === undefined ? null : (PROBLEM_OF[fault.limit] ?? 'form');
}

/** Whether a field is asked for with these values. */
export const isAsked = ({ ofType }: OnboardingRule, { type }: OnboardingValues): boolean =>
  ofType === null || ofType === type;

/** The first wrong field of a camera, or null. */
export function onboardingFault(
  { rules }: Pick<OnboardingOffer, 'rules'>,
  values: OnboardingValues,
): { readonly field: OnboardingField; readonly problem: OnboardingProblem } | null {
  for (const rule of rules) {
    const problem = isAsked(rule, values) ? onboardingProblem(rule, values[rule.field]) : null;
    if (problem !== null) return { field: rule.field, problem };
  }
  return null;
}

/** Why a cloud refused a camera, where it reports that. */
export const ONBOARDING_REASONS = [
  'already-here',
  'other-enterprise',
  'personal-app',
  'twice',
  'wrong-code',
  'bad-value',
  'no-node',
  'no-group',
  'several',
  'untold',
  'no-credential',
  'name-taken',
  'name-in-instance',
] as const;
export type OnboardingReason = (typeof ONBOARDING_REASONS)[number];

/**
 * The outcome of one row. A row is `done` too where the cloud lists the camera after its answer was lost; `unknown` where the
 * cloud does not list the camera so far.
 */
export interface OnboardingOutcome {
  readonly state: Outcome;
  /** The field that the refusal is about; null where it is about none. */
  readonly field: OnboardingField | null;
  /** The problem that the client found. */
  readonly problem: OnboardingProblem | null;
  /** The reason of the cloud's refusal. */
  readonly reason: OnboardingReason | null;
  readonly error: WireError | null;
  /** The camera in work; null where there is none. */
  readonly id: DeviceId | null;
}

/**
 * The registration of a camera, as its cloud reports it.
 *
 * - `not-listed`: it does not list the camera.
 * - `several`: it lists several new devices with the values of a camera whose answer was lost.
 * - `not-registered`: not registered, and the cloud publishes no reason.
 * - `offline`: it registered once.
 * - `disabled`: the account refuses it.
 * - `cut`: the cloud takes no stream of it in, and nobody ordered that here.
 * - `still-cut`: it was ordered on here, and the cloud takes no stream of it in so far.
 */
export const REGISTRATIONS = [
  'nothing-received',
  'incomplete',
  'sign-in-refused',
  'channels-wrong',
  'no-reason',
  'registered',
  'not-listed',
  'several',
  'untold',
  'not-made',
  'not-invited',
  'inviting',
  'no-channels',
  'reading-channels',
  'stopped',
  'not-registered',
  'offline',
  'disabled',
  'cut',
  'still-cut',
] as const;
export type Registration = (typeof REGISTRATIONS)[number];

/** A line of the log: what the cloud reported, or a step of ours. */
export const LOG_STATES = [
  'sent',
  'added',
  'mended',
  'picture',
  'switched-on',
  'switched-off',
  ...REGISTRATIONS,
] as const;

export interface RegistrationLine {
  readonly state: (typeof LOG_STATES)[number];
  /** The cloud's own word, for support. */
  readonly word: string | null;
  readonly fromMs: number;
  /** When it was seen last. */
  readonly toMs: number;
  readonly times: number;
}

/** Older lines leave the log. */
export const MAX_LOG_LINES = 50;

/** A camera in work, as it is stored: without secrets. */
export interface OnboardingDevice {
  readonly id: DeviceId;
  readonly accountId: AccountId;
  readonly kind: OnboardingKind;
  /** The cloud's id of it; where the cloud gives the ids, an id of this client until the cloud answered. */
  readonly nativeId: string;
  /** Null where nobody gave one. */
  readonly name: string | null;
  readonly userName: string | null;
  readonly algorithm: string | null;
  /** Where it shall be; null: where the cloud puts it. */
  readonly groupId: OrgNodeId | null;
  /** It was moved there. */
  readonly isPlaced: boolean;
  /** The answer to its adding was lost, and the cloud does not list it so far. */
  readonly isUnsure: boolean;
  /** Its picture is decoded here. */
  readonly channelId: ChannelId | null;
  /** The cloud gives pictures of it: its access package is open. Null where the cloud does not report it. */
  readonly hasPackage: boolean | null;
  readonly addedAtMs: number;
  readonly passedAtMs: number | null;
  readonly log: readonly RegistrationLine[];
}

/** The last report of the cloud; null before the first. */
export const registrationOf = ({ log }: Pick<OnboardingDevice, 'log'>): RegistrationLine | null => log.at(-1) ?? null;

/** The log with a line more, or with the last line counted once more. */
export function withLine(
  log: readonly RegistrationLine[],
  state: RegistrationLine['state'],
  word: string | null,
  nowMs: number,
): readonly RegistrationLine[] {
  const last = log.at(-1);
  if (last?.state === state && last.word === word)
    return [...log.slice(0, -1), { ...last, toMs: nowMs, times: last.times + 1 }];
  return [...log, { state, word, fromMs: nowMs, toMs: nowMs, times: 1 }].slice(-MAX_LOG_LINES);
}

/** When the camera was ordered on, where that is the last order; else null. */
export function orderedOnAtMs({ log }: Pick<OnboardingDevice, 'log'>): number | null {
  const order = log.findLast(({ state }) => state === 'switched-on' || state === 'switched-off');
  return order?.state === 'switched-on' ? order.fromMs : null;
}

/** How ids of this client begin, which stand for the id of a camera until its cloud gives one. */
export const OWN_ID = 'new-';

/** False while the cloud gives the id and its answer is lost. */
export const isIdKnown = ({ isUnsure, nativeId }: Pick<OnboardingDevice, 'isUnsure' | 'nativeId'>): boolean =>
  !isUnsure || !nativeId.startsWith(OWN_ID);

/** How the ids of streams begin that have no device; the cloud itself knows them by the name behind it. */
export const STREAM_ID = 'stream:';

/** The id as the cloud writes it. The id of a camera point is known here with its instance before it. */
export function idInCloud({ nativeId, kind }: Pick<OnboardingDevice, 'nativeId' | 'kind'>): string {
  if (kind === 'point') return nativeId.slice(nativeId.indexOf('/') + 1);
  return nativeId.startsWith(STREAM_ID) ? nativeId.slice(STREAM_ID.length) : nativeId;
}

/** Values that an installer types into a camera over GB28181 besides its password. */
export interface SipAccess {
  readonly form: 'sip';
  readonly host: string;
  readonly port: string;
  /** Null, as `domain`: the cloud does not publish it. */
  readonly serverId: string | null;
  readonly domain: string | null;
  readonly deviceId: string;
  /** Null: the cloud does not publish it. */
  readonly userName: string | null;
  /** The maker of the password. If the cloud made it, a request of its own reads it. */
  readonly password: (typeof PASSWORD_MAKERS)[number];
}

/** `credential`: an installer made it for all devices of a credential. */
export const PASSWORD_MAKERS = ['installer', 'cloud', 'credential'] as const;

/**
 * The address that an installer types into a camera that pushes RTMP. Anybody who knows the address can push in the
 * camera's place.
 */
export interface PushAccess {
  readonly form: 'push';
  readonly url: string;
  /** How long the address can be used from its making on; null: the cloud does not publish it. */
  readonly lifeMs: number | null;
  /** The camera must add a proof to the address, and the cloud documents no rule for it. */
  readonly isIncomplete: boolean;
}

export type DeviceAccess = SipAccess | PushAccess;
