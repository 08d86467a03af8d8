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
  },
};
