/** Why a recording cannot be played or downloaded, and what to do. */
export const recordingErrors = {
  none: {
    what: 'Nothing is recorded at this time.',
    why: 'The cloud keeps no recording of this camera for the time that was asked for.',
    next: 'Choose a time that the timeline shows as recorded.',
  },
  archived: {
    what: 'The recording is archived.',
    why: 'It lies in a storage from which nothing can be played or downloaded.',
    next: "Have it brought back first: with a retrieval, where the cloud offers one, or by its owner in the cloud's console.",
  },
  'no-right': {
    what: 'The cloud may not read the recording.',
    why: 'It has no permission for the storage that holds the file.',
    next: "Have the permission granted in the cloud's console, then try again.",
  },
  'bad-address': {
    what: 'The cloud refused the address of the download.',
    why: 'It does not accept the address as one of its own.',
    next: 'Try again: the client asks for a new address.',
  },
  'address-expired': {
    what: 'The address of the download has expired.',
    why: 'An address works for some minutes only.',
    next: 'Try again: the client asks for a new address.',
  },
  'too-many-downloads': {
    what: 'Too many downloads at once.',
    why: 'The account has reached the number of downloads that its cloud allows at the same time.',
    next: 'Wait until another download is done, then try again.',
  },
  bandwidth: {
    what: 'The cloud holds the download back.',
    why: 'The bandwidth that it allows for downloads is used up.',
    next: "Wait, then try again. If it lasts, extend the bandwidth in the cloud's console.",
  },
  'too-many-links': {
    what: 'Too many connections to the recordings.',
    why: 'The account has reached the number of connections that its cloud allows.',
    next: 'Wait until another download is done, then try again.',
  },
  'not-open': {
    what: 'This recording is not played any more.',
    why: 'It was closed, or its camera or its account is gone.',
    next: 'Open the recording again.',
  },
  'device-taken': {
    what: 'The device plays another recording.',
    why: 'A device plays one recording at a time, and this client plays one of its camera {{label}}.',
    next: 'Close that recording, or take the device over: the other recording then ends.',
  },
  'not-steered': {
    what: 'The cloud steers no such playback.',
    why: 'The player alone decides what it reads of this recording.',
    next: 'Use the controls of the player.',
  },
  'no-key-frames': {
    what: 'This part of the recording cannot be shown.',
    why: 'It has no key frame: no whole picture with which a player could begin.',
    next: 'Go to another moment of the recording.',
  },
  'bad-file': {
    what: 'This file cannot be shown.',
    why: 'No picture of the file {{label}} can be read: the file is damaged, or holds something else than its name says.',
    next: 'Get the file again from where it is kept. The other files play all the same.',
  },
  'file-gone': {
    what: 'The file cannot be read any more.',
    why: 'The system gives the bytes of the file {{label}} no more, or not in time: the file was changed, moved or deleted, or its disk is gone.',
    next: 'Put the file back in its place, or open the file again.',
  },
};
