/** The outcome of each item of a change, in the words of every area. */
export const outcomes = {
  show: 'Show these alone',
  counts: {
    done: '{{count}} done',
    refused: '{{count}} refused',
    unknown: '{{count}} unknown',
    notAsked: '{{count}} not asked',
  },
  states: { done: 'Done', refused: 'Refused', unknown: 'Unknown', notAsked: 'Not asked' },
  more: 'and {{count}} more',
  retry_one: 'Retry {{count}}',
  retry_other: 'Retry these {{count}}',
  retrying: 'Retrying',
};
