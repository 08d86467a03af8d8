/** Persons on the lists of a device, with a picture each, against which the device compares faces: a target library. */
import type { DeviceId } from '../ids.ts';
import type { DeviceStatus } from '../cameras/cameras.ts';
import type { WireError } from '../error.ts';
import type { JobRowError } from '../jobs.ts';
import type { Outcome } from '../outcomes.ts';

/** Product families. The possible requests depend on the family. */
export const TARGET_FAMILIES = ['sdc', 'nvr800', 'ivs1800'] as const;
export type TargetFamily = (typeof TARGET_FAMILIES)[number];

export const TARGET_FIELDS = [
  'name',
  'gender',
  'age',
  'country',
  'nation',
  'native',
  'occupation',
  'workNumber',
  'phone',
  'email',
  'domicile',
  'remark',
  'externalId',
] as const;
export type TargetField = (typeof TARGET_FIELDS)[number];

export const TARGET_GENDERS = ['male', 'female'] as const;

/** The values that a target has, as texts; a field without a value is absent. `gender` is one of {@link TARGET_GENDERS}, `age` has digits. */
export type TargetValues = Readonly<Partial<Record<TargetField, string>>>;

/** The changes to a target: a text replaces the value, null removes the value, an absent field stays as it is. */
export type TargetEdits = Readonly<Partial<Record<TargetField, string | null>>>;

/**
 * Why a field cannot be set. `family`: devices of this family do not store the field. `not-yet`: the cloud documents the field
 * and says that no device stores it yet. `set-once`: the value is given when the target is added and never changes.
 */
export const TARGET_FIELD_BARS = ['family', 'not-yet', 'set-once'] as const;
export type TargetFieldBar = (typeof TARGET_FIELD_BARS)[number];

export interface TargetFieldRule {
  readonly field: TargetField;
  readonly isMandatory: boolean;
  readonly maxChars: number;
  /** A regular expression for the whole value. */
  readonly pattern: string;
  /** Null: can be set when a target is added. */
  readonly barOnAdd: TargetFieldBar | null;
  /** Null: can be changed later. */
  readonly barOnUpdate: TargetFieldBar | null;
}

/** The documented limits of a picture, the stricter ones where the document has several. */
export interface TargetPictureLimits {
  /** Of the Base64 text. */
  readonly maxChars: number;
  readonly maxBytes: number;
  readonly maxSidePx: number;
}

/** The purpose of a list. The cloud does not report it, so the client asks the operator once and stores the answer. */
export const TARGET_LIST_TYPES = ['white', 'stranger', 'black', 'other', 'default', 'red'] as const;
export type TargetListType = (typeof TARGET_LIST_TYPES)[number];

/** The rules for lists. */
export interface TargetListRules {
  /** The first is the one that the cloud takes where nobody chooses. */
  readonly types: readonly TargetListType[];
  readonly maxNameChars: number;
  /** Two lists of a device cannot have the same name. */
  readonly hasUniqueNames: boolean;
  /** False: the device compares with every list. */
  readonly canSwitch: boolean;
  /** False: a list is emptied before it is deleted. */
  readonly deletesFull: boolean;
}

/** The limits of a device. */
export interface TargetLimits {
  readonly family: TargetFamily;
  /** In the order of {@link TARGET_FIELDS}, all of them. */
  readonly fields: readonly TargetFieldRule[];
  readonly picture: TargetPictureLimits;
  /** How many targets one call to the cloud adds or changes. More are sent in several calls, one after the other. */
  readonly targetsPerCall: number;
  /** All pictures of one call together, as Base64 text; null where only the limit of each picture counts. */
  readonly pictureCharsPerCall: number | null;
  /** False: rows of the list come without pictures, so that each picture is one more call. */
  readonly listHasPictures: boolean;
  readonly lists: TargetListRules;
}

export interface TargetDevice {
  readonly id: DeviceId;
  readonly name: string;
  readonly family: TargetFamily;
  readonly status: DeviceStatus;
}

/** `takes-nobody`: the cloud refused a person for this list, as it does for the strangers of a recorder. */
export type TargetGroupBar = 'takes-nobody';

export interface TargetGroup {
  readonly id: string;
  readonly name: string;
  /** Whether the device compares with this list; null where the cloud does not report it. */
  readonly isEnabled: boolean | null;
  /** The device made the list itself: it can be neither changed nor deleted. */
  readonly isFixed: boolean;
  /** As an operator named it; null: nobody was asked yet. */
  readonly type: TargetListType | null;
  /** Null: the count is not known; `countError` has the reason. */
  readonly count: number | null;
  readonly countError: WireError | null;
  /** Why nobody can be added; null where nothing is known against it. */
  readonly addBar: TargetGroupBar | null;
}

/**
 * Why something cannot be done with a list. `fixed`: the device made the list. `always-on`: devices of the family compare with
 * every list. `empty`: a list without targets cannot be turned on. `not-empty`: devices of the family delete empty lists only.
 */
export type TargetListBar = 'fixed' | 'always-on' | 'empty' | 'not-empty';

/** Null: nothing is known against it. A count that is not known bars nothing: the cloud decides. */
export interface TargetListBars {
  readonly change: TargetListBar | null;
  /** Turns the list on if it is off, and off if it is on. */
  readonly toggle: TargetListBar | null;
  readonly delete: TargetListBar | null;
}

