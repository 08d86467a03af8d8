/** What can go wrong with files. */
export const storageErrors = {
  corrupt: {
    what: 'A file could not be read.',
    why: 'It is damaged: {{detail}}.',
    next: 'It was set aside and the client runs on defaults.',
  },
  'write-failed': {
    what: 'Saving failed.',
    why: 'The file could not be written: {{detail}}.',
    next: 'Check free space and permissions of the data folder.',
  },
  full: {
    what: 'The disk is full.',
    why: 'No space is left in {{folder}}.',
    next: 'Free some space, or choose another folder in the settings.',
  },
  'no-access': {
    what: 'The folder may not be written to.',
    why: 'The system refused {{folder}}: {{detail}}.',
    next: 'Choose another folder in the settings, or ask for the permission.',
  },
};
