/** How tiles are handled: dragged, recalled, missing, looked at closely; the preview of a camera; the settings of the wall. */
export const handling = {
  dragged_one: '{{count}} tile',
  dragged_other: '{{count}} tiles',
  earlier: 'Back to {{name}}',
  later: 'On to {{name}}',
  missing: {
    name: 'Tile {{tile}}: {{name}}, missing',
    unknown: 'Unknown camera',
    why: {
      'no-account': 'Its cloud account is not on this client.',
      'account-off': 'Its cloud account is switched off.',
      'not-listed': 'Its cloud does not list it any more.',
    },
    what: {
      'no-account': 'Add the account again: the camera comes back by itself. Or put another in its place.',
      'account-off': 'Switch the account on again: the camera comes back by itself.',
      'not-listed': 'Put another in its place, or take it off the wall.',
    },
    openClouds: 'Go to the accounts',
    addCloud: 'Add cloud account',
    replace: 'Replace',
    takeOff: 'Take off',
  },
  zoomed: 'main, for the enlarged picture',
  preview: {
    label: 'Preview of {{number}} {{name}}',
    opening: 'Opening',
    parked: 'Paused by load',
    failed: 'No preview: {{reason}}',
    full: 'No preview: this computer plays as much as it can',
  },
  settings: {
    hold: 'Alarm tiles',
    holdHelp: 'How long an alarm keeps its tile while others wait. A pinned one always stays.',
    seconds: '{{count}} s',
    minutes: '{{count}} min',
    acknowledged: 'Until acknowledged',
    preview: 'Preview under the pointer',
    previewHelp:
      'Opens when the pointer rests on a camera of the list, and plays the sub stream while it is seen. {{keys}} opens one whether this is on or off.',
    previewOn: 'On',
    previewOff: 'Off',
  },
  queue: 'stays until acknowledged',
};