export function targetListBars(
  { isFixed, isEnabled, count }: Pick<TargetGroup, 'isFixed' | 'isEnabled' | 'count'>,
  { canSwitch, deletesFull }: TargetListRules,
): TargetListBars {
  if (isFixed) return { change: 'fixed', toggle: canSwitch ? 'fixed' : 'always-on', delete: 'fixed' };
  return {
    change: null,
    toggle: !canSwitch ? 'always-on' : isEnabled !== true && count === 0 ? 'empty' : null,
    delete: !deletesFull && count !== null && count > 0 ? 'not-empty' : null,
  };
}

/** The channel that stands for the device itself. */
export const DEVICE_ITSELF = '-1';
export const MAX_CONSENT_CHANNELS = 1_001;
export const MAX_CONSENT_SIGNER = 64;
export const MAX_CONSENT_STATEMENT = 4_000;

/** Whether a channel may process pictures of persons. */
export interface ChannelConsent extends TargetConsent {
  /** The cloud's own id, or {@link DEVICE_ITSELF}. */
  readonly channelId: string;
}

/** The outcome of one channel of a consent. */
export interface ConsentOutcome {
  readonly channelId: string;
  readonly state: Outcome;
  readonly error: WireError | null;
  readonly requestId: string | null;
}

/** A statement that somebody signed before the cloud was asked, and what became of each channel. */
export interface ConsentRecord {
  readonly id: number;
  readonly signer: string;
  readonly signedAtMs: number;
  /** `opened`: consent is given; `closed`: it is withdrawn. */
  readonly state: 'opened' | 'closed';
  readonly statement: string;
  /** Of the statement as UTF-8, as 64 hexadecimal digits. */
  readonly sha256: string;
  /** `unknown` too where the client ended before the answer came. */
  readonly outcomes: readonly Pick<ConsentOutcome, 'channelId' | 'state'>[];
}

/** Whether the device may process pictures of persons: somebody confirmed to the cloud that these persons agreed. */
export interface TargetConsent {
  readonly state: 'opened' | 'closed' | 'unknown';
  /** Why the state is unknown. */
  readonly error: WireError | null;
}

export interface Target {
  readonly id: string;
  readonly values: TargetValues;
  /** Null: not known until the picture is asked for. */
  readonly hasPicture: boolean | null;
}

/** The outcome of one item of a change. The list shows whether an `unknown` item arrived. */
export interface TargetOutcome {
  /** The target that the change was about; for an addition the new id, null without one. */
  readonly targetId: string | null;
  readonly state: Outcome;
  /** Code, the cloud's own words and the id of the request; null for `done`. */
  readonly error: WireError | null;
  /** The id of the request, also of a successful one; null where the cloud gave none. */
  readonly requestId: string | null;
}

/** The meanings that a column of an imported file can have. `left-out`: the import does not read it. */
export const IMPORT_COLUMNS = [...TARGET_FIELDS, 'picture', 'left-out'] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

/** Why the exported file has no picture of a person. `failed`: the picture could not be read; the error says why. */
export const NO_PICTURE_REASONS = ['none', 'no-photo', 'failed'] as const;

/** A row of an exported file without a picture. */
export interface PicturelessRow {
  /** The number of the row in the file, from 1; the row with the names of the columns does not count. */
  readonly row: number;
  /** `none`: the device gave no picture. `no-photo`: its file is neither JPEG nor PNG. */
  readonly reason: (typeof NO_PICTURE_REASONS)[number];
  readonly error: JobRowError | null;
}

/** The outcome of the export of a list. */
export interface PeopleExport {
  /** `download`: the page takes the file piece by piece, and saves it by itself. */
  readonly outcome: 'saved' | 'cancelled' | 'download';
  readonly suggestedName: string;
  /** How many people the file has. */
  readonly people: number;
  /** How many of them without a picture. */
  readonly withoutPicture: number;
  /** The first of those. */
  readonly rows: readonly PicturelessRow[];
  /** The list is longer, and the cloud does not give the rest. */
  readonly isCut: boolean;
  /** Rows of the cloud that name no target: they are not in the file. */
  readonly unreadable: number;
}

/** Where a target is after a move. `both`: it was added to the new list and not deleted from the old list. */
export const TARGET_PLACES = ['from', 'to', 'both', 'unknown'] as const;

/** `error` is the failure of the step that did not succeed. */
export interface TargetMove extends TargetOutcome {
  readonly place: (typeof TARGET_PLACES)[number];
  /** The id in the new list: the cloud gives another one there. Null where the target is not known to be there. */
  readonly newTargetId: string | null;
}

/** Pictures cross as Base64 text, because requests are JSON. A picture that a page gives has this many characters at most. */
export const MAX_TARGET_PICTURE_CHARS = 40_000;
export const MAX_TARGETS_PER_CHANGE = 20;
export const MAX_TARGETS_PER_DELETE = 100;
export const TARGET_PAGE_ROWS = 50;

/** Checks a value before the cloud is asked; null if it is usable. `undefined`: the field has no value. */
export function targetValueProblem(
  { isMandatory, maxChars, pattern }: Pick<TargetFieldRule, 'isMandatory' | 'maxChars' | 'pattern'>,
  value: string | undefined,
): 'missing' | 'too-long' | 'form' | null {
  if (value === undefined || value === '') return isMandatory ? 'missing' : null;
  if ([...value].length > maxChars) return 'too-long';
  return new RegExp(`^(?:${pattern})$`, 'u').test(value) ? null : 'form';
}
