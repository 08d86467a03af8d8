/** The settings. */
export const settings = {
  sections: { general: 'General', live: 'Live wall', view: 'Display', keys: 'Keys', folders: 'Folders' },
  textSize: 'Text size',
  textSizeHelp: 'Everything on the screen grows with the text. {{larger}} and {{smaller}} do the same.',
  percent: '{{value}} %',
  motion: 'Motion',
  motionSystem: 'As the system says',
  motionLess: 'None',
  motionHelp: 'Pictures of cameras are not affected.',
  folders: {
    capture: 'Snapshots and clips',
    help: 'Only you can read the files that Lanner saves there.',
    choose: 'Choose a folder…',
    choosing: 'Choose the folder in the window that Lanner has opened.',
    reset: 'Use the default folder',
    isDefault: 'This is the default folder.',
  },
};
