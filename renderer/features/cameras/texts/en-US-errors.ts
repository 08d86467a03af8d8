/** Errors of sites. */
export const siteErrors = {
  'not-found': {
    what: 'This site does not exist any more.',
    why: 'It was deleted, perhaps in another window.',
    next: 'Choose another site.',
  },
  'name-taken': {
    what: 'The name "{{label}}" is taken.',
    why: 'A site beside it has it.',
    next: 'Choose another name.',
  },
  'too-deep': {
    what: 'The site cannot stand there.',
    why: 'At most {{limit}} sites can stand inside each other.',
    next: 'Put it higher in the tree.',
  },
  'too-many': {
    what: 'The sites are full.',
    why: 'There is room for {{limit}}.',
    next: 'Take out what is not needed.',
  },
};

/** Errors of camera numbers. */
export const numberErrors = {
  taken: {
    what: 'Number {{detail}} is taken.',
    why: 'Another camera got it in the meantime.',
    next: 'Look at the preview again.',
  },
  'too-many': {
    what: 'These are too many numbers for one change.',
    why: 'At most {{limit}} can be changed at once.',
    next: 'Set them in smaller parts.',
  },
  interrupted: {
    what: 'No number was changed.',
    why: 'The client did not get all parts of the change: it was restarted, or other windows changed many numbers.',
    next: 'Set the numbers again.',
  },
};
