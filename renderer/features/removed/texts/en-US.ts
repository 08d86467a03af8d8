/** The list of deleted things. */
export const words = {
  close: 'Close the list of deleted things',
  list: 'Deleted, the newest first',
  kept: 'Deleted walls, sites, sequences and bookmarks can be restored for {{days}} days.',
  none: 'Nothing was deleted in the last {{days}} days',
  reading: 'Reading what was deleted',
  restore: 'Restore',
  restoreOf: 'Restore {{name}}',
  cameras_one: '{{count}} camera',
  cameras_other: '{{count}} cameras',
  place: 'in {{path}}',
};
