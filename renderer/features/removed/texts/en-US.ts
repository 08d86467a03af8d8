/** The list of deleted things. */
export const words = {
  close: 'Close the list of deleted things',
  list: 'Deleted, the newest first',
  kept: 'Deleted walls, sites and sequences can be restored for {{days}} days.',
  none: 'Nothing was deleted in the last {{days}} days',
  reading: 'Reading what was deleted',
  restore: 'Restore',
  restoreOf: 'Restore {{name}}',
  kinds: { wall: 'Wall', site: 'Site', sequence: 'Sequence', bookmark: 'Bookmark' },
  cameras_one: '{{count}} camera',
  cameras_other: '{{count}} cameras',
  steps_one: '{{count}} step',
  steps_other: '{{count}} steps',
  place: 'in {{path}}',
};
