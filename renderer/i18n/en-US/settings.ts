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
    help: 'A full path on this computer. The folder is made and tried before it is used.',
    placeholder: 'Default folder',
    save: 'Use this folder',
    reset: 'Use the default folder',
    isDefault: 'This is the default folder.',
  },
};
