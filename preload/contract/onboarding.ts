/**
 * Adding cameras to a cloud. Passwords and codes of cameras go inwards in `onboarding.add` and `onboarding.mend`, the password of a
 * platform in `onboarding.addIntake`. Outwards goes one
 * password that the cloud made, in `onboarding.secret`, and the secret of a new push key (onboarding-credentials.ts): no other answer
 * of this area, no event and no table has any.
 */
import { z } from 'zod';
import {
  LOG_STATES,
  MAX_LOG_LINES,
  MAX_ONBOARDING_ROWS,
  ONBOARDING_FIELDS,
  ONBOARDING_FORMS,
  ONBOARDING_GROUPS,
  ONBOARDING_KINDS,
  ONBOARDING_LACKS,
  ONBOARDING_PROBLEMS,
  ONBOARDING_REASONS,
  PASSWORD_MAKERS,
  type DeviceAccess,
  type OnboardingDevice,
  type OnboardingOffer,
  type OnboardingOutcome,
  type OnboardingValues,
} from '../domain/onboarding/onboarding.ts';
import { OUTCOMES } from '../domain/outcomes.ts';
import { event, type EventTable } from './event.ts';
import { credentialRequests } from './onboarding-credentials.ts';
import { intakeRequests } from './onboarding-intakes.ts';
import { ruleLimits } from './onboarding-rules.ts';
import { sourceRequests } from './onboarding-sources.ts';
import { workbookRequests } from './onboarding-workbooks.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, channelId, deviceId, done, epochMs, nothing, orgNodeId } from './shared.ts';

/** Longer than any documented value: main answers with the problem of a value. */
const MAX_VALUE_CHARS = 1_024;
const MAX_DEVICES = 1_000;

const count = z.number().int().nonnegative();
const kind = z.enum(ONBOARDING_KINDS);
const field = z.enum(ONBOARDING_FIELDS);
const text = z.string().max(MAX_VALUE_CHARS);
const values: z.ZodType<OnboardingValues> = z.partialRecord(field, text);

const offer: z.ZodType<OnboardingOffer> = z.strictObject({
  kind,
  rules: z
    .array(
      z.strictObject({
        field,
        isMandatory: z.boolean(),
        isSecret: z.boolean(),
        limits: ruleLimits,
        form: z.enum(ONBOARDING_FORMS).nullable(),
        choices: z
          .array(z.strictObject({ value: z.string(), name: z.string(), lack: z.enum(ONBOARDING_LACKS).nullable() }))
          .readonly()
          .nullable(),
        ofType: z.string().nullable(),
      }),
    )
    .readonly(),
  maxRows: count,
  hasAccess: z.boolean(),
  givesId: z.boolean(),
  hasInvitations: z.boolean(),
  groups: z.enum(ONBOARDING_GROUPS),
});

const outcome: z.ZodType<OnboardingOutcome> = z.strictObject({
  state: z.enum(OUTCOMES),
  field: field.nullable(),
  problem: z.enum(ONBOARDING_PROBLEMS).nullable(),
  reason: z.enum(ONBOARDING_REASONS).nullable(),
  error: wireError.nullable(),
  id: deviceId.nullable(),
});

const line = z.strictObject({
  state: z.enum(LOG_STATES),
  word: z.string().max(64).nullable(),
  fromMs: epochMs,
  toMs: epochMs,
  times: count,
});

const device: z.ZodType<OnboardingDevice> = z.strictObject({
  id: deviceId,
  accountId,
  kind,
  nativeId: z.string(),
  name: z.string().nullable(),
  userName: z.string().nullable(),
  algorithm: z.string().nullable(),
  groupId: orgNodeId.nullable(),
  isPlaced: z.boolean(),
  isUnsure: z.boolean(),
  channelId: channelId.nullable(),
  hasPackage: z.boolean().nullable(),
  addedAtMs: epochMs,
  passedAtMs: epochMs.nullable(),
  log: z.array(line).max(MAX_LOG_LINES).readonly(),
});

