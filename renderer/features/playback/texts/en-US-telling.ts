/** Texts of a playback tile: above its picture, and in place of one. */
export const telling = {
  measured: 'measured {{rate}}×',
  syncError: 'sync error {{error}}',
  moment: {
    'no-moment': 'Choose a time',
    'no-recordings': 'No recordings to play',
    asking: 'Asking for the recordings',
    failed: 'Recordings not known',
    unlisted: 'Unknown until played',
    unknown: 'Not known',
    recorded: 'Recorded',
    restoring: 'Being restored',
    archived: 'Archived',
    'archived-within': 'Archived near here',
    empty: 'Nothing recorded',
    unpublished: 'Not listed by the cloud yet',
    future: 'In the future',
  },
  why: {
    'no-moment': 'Click the timeline, or go to a recording.',
    'no-recordings': 'This cloud offers no recordings, so nothing of this camera can be played back.',
    inBucket:
      'Huawei VIS stores recordings in the bucket of their owner, where this client cannot play them; files from there can be opened here.',
    asking: 'The cloud has not answered yet.',
    failed: 'The list of recordings could not be read.',
    unlisted: 'This cloud publishes no list of recordings.',
    unknown: 'The cloud was not asked about this time.',
    recorded: 'The cloud has a recording of this moment.',
    restoring: 'The owner of the account has ordered this recording back. It can be played when that is done.',
    archived: 'Only the owner can restore it, in the console of the cloud.',
    'archived-within': 'The cloud keeps archived footage somewhere around this moment. It must be retrieved first.',
    empty: 'The cloud says that this camera recorded nothing at this moment.',
    unpublished:
      'The cloud has not published this time yet. It is asked again every half minute, and a picture that comes shows by itself.',
    listEnds:
      'The cloud has not published this time yet (list ends {{time}}). It is asked again every half minute, and a picture that comes shows by itself.',
    future: 'This moment has not come yet.',
  },
  notGiven: {
    title: 'No footage came',
    why: {
      recorded: 'The cloud lists a recording of this moment, and gave no footage when it was asked.',
      unlisted:
        'The cloud gave no footage of this moment. It publishes no list, so nothing says whether something is recorded.',
      unknown: 'The cloud gave no footage of this moment, and its list was not asked about this time.',
      failed: 'The cloud gave no footage of this moment, and its list could not be read.',
      asking: 'The cloud gave no footage of this moment. Its list has not come yet.',
    },
  },
};
