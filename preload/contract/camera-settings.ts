/** Settings, password and abilities of one camera. Passwords go inwards only. */
import { z } from 'zod';
import {
  MAX_ABILITIES,
  MAX_ABILITY_DETAILS,
  MAX_DEVICE_PASSWORD_CHARS,
  MAX_FRAME_RATES,
  MAX_SETTING_CHARS,
  MAX_SETTINGS,
  MAX_VARIANTS,
  SETTING_FIELDS,
  SETTING_PLACES,
  type CameraSettings,
  type DevicePasswordOffer,
  type Setting,
  type SettingsOffer,
  type VersionAbility,
} from '../domain/cameras/camera-settings.ts';
import { ACCESS_PROTOCOLS } from '../domain/cameras/cameras.ts';
import type { RequestTable } from './request.ts';
import { wireError } from './result.ts';
import { accountId, channelId } from './shared.ts';

const key = { place: z.enum(SETTING_PLACES), field: z.enum(SETTING_FIELDS) } as const;
const setting: z.ZodType<Setting> = z.strictObject({ ...key, value: z.string().max(MAX_SETTING_CHARS).nullable() });
const values = z.array(setting).max(MAX_SETTINGS).readonly();
const words = z.array(z.string()).max(MAX_FRAME_RATES).readonly();
const range = z.strictObject({ min: z.number(), max: z.number() }).nullable();

const settings: z.ZodType<CameraSettings> = z.strictObject({
  values,
  rules: z
    .array(
      z.strictObject({
        ...key,
        limits: z.strictObject({
          values: words.optional(),
          min: z.number().optional(),
          max: z.number().optional(),
          minLength: z.number().optional(),
          maxLength: z.number().optional(),
          patterns: words.optional(),
        }),
      }),
    )
    .max(MAX_SETTINGS)
    .readonly(),
  variants: z
    .array(
      z.strictObject({
        place: z.enum(SETTING_PLACES),
        codec: z.string(),
        size: z.string(),
        maxFrameRate: z.string(),
        frameRates: words,
        rateKinds: words,
        bitRateKbps: range,
        keyFrameInterval: range,
      }),
    )
    .max(MAX_VARIANTS)
    .readonly(),
});

const protocols = z.array(z.enum(ACCESS_PROTOCOLS)).readonly().nullable();
const settingsOffer: z.ZodType<SettingsOffer> = z.strictObject({ protocols, isFromCamera: z.boolean() });
const passwordOffer: z.ZodType<DevicePasswordOffer> = z.strictObject({
  protocols,
  isFromCamera: z.boolean(),
  limits: z.strictObject({
    minLength: z.number().optional(),
    maxLength: z.number().optional(),
    kinds: z.strictObject({ of: words, atLeast: z.number() }).optional(),
  }),
});

const ability: z.ZodType<VersionAbility> = z.strictObject({
  name: z.string(),
  isSupported: z.boolean(),
  details: z
    .array(z.strictObject({ name: z.string(), value: z.string() }))
    .max(MAX_ABILITY_DETAILS)
    .readonly(),
});

/** For which cameras of an account the cloud documents what; null: it documents nothing. */
export interface CameraSettingsOffers {
  readonly settings: SettingsOffer | null;
  readonly password: DevicePasswordOffer | null;
  readonly hasAbilities: boolean;
  /** The cloud takes pictures on order only, and documents the orders. */
  readonly hasAccess: boolean;
}

const offers: z.ZodType<CameraSettingsOffers> = z.strictObject({
  settings: settingsOffer.nullable(),
  password: passwordOffer.nullable(),
  hasAbilities: z.boolean(),
  hasAccess: z.boolean(),
});

const password = z.string().min(1).max(MAX_DEVICE_PASSWORD_CHARS);

const requests = {
  /** The settings of cameras that the cloud of an account documents. */
  'devices.settings-offer': { in: z.strictObject({ accountId }), out: offers },
  'devices.settings': { in: z.strictObject({ channelId }), out: z.strictObject({ settings }) },
  /**
   * Sends a change of the settings. Nothing is sent where the camera's settings are no longer `before`.
   *
   * `settings` is what the camera answers after the change; null where it did not answer, for the reason in `error`.
   */
  'devices.save-settings': {
    in: z.strictObject({ channelId, before: values, after: values }),
    out: z.strictObject({ settings: settings.nullable(), error: wireError.nullable() }),
  },
  /** Whether the camera has a password, so that the present one has to be sent along with a new one. */
  'devices.password': { in: z.strictObject({ channelId }), out: z.strictObject({ isSet: z.boolean() }) },
  'devices.set-password': {
    in: z.strictObject({ channelId, secrets: z.strictObject({ current: password.nullable(), next: password }) }),
    out: z.null(),
  },
  /** The abilities of the model of a camera with its firmware. */
  'devices.abilities': {
    in: z.strictObject({ channelId }),
    out: z.strictObject({
      model: z.string(),
      firmware: z.string(),
      abilities: z.array(ability).max(MAX_ABILITIES).readonly(),
    }),
  },
} as const satisfies RequestTable;

export const cameraSettingsContract = { requests } as const;
