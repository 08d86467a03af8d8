/** Data sources: streams of other platforms. */
export const sources = {
  title: 'Data sources',
  why: 'Streams of other video platforms, on which the cloud computes. The cloud has no list of them: this client keeps their ids. The addresses are stored nowhere here.',
  type: 'Type of the data source',
  types: { VIDEO: 'Video', AUDIO: 'Audio' },
  name: 'Name of the data source',
  url: 'Address of the stream',
  urlRule: 'http(s) with .m3u8 or .flv, or rtmp; as the other platform gave it',
  endsAt: 'Address ends at',
  endsAtWhy:
    'For example 2026-12-01 10:00, as the other platform says; the cloud does not report it. Left empty: not watched.',
  add: 'Add data source',
  list: 'Data sources of this client',
  none: 'No data source was added here.',
  states: {
    unknown:
      'The answer was lost: whether the cloud has it is unknown, and no documented operation lists data sources.',
    'no-end': 'Added; the end of its address was not entered.',
    lasting: 'Ends in {{left}}, at {{at}}',
    near: 'Near its end: {{left}} left, until {{at}}. Renew it before then.',
    over: 'Its address ended at {{at}}.',
  },
  renew: 'Renew',
  renewTitle: 'New address of the data source',
  renewSubmit: 'Send new address',
  overWhy: 'The cloud documents a renewal before the end of an address. Whether it takes one now is not documented.',
  forgetWhy: 'Nothing changes in the cloud. Its id is lost here, and without the id nothing can renew the data source.',
  forgetUnknown: 'Nothing changes in the cloud: whether it has the data source stays unknown.',
};
