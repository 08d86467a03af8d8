/** A cruise track while it is edited: its fields contain the typed values, also those that no cloud would accept. */
import type { CruiseDetail, CruiseDraft, CruiseLeg } from '../../../../preload/domain/ptz/cruises.ts';

/** One leg in the editor. */
export interface LegFields {
  /** Names the row while it moves. */
  readonly key: number;
  /** Null until a preset is chosen. */
  readonly preset: number | null;
  readonly stay: string;
  readonly speed: string;
}

export interface TrackFields {
  readonly name: string;
  readonly legs: readonly LegFields[];
}

let keys = 0;
const nextKey = (): number => (keys += 1);

export const NO_FIELDS: TrackFields = { name: '', legs: [] };

const textOf = (value: number | null): string => (value === null ? '' : String(value));

/** A value that the device did not store becomes an empty field. */
export function fieldsOf({ name, legs }: Pick<CruiseDetail, 'name' | 'legs'>): TrackFields {
  const row = ({ preset, dwellSec, speed }: CruiseLeg): LegFields => ({
    key: nextKey(),
    preset,
    stay: textOf(dwellSec),
    speed: textOf(speed),
  });
  return { name, legs: legs.map(row) };
}

const numberOf = (text: string): number => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** The track as it would be sent; a value that is no whole number becomes NaN, which {@link cruiseProblems} marks. */
export function draftOf({ name, legs }: TrackFields): CruiseDraft {
  return {
    name: name.trim(),
    legs: legs.map(({ preset, stay, speed }) => ({
      preset: preset ?? Number.NaN,
      dwellSec: numberOf(stay),
      speed: numberOf(speed),
    })),
  };
}

export function isSameFields(a: TrackFields, b: TrackFields): boolean {
  const isSameLeg = (leg: LegFields, other: LegFields | undefined): boolean =>
    leg.preset === other?.preset && leg.stay === other.stay && leg.speed === other.speed;
  return a.name === b.name && a.legs.length === b.legs.length && a.legs.every((leg, i) => isSameLeg(leg, b.legs[i]));
}

interface Added {
  readonly fields: TrackFields;
  /** The key of the new leg. */
  readonly key: number;
}

/** Adds a leg behind the selected one, or at the end. Stay and speed are those of the leg before it. */
export function withLeg(
  fields: TrackFields,
  selected: number | null,
  first: { readonly preset: number | null; readonly minDwellSec: number; readonly maxSpeed: number },
): Added {
  const at = fields.legs.findIndex(({ key }) => key === selected);
  const before = fields.legs[at < 0 ? fields.legs.length - 1 : at];
  const stay = before?.stay ?? String(first.minDwellSec);
  const speed = before?.speed ?? String(Math.ceil(first.maxSpeed / 2));
  return inserted(fields, at < 0 ? fields.legs.length : at + 1, { preset: first.preset, stay, speed });
}

export function withCopy(fields: TrackFields, of: number): Added | null {
  const at = fields.legs.findIndex(({ key }) => key === of);
  const leg = fields.legs[at];
  return leg === undefined ? null : inserted(fields, at + 1, leg);
}

function inserted({ name, legs }: TrackFields, at: number, leg: Omit<LegFields, 'key'>): Added {
  const key = nextKey();
  return { fields: { name, legs: legs.toSpliced(at, 0, { ...leg, key }) }, key };
}

export const withoutLeg = ({ name, legs }: TrackFields, gone: number): TrackFields => ({
  name,
  legs: legs.filter(({ key }) => key !== gone),
});

/** Moves a leg to a place, counted from 0; beyond the ends it stops there. */
export function withMoved({ name, legs }: TrackFields, moved: number, to: number): TrackFields {
  const from = legs.findIndex(({ key }) => key === moved);
  const leg = legs[from];
  const place = Math.min(legs.length - 1, Math.max(0, to));
  return leg === undefined ? { name, legs } : { name, legs: legs.toSpliced(from, 1).toSpliced(place, 0, leg) };
}

/** The places, counted from 0, at which two versions differ. A leg that one of them lacks differs. */
export function differentLegs(a: readonly CruiseLeg[], b: readonly CruiseLeg[]): ReadonlySet<number> {
  const places = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i);
  const isSame = (one: CruiseLeg | undefined, other: CruiseLeg | undefined): boolean =>
    one?.preset === other?.preset && one?.dwellSec === other?.dwellSec && one?.speed === other?.speed;
  return new Set(places.filter((i) => !isSame(a[i], b[i])));
}
