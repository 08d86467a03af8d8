/** Reasons why a job is stopped, or why a row of it failed. */
export const jobErrors = {
  'account-changed': {
    what: 'The job was paused because its account was changed.',
    why: 'With other keys or another address, the rows could reach another place.',
    next: 'Check the account, then continue the job.',
  },
  'answer-lost': {
    what: 'It is not known whether the row was added.',
    why: 'The request was sent, and no readable answer came.',
    next: 'The job looks for the row before it sends it again.',
  },
  incomplete: {
    what: 'The job cannot begin.',
    why: 'Not all of its rows were stored before the client ended.',
    next: 'Remove the job, then import the file again.',
  },
  'not-found': {
    what: 'This job is no longer there.',
    why: 'It was removed, in another window perhaps.',
    next: 'Read the list of jobs again.',
  },
  'not-running': {
    what: 'The job cannot go on.',
    why: 'It has ended or was cancelled.',
    next: 'Import the file of the rows that were not added.',
  },
  'not-settled': {
    what: 'It is not known whether some rows were added.',
    why: 'Their answers were lost, and the list cannot be read to its end to find them.',
    next: 'Continue the job once the list can be read. Nothing is sent twice.',
  },
  'other-file': {
    what: 'This is another file.',
    why: 'The job goes on with the file with which it began only, byte for byte.',
    next: 'Choose the first file, or remove the job and import this file anew.',
  },
  running: {
    what: 'The job is running.',
    why: 'This can be done with a job that is paused or over only.',
    next: 'Pause the job first.',
  },
  restarted: {
    what: 'The job was paused because the client ended.',
    why: 'The file and its pictures are not stored on this computer.',
    next: 'Choose the file again, and the job goes on behind its last row.',
  },
  'too-many': {
    what: 'There are too many jobs.',
    why: 'The list of jobs holds at most {{limit}}.',
    next: 'Remove a job that is over, then try again.',
  },
  'window-closed': {
    what: 'The job was paused because its window was closed.',
    why: 'The window read the file: nothing of the file is stored on this computer.',
    next: 'Choose the file again, and the job goes on behind its last row.',
  },
};
