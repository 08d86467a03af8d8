/** Parts over the screen, in a notice that one of them failed: "Could not load the list of keys." */
export const overlays = {
  settings: 'the settings',
  keys: 'the list of keys',
  help: 'the help',
  picture: 'the picture from the cloud',
  device: 'the dialog of the device',
  'device-move': 'the dialog that moves devices',
  'camera-settings': 'the settings of the camera',
  'camera-replace': 'the dialog that replaces a camera',
  wallMenu: 'the menu of the wall',
  saved: 'the list of saved files',
};
