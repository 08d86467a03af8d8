/** How the actions are called in the sheet of keys, the palette and the settings. */
export const actions = {
  cameras: {
    refresh: 'Refresh all camera lists',
    newSite: 'New site',
    filter: 'Filter the list',
    view: 'List: both, sites, clouds',
  },
  tree: {
    move: 'Move in the list',
    fold: 'Fold and unfold',
    activate: 'Place the camera, fold the group',
    choose: 'Add the camera to the selection, or take it out',
    preview: 'Preview of the camera',
    menu: 'Menu of the row',
    wall: 'Show on the wall',
    fill: 'Fill the wall with the group',
    addTo: 'Add to site',
    createInside: 'New site inside',
    moveTo: 'Move the site to another',
    rename: 'Rename the site',
    up: 'Move up in the site',
    down: 'Move down in the site',
    indent: 'Move the site into the one above',
    outdent: 'Move the site out',
    remove: 'Take out of the site, delete the site',
  },
};
