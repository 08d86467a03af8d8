/** Failures of walls and windows. */
export const wallErrors = {
  'not-found': {
    what: 'The wall does not exist any more.',
    why: 'It was deleted, here or in another window.',
    next: 'Open another wall.',
  },
  'name-taken': {
    what: 'The name "{{label}}" is taken.',
    why: 'Another one has it.',
    next: 'Choose another name.',
  },
  'too-many': {
    what: 'There is no room for more.',
    why: 'The limit is {{limit}}.',
    next: 'Delete what is no longer needed.',
  },
  'version-gone': {
    what: 'This version is no longer kept.',
    why: 'Older versions are thinned out as they grow old.',
    next: 'Choose another version.',
  },
  'file-too-large': {
    what: 'These walls do not fit into one file.',
    why: 'A file holds {{limit}} characters at most.',
    next: 'Export fewer walls at once.',
  },
};

export const windowErrors = {
  'not-opened': {
    what: 'No further window could be opened.',
    why: 'The browser said: {{detail}}.',
    next: 'Close a window and try again.',
  },
  kiosk: {
    what: 'One wall is shown alone here, and nothing can be changed.',
    why: 'The client was started with --kiosk-wall.',
    next: 'Start it without --kiosk-wall to make changes.',
  },
};
