/** One entry per error code: the failure, its reason, the next step. Numbers and names, no apology. */
import { cloudErrors, deviceErrors } from './cloud-errors.ts';
import { fieldProblems, fields, fieldWords } from './fields.ts';
import { jobErrors } from './job-errors.ts';
import { mediaBounds, mediaRefusals } from './media-errors.ts';
import { networkErrors } from './network-errors.ts';
import { recordingErrors } from './recording-errors.ts';
import { windowErrors } from './window-errors.ts';
import { storageErrors } from './storage-errors.ts';
import { targetErrors } from './target-errors.ts';

export const errors = {
  request: 'Request',
  copyRequest: 'Copy request id',
  apiAnswers: 'The API answers {{status}}.',
  bounds: mediaBounds,
  fields,
  fieldWords,
  fieldProblems,
  /** The answer that came instead of the cloud's, see FOREIGN_ANSWERS. */
  foreign: {
    'web-page': 'a web page',
    'no-path': 'HTTP {{status}}: it has nothing at the path of this API',
    'other-words': 'the words of another service',
  },
  unknown: {
    field: 'A field',
    host: 'the server',
    limit: 'the limit',
    cloud: 'such',
    seconds: 'some',
    codec: 'this codec',
    label: 'this account',
    detail: 'No reason was given.',
    line: '?',
    folder: 'the folder',
  },
  actions: {
    retry: 'Try again',
    wait: 'Try now',
    'check-network': 'Try again',
    'check-clock': 'Try again',
    'edit-account': 'Edit account',
    'open-console': 'Try again',
    'unlock-vault': 'Try again',
    'session-only': 'Keep for this session only',
    'choose-sub-stream': 'Use sub stream',
    report: 'Copy details',
  },
  internal: {
    what: 'The client has a fault.',
    why: 'An unexpected case: {{detail}}.',
    next: 'Try again. If it happens again, send the log to support.',
  },
  cancelled: { what: 'Cancelled.', why: 'You stopped it before it was done.', next: 'Start it again when needed.' },
  input: {
    'invalid-field': {
      what: '{{field}} is not valid.',
      why: '{{detail}}',
      next: 'Correct it; everything else you typed is kept.',
    },
    'bad-file': {
      what: 'This file cannot be read.',
      why: 'Line {{line}}: {{detail}}',
      next: 'Choose a file that this client exported. Nothing was changed.',
    },
  },
  ipc: {
    'invalid-input': {
      what: 'The client refused its own request.',
      why: 'The request had a wrong shape: {{detail}}.',
      next: 'Reload the window. If it happens again, send the log to support.',
    },
    'unknown-request': {
      what: 'The client does not know this request.',
      why: 'Page and client are of different versions.',
      next: 'Restart the client.',
    },
    'too-large': {
      what: 'The request was too large.',
      why: 'More than {{limit}} bytes were sent at once.',
      next: 'Send less at once.',
    },
    'too-many': {
      what: 'This window asked too often.',
      why: 'It asked for the same thing more than {{limit}} times within a minute.',
      next: 'Wait a minute, then try again.',
    },
    'untrusted-sender': {
      what: 'The request was refused.',
      why: "It did not come from the client's own page.",
      next: 'Close this window and start the client again.',
    },
    disconnected: {
      what: 'The window lost the client.',
      why: 'The client behind this window does not answer: it was stopped or is restarting.',
      next: 'The window connects again by itself. If it does not, start the client again.',
    },
  },
  network: networkErrors,
  auth: {
    'rejected-user': {
      what: 'Cloud refused the user.',
      why: 'The user ID is unknown there, or belongs to another key.',
      next: "Compare the user ID with the one in the cloud's console.",
    },
    'rejected-key': {
      what: 'Cloud refused the key.',
      why: 'The access key and the secret key do not match, or the key was disabled.',
      next: "Enter both keys again from the cloud's console.",
    },
    'rejected-password': {
      what: 'Cloud refused user and password.',
      why: 'The account name, the user name and the password do not match, or the user may not sign in by password.',
      next: "Compare the three with the cloud's console, My Credentials.",
    },
    'expired-token': {
      what: 'The sign-in has expired.',
      why: 'The token is no longer valid.',
      next: 'The client signs in again by itself. If it does not, test the account.',
    },
    'clock-skew': {
      what: 'Cloud refused the time of this computer.',
      why: 'The clocks differ by {{seconds}} s.',
      next: 'Set the clock of this computer, preferably from a time server, then try again.',
    },
    'needs-token': {
      what: 'This stream is private.',
      why: 'Its cloud hands it out for a token only, and the account signs in with access keys.',
      next: 'Edit the account and sign in with user name and password, or share the stream in the console.',
    },
    'no-permission': {
      what: 'The account may not do this.',
      why: 'The key has no permission for it.',
      next: "Have the permission granted in the cloud's console, then try again.",
    },
    suspended: {
      what: 'The account is suspended.',
      why: 'The cloud has frozen it.',
      next: "Open the cloud's console; it says why.",
    },
    'holder-needed': {
      what: 'The holder of the account has to act first.',
      why: 'The cloud wants a proof or a setting of the person or company that holds the account: {{detail}}.',
      next: "Ask the holder to sign in to the cloud's console and to complete it there.",
    },
    'other-user-needed': {
      what: 'This user may not do it to that user.',
      why: 'Nobody may do it to themselves or to an administrator: {{detail}}.',
      next: 'Ask another administrator of the enterprise.',
    },
    'wrong-project': {
      what: 'Project not found in this cloud.',
      why: 'The account has no project of this name or id in this region: {{detail}}.',
      next: "Compare the project with the list in the cloud's console, My Credentials.",
    },
    'wrong-region': {
      what: 'The project belongs to another region.',
      why: '{{host}} does not serve the region of this project.',
      next: "Choose the address of the project's region, or a project of this region.",
    },
  },
  cloud: cloudErrors,
  device: deviceErrors,
  media: {
    'no-url': {
      what: 'The cloud gave no stream.',
      why: 'Its answer has no address to play.',
      next: 'Try again. If it lasts, check in the console that the camera streams.',
    },
    'not-streaming': {
      what: 'The camera sends no video to its cloud.',
      why: 'The cloud has not invited the camera, or the stream is stopped.',
      next: "Start it in the cloud's console. Starting may cost, so the client does not do it by itself.",
    },
    'url-expired': {
      what: 'The stream address has expired.',
      why: 'It was used or became too old.',
      next: 'The client asks for a new one by itself.',
    },
    'host-refused': {
      what: 'The stream was not opened.',
      why: '{{host}} is not a host that this cloud may name.',
      next: 'If the host is right, send its name to support.',
    },
    'not-encrypted': {
      what: '{{host}} sends pictures without encryption.',
      why: 'Anyone on the network between this computer and {{host}} can watch and alter such pictures.',
      next: 'Allow plain http for this host on the page of the account, or ask the administrator for https.',
    },
    'certificate-ended': {
      what: 'The certificate of {{host}} has ended.',
      why: 'It is no longer valid, and a certificate that has ended is not trusted.',
      next: 'Ask the administrator of the host for a new certificate, then trust that one.',
    },
    'unsupported-codec': {
      what: 'The picture cannot be decoded here.',
      why: 'The stream is {{codec}}; this computer plays H.264 only.',
      next: 'Set the camera to H.264: it has no other stream that plays here.',
    },
    'unsupported-transport': {
      what: 'The stream cannot be received.',
      why: 'The cloud offers it only in a way that the client does not play: {{detail}}.',
      next: "Choose another stream type in the cloud's console.",
    },
    'bad-stream': {
      what: 'The stream is damaged.',
      why: 'The received data is not valid video: {{detail}}.',
      next: 'The client opens it again by itself. If it lasts, restart the camera.',
    },
    ...mediaRefusals,
    'upstream-closed': {
      what: 'The stream ended.',
      why: 'The media server closed it.',
      next: 'The client opens it again by itself.',
    },
    stalled: {
      what: 'No new pictures arrive.',
      why: 'The stream is open but has sent nothing for {{seconds}} s.',
      next: 'The client opens it again by itself.',
    },
    'gateway-down': {
      what: 'The media service of the client stopped.',
      why: 'It is being started again.',
      next: 'The pictures come back by themselves.',
    },
    'no-past': {
      what: 'Nothing is kept of this stream.',
      why: 'Its segments come as {{detail}}, which the client cannot read.',
      next: 'Play the recording of the cloud instead.',
    },
  },
  bookmark: {
    overtaken: {
      what: 'The bookmark was changed elsewhere.',
      why: 'Another window changed or deleted it after this window had read it.',
      next: 'Look at the bookmark as it is now, then make your change again.',
    },
  },
  evidence: {
    unreadable: {
      what: 'This is no bundle of evidence.',
      why: 'It cannot be read as the folder or the ZIP file of a bundle: {{detail}}.',
      next: 'Choose the folder or the ZIP file that was handed over, and ask for another copy where it is damaged. A ZIP file of people is taken by Import file on the page Targets, a folder of recordings by the page Playback.',
    },
  },
  export: {
    'not-found': {
      what: 'This export is not on the list any more.',
      why: 'Another window removed it, or it has no bundle that could be checked.',
      next: 'Look at the list again.',
    },
    running: {
      what: 'The export is still running.',
      why: 'Its files are being written.',
      next: 'Cancel the export first, or wait until it is done.',
    },
    'copy-running': {
      what: 'A copy is being made already.',
      why: 'A window makes one copy at a time, and a file is copied once at a time.',
      next: 'Wait until that copy is done, or cancel it.',
    },
    'copy-ended': {
      what: 'The copy was not finished.',
      why: 'The window that made it was closed, or the client ended. Nothing of the copy is left; the export is as it was.',
      next: 'Make the copy again, and leave the window open until the copy is done.',
    },
    'copy-no-times': {
      what: 'No copy with time can be made of this file.',
      why: 'The times of its pictures are not known: the source told none, told too many different ones, or the file comes from an earlier version.',
      next: 'Export the range again and make the copy of that export.',
    },
    'copy-not-read': {
      what: 'No copy can be made: the pictures of this file cannot be read.',
      why: 'This computer cannot decode them, as is usual with H.265, or the file is damaged.',
      next: 'Make the copy on a computer that decodes H.265, or export the sub stream.',
    },
    'copy-not-coded': {
      what: 'No copy can be made: the pictures could not be coded.',
      why: 'This computer codes no H.264 pictures of this size, or pictures were lost on the way.',
      next: 'Try again, or make the copy on another computer. The export itself is whole.',
    },
  },
  recording: recordingErrors,
  vault: {
    locked: {
      what: 'The keychain is locked.',
      why: 'Its password has not been given in this login.',
      next: 'Unlock it and try again, or keep the keys for this session only.',
    },
    missing: {
      what: 'There is no keychain.',
      why: 'This computer offers no store for keys, or it is not running.',
      next: 'Start the keychain service and try again, or keep the keys for this session only.',
    },
    refused: {
      what: 'The keychain refused.',
      why: 'Access was denied: {{detail}}.',
      next: 'Allow Lanner in the keychain and try again, or keep the keys for this session only.',
    },
    'too-large': {
      what: 'The key is too long.',
      why: 'The keychain holds at most {{limit}} bytes.',
      next: 'Check that only the key was pasted.',
    },
    'no-such-secret': {
      what: 'The keys of this account are gone.',
      why: 'The keychain no longer holds them, or they were kept for one session only.',
      next: 'Edit the account and enter the keys again.',
    },
  },
  channel: {
    'not-found': {
      what: 'This camera no longer exists.',
      why: 'It is not in the last list of its cloud.',
      next: 'Refresh the camera list, or take it off the wall.',
    },
  },
  window: windowErrors,
  storage: storageErrors,
  targets: targetErrors,
  jobs: jobErrors,
  demo: {
    unavailable: {
      what: 'The simulated clouds did not start.',
      why: '{{detail}}',
      next: 'Try again, or add a real cloud account.',
    },
  },
};
