/** The limits of each family of devices (14.12, 14.13), and the check of a target against them before it is sent. */
import type { TargetDraft } from '../../../ports/targets.ts';
import type { FieldProblem } from '../../../../preload/domain/field-problems.ts';
import {
  TARGET_FIELDS,
  TARGET_GENDERS,
  targetValueProblem,
  type TargetEdits,
  type TargetFamily,
  type TargetField,
  type TargetFieldRule,
  type TargetLimits,
  type TargetListType,
  type TargetPictureLimits,
  type TargetValues,
} from '../../../../preload/domain/people/targets.ts';
import { AppError } from '../../../errors.ts';
import { isPicture } from '../../core/client/picture.ts';
import { pictureSize } from '../../../../preload/domain/media/picture-size.ts';

/**
 * Letters and digits, says the table; the sample sends Chinese. An address with a space or a comma is refused by the devices.
 */
const LETTERS = '[\\p{Script=Han}A-Za-z0-9]+';

type Form = readonly [maxChars: number, pattern: string];
const FORMS: Readonly<Record<TargetField, Form>> = {
  name: [128, '[\\p{Script=Han}A-Za-z0-9 _-]+'],
  gender: [6, TARGET_GENDERS.join('|')],
  age: [3, '[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5]'],
  country: [128, LETTERS],
  nation: [32, LETTERS],
  native: [128, LETTERS],
  occupation: [128, LETTERS],
  workNumber: [64, '[A-Za-z0-9]+'],
  phone: [11, '\\d{11}'],
  // the document states no length
  email: [128, '[^\\s@]+@[^\\s@]+'],
  domicile: [256, LETTERS],
  remark: [512, LETTERS],
  externalId: [64, '[A-Za-z0-9_]+'],
};
const MANDATORY: ReadonlySet<TargetField> = new Set(['name', 'gender']);

/** Fields that devices of a family do not store. */
const UNSTORED: Readonly<Record<TargetFamily, readonly TargetField[]>> = {
  sdc: ['age', 'country', 'occupation', 'phone', 'email', 'remark'],
  nvr800: [],
  ivs1800: ['age', 'native', 'phone', 'email', 'domicile'],
};

/**
 * One chapter suggests 50 KB for a picture, the notes on imports 40 KB as Base64: the smaller one is right either way. The
 * unit is taken as 1,000.
 */
const PICTURE: TargetPictureLimits = { maxChars: 40_000, maxBytes: 30_000, maxSidePx: 1_200 };
/** All pictures of one call to a recorder: 700 K, without the unit that they are counted in. */
const RECORDER_PICTURES = 700_000;

/** Which lists a device can have (14.2); the first is the one of a list without a type. */
const LIST_TYPES: Readonly<Record<TargetFamily, readonly TargetListType[]>> = {
  sdc: ['other', 'default', 'white'],
  nvr800: ['white', 'stranger', 'black'],
  ivs1800: ['white', 'stranger', 'red'],
};

function ruleOf(family: TargetFamily, field: TargetField): TargetFieldRule {
  const [maxChars, pattern] = FORMS[field];
  const barOnAdd = field === 'nation' ? 'not-yet' : UNSTORED[family].includes(field) ? 'family' : null;
  const barOnUpdate = field === 'externalId' ? 'set-once' : barOnAdd;
  return { field, isMandatory: MANDATORY.has(field), maxChars, pattern, barOnAdd, barOnUpdate };
}

const limitsFor = (family: TargetFamily): TargetLimits => ({
  family,
  fields: TARGET_FIELDS.map((field) => ruleOf(family, field)),
  picture: PICTURE,
  targetsPerCall: family === 'sdc' ? 1 : 20,
  pictureCharsPerCall: family === 'nvr800' ? RECORDER_PICTURES : null,
  listHasPictures: family !== 'sdc',
  lists: {
    types: LIST_TYPES[family],
    maxNameChars: 63,
    hasUniqueNames: family !== 'nvr800',
    canSwitch: family !== 'ivs1800',
    deletesFull: family !== 'sdc',
  },
});

export const LIMITS: Readonly<Record<TargetFamily, TargetLimits>> = {
  sdc: limitsFor('sdc'),
  nvr800: limitsFor('nvr800'),
  ivs1800: limitsFor('ivs1800'),
};

function invalid(field: TargetField | 'picture', detail: FieldProblem, limit?: number): AppError {
  const params = { field, detail, ...(limit === undefined ? {} : { limit }) };
  return new AppError('input.invalid-field', `${field}: ${detail}`, { params });
}

/** @throws {AppError} `input.invalid-field` for a value that breaks the limits, and for a picture that is none or too large. */
export function checkDraft({ fields }: TargetLimits, { values, picture }: TargetDraft): void {
  for (const rule of fields) {
    const value = values[rule.field];
    if (value !== undefined && rule.barOnAdd !== null) throw invalid(rule.field, 'unknown');
    checkValue(rule, value);
  }
  checkPicture(picture);
}

/** Only changed values are checked: stored values are the cloud's own. @throws {AppError} as {@link checkDraft}. */
export function checkEdits({ fields }: TargetLimits, edits: TargetEdits, picture: Uint8Array | null): void {
  for (const rule of fields) {
    const value = edits[rule.field];
    if (value === undefined) continue;
    if (rule.barOnUpdate !== null) throw invalid(rule.field, 'unknown');
    checkValue(rule, value ?? undefined);
  }
  if (picture !== null) checkPicture(picture);
}

/** The cloud replaces the whole target and takes none without name and gender. @throws {AppError} `input.invalid-field`. */
export function checkMandatory({ fields }: TargetLimits, values: TargetValues): void {
  for (const rule of fields) if (rule.isMandatory && !values[rule.field]) throw invalid(rule.field, 'missing');
}

function checkValue(rule: TargetFieldRule, value: string | undefined): void {
  const problem = targetValueProblem(rule, value);
  if (problem !== null) throw invalid(rule.field, problem, problem === 'too-long' ? rule.maxChars : undefined);
}

function checkPicture(picture: Uint8Array): void {
  const size = isPicture(picture) ? pictureSize(picture) : null;
  if (size === null) throw invalid('picture', 'form');
  if (picture.length > PICTURE.maxBytes) throw invalid('picture', 'too-large', PICTURE.maxBytes / 1e6);
  if (Math.max(size.width, size.height) > PICTURE.maxSidePx) throw invalid('picture', 'at-most', PICTURE.maxSidePx);
}
