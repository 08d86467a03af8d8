/** The operators' own tree of sites. */
export const sites = {
  view: 'Arrange cameras',
  views: { both: 'All', sites: 'Sites', clouds: 'Clouds' },
  root: 'Sites',
  create: 'New site',
  createIn: 'New site in {{name}}',
  createTop: 'New site',
  rename: 'Rename {{name}}',
  name: 'Name of the site',
  namePlaceholder: 'Riverside campus',
  save: 'Save',
  add: 'Create',
  cancel: 'Cancel',
  problems: {
    empty: 'Give the site a name.',
    long: 'At most {{limit}} characters.',
    taken: 'A site here has this name.',
    deep: 'At most {{limit}} sites inside each other.',
  },
  menu: 'Actions for {{name}}',
  menuCameras_one: 'Actions for {{count}} camera',
  menuCameras_other: 'Actions for {{count}} cameras',
  actions: {
    wall: 'Show on the wall',
    addTo: 'Add to site…',
    createInside: 'New site inside…',
    rename: 'Rename…',
    moveTo: 'Move to…',
    up: 'Move up',
    down: 'Move down',
    takeOut: 'Take out of the site',
    tidy: 'Take out the missing cameras',
    remove: 'Delete site',
  },
  pick: {
    add_one: 'Add {{count}} camera to',
    add_other: 'Add {{count}} cameras to',
    move: 'Move {{name}} to',
    search: 'Name of a site',
    top: 'Top of the tree',
    create: 'New site "{{name}}"',
    none: 'No site matches "{{query}}".',
  },
  missing_one: '{{count}} camera is missing',
  missing_other: '{{count}} cameras are missing',
  missingWhy:
    'Their account was deleted or its cloud lists them no more. They come back by themselves when it does. Delete takes them out.',
  waiting_one: '{{count}} camera not read now',
  waiting_other: '{{count}} cameras not read now',
  waitingWhy: 'Their account is off or has not been read yet.',
  empty: {
    title: 'No site yet',
    text: 'Make a site, then drag cameras onto it or choose "Add to site…" in their menu.',
  },
};

export const siteErrors = {
  'not-found': {
    what: 'This site does not exist any more.',
    why: 'It was deleted, perhaps in another window.',
    next: 'Choose another site.',
  },
  'name-taken': {
    what: 'The name "{{label}}" is taken.',
    why: 'A site beside it has it.',
    next: 'Choose another name.',
  },
  'too-deep': {
    what: 'The site cannot stand there.',
    why: 'At most {{limit}} sites can stand inside each other.',
    next: 'Put it higher in the tree.',
  },
  'too-many': {
    what: 'The sites are full.',
    why: 'There is room for {{limit}}.',
    next: 'Take out what is not needed.',
  },
};
