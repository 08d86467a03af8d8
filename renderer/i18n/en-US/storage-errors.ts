/** Errors of files. */
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
  'name-taken': {
    what: 'There is a file of this name already.',
    why: 'A file in {{folder}} has the name that the new file would get.',
    next: 'Move or rename the other file, or choose another folder.',
  },
  'name-too-long': {
    what: 'The path of the file is too long.',
    why: 'The system allows no path this long: {{folder}}.',
    next: 'Choose a folder with a shorter path.',
  },
  gone: {
    what: 'The file or folder is not there any more.',
    why: 'The system no longer finds {{folder}}: {{detail}}. It was deleted or renamed, or its disk is not connected.',
    next: 'Connect the disk if it was removed, then try again.',
  },
};
