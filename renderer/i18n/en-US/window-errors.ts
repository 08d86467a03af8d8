/** Errors of windows. */
export const windowErrors = {
  'not-opened': {
    what: 'No further window could be opened.',
    why: 'The browser refused to open it: {{detail}}.',
    next: 'Close a window and try again.',
  },
  kiosk: {
    what: 'One wall is shown alone here, and nothing can be changed.',
    why: 'This window was opened as a kiosk, or the client was started with --kiosk-wall.',
    next: 'Make changes in another window of the client, or start it without --kiosk-wall.',
  },
};
