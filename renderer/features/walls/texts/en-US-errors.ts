/** Errors of walls. */
export const wallErrors = {
  'not-found': {
    what: 'The wall no longer exists.',
    why: 'It was deleted, here or in another window.',
    next: 'Open another wall.',
  },
  'name-taken': { what: 'The name "{{label}}" is taken.', why: 'Another one has it.', next: 'Choose another name.' },
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
