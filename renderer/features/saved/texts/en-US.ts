/** The list of saved files. */
export const words = {
  title: 'Saved files',
  close: 'Close the saved files',
  note: 'What Lanner saved since it was started. Snapshots and clips stay in the list under Exports.',
  noteNoFolder:
    'What Lanner saved since it was started. Snapshots and clips stay in the list under Exports. Lanner cannot open folders from a browser: copy the path instead.',
  earlier: 'All snapshots and clips',
  none: 'Nothing has been saved yet. Snapshots, clips and exported files appear here.',
  gone: 'no longer at this place',
  downloaded: 'in the download folder of the browser',
  openFolder: 'Open folder',
  copyPath: 'Copy path',
  kinds: {
    snapshot: 'Snapshot',
    'wall-snapshot': 'Snapshot of a wall',
    clip: 'Clip',
    export: 'Exported recordings',
    walls: 'Exported walls',
    accounts: 'Exported accounts',
    numbers: 'Exported camera numbers',
    consents: 'Exported consent record',
    console: 'File of the API console',
    people: 'People not imported',
    devices: 'Exported device table',
  },
};
