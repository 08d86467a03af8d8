/** What can go wrong with windows. */
export const windowErrors = {
  'not-opened': {
    what: 'No further window could be opened.',
    why: 'The browser refused to open it: {{detail}}.',
    next: 'Close a window and try again.',
  },
  kiosk: {
    what: 'One wall is shown alone here, and nothing can be changed.',
    why: 'The client was started with --kiosk-wall.',
    next: 'Start it without --kiosk-wall to make changes.',
  },
};
