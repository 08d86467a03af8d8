/** A recorder that stores people, and a list of people on the recorder. */
import type { TargetGroup, TargetLimits } from '../../../../../preload/domain/people/targets.ts';

/** The limits of the recorder: it takes no fields, and 20 people in one request. */
export const LIMITS: TargetLimits = {
  family: 'nvr800',
  fields: [],
  targetsPerCall: 20,
  pictureCharsPerCall: null,
  listHasPictures: true,
  picture: { maxChars: 40_000, maxBytes: 30_000, maxSidePx: 1_200 },
  lists: { types: ['white'], maxNameChars: 63, hasUniqueNames: false, canSwitch: true, deletesFull: true },
};

/** A white list of three people. @param own the values that differ. */
export const staffList = (own: Partial<TargetGroup> = {}): TargetGroup => ({
  id: '1',
  name: 'staff',
  isEnabled: true,
  isFixed: false,
  type: 'white',
  count: 3,
  countError: null,
  addBar: null,
  ...own,
});
