/** The help. */
export const words = {
  title: 'Help',
  close: 'Close the help',
  keys: {
    title: 'Keys',
    text: 'Every action has a key. {{palette}} finds any camera, wall or action by its name.',
    show: 'Show all keys',
    change: 'Change keys',
  },
  report: {
    title: 'Problem report',
    text: 'A report holds the version, the states of clouds and tiles, the load and the last messages as codes. It holds no keys, no addresses and no names of cameras.',
    copy: 'Copy a problem report',
    tile: 'For a problem of one camera, select its tile and press {{key}}: that report also holds the facts of the camera.',
    log: 'Support may also ask for the log:',
    copyLog: 'Copy the path of the log',
    openLog: 'Open folder',
  },
  failures: {
    title: 'What failures mean',
    search: 'Message or code',
    none: 'No failure matches "{{query}}".',
    count_one: '{{count}} failure',
    count_other: '{{count}} failures',
    why: 'Why',
    next: 'What to do',
    groups: {
      picture: 'Cameras and pictures',
      cloud: 'Clouds',
      signIn: 'Accounts and keys',
      network: 'Network',
      wall: 'Walls, sites and windows',
      computer: 'Entries, files and this computer',
      client: 'The client',
    },
  },
  /** Words of the list for failures that otherwise live from a name, a figure or a reason. */
  general: {
    presets: { full: { what: 'All presets of this camera are taken.' } },
    jobs: { 'too-many': { why: 'The list of jobs holds no more.' } },
    devices: {
      'not-followed': {
        why: 'The cloud accepted the order, but still reported the earlier state some seconds later. It publishes no reason.',
      },
    },
    onboarding: { 'intake-in-use': { what: 'The intake group was not deleted: cameras stand in it.' } },
    internal: { why: 'An unexpected case. The message names it.' },
    input: {
      'invalid-field': {
        what: 'An entry is not valid.',
        why: 'The message names the field and says what is wrong with its value.',
      },
      'bad-file': { why: 'The message names the first line that is wrong and says what is wrong there.' },
    },
    ipc: {
      'too-large': { why: 'The window sent more at once than the client takes.' },
      'too-many': { why: 'It asked for the same thing too many times within a minute.' },
    },
    network: {
      timeout: { why: 'No answer came in the time that the client waits.' },
      'no-api': {
        what: 'No API of this cloud answers at this address.',
        why: 'A server answers, but with a web page or with the words of another service.',
      },
      'too-large': { why: 'More bytes arrived than the client takes.' },
      'address-refused': {
        why: 'Its address belongs to this computer, to its network link or to a service for this computer alone. A cloud may not name such an address.',
      },
    },
    auth: { 'clock-skew': { why: 'The clocks differ by more than the cloud allows.' } },
    media: {
      'unsupported-codec': {
        why: 'The stream is coded in a way that this computer does not play: it plays H.264 only.',
      },
      'over-limit': {
        why: 'A part of the stream is larger than the client takes. The message names the part and the limit.',
      },
      'not-encrypted': {
        what: 'A host sends pictures without encryption.',
        why: 'Anyone on the network between this computer and the host can watch and alter such pictures.',
      },
      'certificate-ended': { what: 'The certificate of a host of pictures has ended.' },
      stalled: { why: 'The stream is open but has sent nothing for some seconds.' },
      'no-past': { why: 'Its segments come in a form that the client cannot read.' },
    },
    vault: { 'too-large': { why: 'It is longer than the keychain takes.' } },
    account: {
      'address-refused': {
        next: 'Check the address. If it is right, save the account with its keys and confirm the host in the dialog.',
      },
      'address-plain': { next: 'Enter an address of the cloud that begins with https.' },
    },
    number: {
      taken: { what: 'The camera number is taken.' },
      'too-many': { why: 'More cameras were chosen than can be changed at once.' },
    },
    site: {
      'too-deep': { why: 'Sites can stand inside each other to a certain depth only.' },
      'too-many': { why: 'The client keeps no more sites.' },
    },
    wall: {
      'too-many': { why: 'The client keeps no more walls.' },
      'file-too-large': { why: 'The text of the file would be longer than the client reads.' },
    },
    demo: { unavailable: { why: 'The message says what kept them from starting.' } },
  },
};