const access: z.ZodType<DeviceAccess> = z.discriminatedUnion('form', [
  z.strictObject({
    form: z.literal('sip'),
    host: z.string(),
    port: z.string(),
    serverId: z.string().nullable(),
    domain: z.string().nullable(),
    deviceId: z.string(),
    userName: z.string().nullable(),
    password: z.enum(PASSWORD_MAKERS),
  }),
  z.strictObject({ form: z.literal('push'), url: z.string(), lifeMs: count.nullable(), isIncomplete: z.boolean() }),
]);

const list = z.strictObject({ devices: z.array(device).max(MAX_DEVICES).readonly() });

const requests = {
  ...sourceRequests,
  ...credentialRequests,
  ...intakeRequests,
  ...workbookRequests,
  /**
   * The kinds of cameras that an account can add. No offer: its cloud documents no way, or this client does not have
   * it.
   */
  'onboarding.offers': {
    in: z.strictObject({ accountId }),
    out: z.strictObject({ offers: z.array(offer).readonly() }),
  },
  /** The cameras in work of all accounts, the oldest first. Asks no cloud. */
  'onboarding.devices': { in: nothing, out: list },
  /**
   * Adds cameras and moves those that were added into the group.
   *
   * @returns outcomes in the order of `rows`.
   */
  'onboarding.add': {
    in: z.strictObject({
      accountId,
      kind,
      groupId: orgNodeId.nullable(),
      rows: z.array(values).min(1).max(MAX_ONBOARDING_ROWS).readonly(),
    }),
    out: z.strictObject({ outcomes: z.array(outcome).readonly() }),
  },
  /** Asks the cloud for the state of a camera now and writes it into the log. */
  'onboarding.watch': { in: z.strictObject({ id: deviceId }), out: device },
  /** Reads from the cloud the values that an installer types into the camera. */
  'onboarding.access': { in: z.strictObject({ id: deviceId }), out: access },
  /** The password that the cloud made for the camera, from the cloud. The audit log names each asking. */
  'onboarding.secret': { in: z.strictObject({ id: deviceId }), out: z.strictObject({ password: text }) },
  /** Orders the service for the project of an account. It asks once: nothing repeats it. */
  'onboarding.subscribe': { in: z.strictObject({ accountId }), out: done },
  /** Invites the channel of a camera, or activates a stream: only then does the cloud take its picture. */
  'onboarding.invite': { in: z.strictObject({ id: deviceId }), out: device },
  /** Ends the invitation of a camera, or stops a stream: the cloud takes its picture no more. */
  'onboarding.stop': { in: z.strictObject({ id: deviceId }), out: device },
  /** Lets the cloud read the channels of a recorder, which takes a while. */
  'onboarding.readChannels': { in: z.strictObject({ id: deviceId }), out: device },
  /** Gives the camera another account in the cloud; the cloud takes it only while the camera is not on line. */
  'onboarding.mend': {
    in: z.strictObject({ id: deviceId, userName: text.nullable(), password: text.nullable() }),
    out: device,
  },
  /** Moves the camera into a group. A camera that is there already is moved. */
  'onboarding.place': { in: z.strictObject({ id: deviceId, groupId: orgNodeId }), out: device },
  /** Gives the channel a name, where the cloud has an operation for it (HoloSens). */
  'onboarding.name': { in: z.strictObject({ id: deviceId, name: text }), out: device },
  /** The first picture of the camera was decoded. */
  'onboarding.pass': { in: z.strictObject({ id: deviceId }), out: device },
  /** Takes the camera off the list. It stays in the cloud. */
  'onboarding.finish': { in: z.strictObject({ id: deviceId }), out: done },
} as const satisfies RequestTable;

const events = {
  /** The cameras in work, or the data sources, differ from before: read `onboarding.devices` and `onboarding.sources` again. */
  'onboarding.changed': event(nothing),
  /** The intake groups or the instances of an account differ from before: read `onboarding.intakes` again. */
  'onboarding.intakes-changed': event(z.strictObject({ accountId }), (one) => one.accountId),
  /** The imports of workbooks differ from before: read `onboarding.imports` again. */
  'onboarding.imports-changed': event(nothing),
} as const satisfies EventTable;

export const onboardingContract = { requests, events } as const;
