/** Why a change of a target library was not made, and what to do. */
export const targetErrors = {
  'takes-nobody': {
    what: 'Nobody can be added to this list.',
    why: 'The device fills the list itself, such as the list of strangers of a recorder.',
    next: 'Choose another list.',
  },
  'answer-lost': {
    what: 'It is not known whether the change was made.',
    why: 'The request was sent, and no readable answer came. The client does not send the change again by itself.',
    next: 'Read the list again and look whether the change is there. Who adds a target again sends nothing twice: the list is read first.',
  },
  'not-settled': {
    what: 'Nothing was sent.',
    why: 'The answer to an earlier change was lost, and the list cannot be read to find out whether it was made.',
    next: 'Try again once the list can be read.',
  },
  'not-asked': {
    what: 'The change was not sent.',
    why: 'A change before it failed for a reason that concerns the following changes too.',
    next: 'Look at the failure of the earlier change, then try again.',
  },
  'no-picture': {
    what: 'The target cannot be changed without a new picture.',
    why: 'The device gives no picture of this target, and the cloud changes a target only together with its picture.',
    next: 'Choose a picture, then save again.',
  },
  'added-twice': {
    what: 'The target is in both lists now.',
    why: 'It was added to the new list and could not be deleted from the old list.',
    next: 'Delete the target from the list in which it should not be.',
  },
  'list-fixed': {
    what: 'This list cannot be changed.',
    why: 'The device made the list itself.',
    next: 'Choose another list, or make one.',
  },
  'list-empty': {
    what: 'The list was not turned on.',
    why: 'A device compares with lists that have targets only.',
    next: 'Add a target to the list, then turn the list on.',
  },
  'list-not-empty': {
    what: 'The list was not deleted.',
    why: 'This device deletes empty lists only.',
    next: 'Delete the targets of the list first.',
  },
  unchanged: {
    what: 'The change was not made.',
    why: 'No usable answer came. Afterwards the client read the device, and found it as before.',
    next: 'Look whether the device is reachable, then try again.',
  },
  'signed-since': {
    what: 'Nothing was sent.',
    why: 'Another consent was signed for this device since, and this one may no longer be what was agreed.',
    next: 'Look at the record, then sign again where that is needed.',
  },
  'reading-ended': {
    what: 'The file was not read to its end.',
    why: 'An account was changed, switched off or removed meanwhile, or the reading paused for minutes. Nothing of the file is kept then.',
    next: 'Choose the file again.',
  },
  'export-too-large': {
    what: 'The list was not exported.',
    why: 'Its file would have more than 512 MB, and a browser saves no larger one.',
    next: 'Export the list in the desktop client.',
  },
};
