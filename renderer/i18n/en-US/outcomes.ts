/** The outcome of each item of a change, in the words of every area. */
export const outcomes = {
  show: 'Show these alone',
  counts: {
    done: '{{count}} done',
    skipped: '{{count}} skipped',
    refused: '{{count}} refused',
    unknown: '{{count}} unknown',
    ready: '{{count}} ready',
    notAsked: '{{count}} not asked',
  },
  states: {
    done: 'Done',
    skipped: 'Skipped',
    refused: 'Refused',
    unknown: 'Unknown',
    ready: 'Ready',
    notAsked: 'Not asked',
  },
  more: 'and {{count}} more',
  retry_one: 'Retry {{count}}',
  retry_other: 'Retry these {{count}}',
  retrying: 'Retrying',
};
