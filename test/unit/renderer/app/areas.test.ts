// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { REMOVED_KINDS } from '../../../../preload/domain/removed.ts';
import { AREAS } from '../../../../renderer/app/areas.ts';
import { textIn } from '../../../../renderer/i18n/i18n.ts';
import type { Area } from '../../../../renderer/state/actions/area.ts';
import {
  actionGroups,
  allActions,
  areaActions,
  setActions,
} from '../../../../renderer/state/actions/shortcut-table.ts';
import { inOrder } from '../../../../renderer/state/actions/in-order.ts';
import { areaSources } from '../../../area-texts.ts';

const areas: readonly Area[] = AREAS;
const declared = areas.flatMap(({ actions }) => actions ?? []);

/** The sheet of keys: groups and actions in their order. Keys that an operator chose are stored by these ids. */
const SHEET = {
  window: `
    app.palette app.shortcuts app.help app.settings app.find app.live app.playback app.exports app.presets app.targets app.devices app.jobs app.onboarding app.library app.check app.clouds app.console app.panel
    wall.undo wall.redo app.nextRegion app.previousRegion app.textLarger app.textSmaller app.textNormal
    app.language app.load app.outages app.messages app.saved`,
  wall: `
    wall.callCamera wall.layout1 wall.layout4 wall.layout9 wall.layout16 wall.layout25 wall.layout36
    wall.layout64 wall.layout6 wall.layout8 wall.layout10 wall.layout13 wall.layouts wall.draw wall.enlarge wall.join
    wall.divide wall.next wall.previous wall.nextPage wall.previousPage wall.fullScreen wall.list wall.create wall.duplicate wall.remove
    wall.moveTo wall.createFolder wall.copyLink wall.closeTab wall.newWindow wall.openKiosk wall.rename wall.versions
    wall.missing removed.open wall.import wall.export wall.exportAll wall.pasteLink wall.back wall.statistics
    wall.clock wall.stream wall.snapshot wall.mute wall.soundFollows wall.sequences
    wall.pauseSequences wall.newSequence wall.newTour wall.hotspot wall.alarmTile wall.lock wall.clear`,
  tile: `
    tile.left tile.right tile.up tile.down tile.extendLeft tile.extendRight tile.extendUp
    tile.extendDown tile.moveLeft tile.moveRight tile.moveUp tile.moveDown tile.panLeft tile.panRight
    tile.panUp tile.panDown tile.earlier tile.later tile.choose tile.chooseAll tile.maximise tile.remove
    tile.aspect tile.protect tile.snapshot tile.record tile.replay tile.live tile.zoomBox tile.zoomIn
    tile.zoomOut tile.resetView tile.rotate tile.mirror tile.stream tile.listen tile.ptz tile.number tile.copyLink
    tile.report tile.more tile.pause tile.nextStep tile.previousStep tile.acknowledge tile.pin
    tile.nextAlarm tile.menu`,
  ptz: `
    ptz.left ptz.right ptz.up ptz.down ptz.zoomIn ptz.zoomOut ptz.focusNear ptz.focusFar ptz.autoFocus ptz.irisClose ptz.irisOpen ptz.slower
    ptz.faster ptz.stop ptz.leave`,
  cameras: `
    cameras.refresh cameras.newSite cameras.filter cameras.view cameras.numbers cameras.expandAll
    cameras.collapseAll cameras.listMenu cameras.follow cameras.show cameras.newWall cameras.newWindow
    cameras.copyIds tree.move tree.fold tree.activate
    tree.choose tree.preview tree.menu tree.wall tree.fill tree.addTo tree.createInside tree.moveTo
    tree.rename tree.number tree.up tree.down tree.indent tree.outdent tree.remove`,
  walls: `
    walls.move walls.fold walls.open walls.newWindow walls.menu walls.rename walls.up walls.down
    walls.remove`,
  clouds: `
    clouds.add clouds.import clouds.export clouds.testAll clouds.test clouds.switch clouds.edit
    clouds.remove`,
  console: `
    console.run console.search console.tree console.json console.history`,
  playback: `
    playback.open playback.openPast playback.openWall playback.refresh playback.retrievals playback.export playback.files playback.newReview playback.closeReview playback.renameReview playback.nextReview playback.previousReview playback.remove playback.place playback.play playback.shuttleBack playback.shuttleForward playback.slower playback.faster
    playback.skip playback.sound playback.moment playback.days playback.zone playback.legend playback.enlarge
    playback.fullScreen playback.stepBack playback.menu playback.zoomBox playback.zoomIn playback.zoomOut playback.resetView
    playback.rotate playback.mirror playback.stream playback.nextCamera
    playback.previousCamera playback.nextSpan playback.previousSpan playback.forward playback.back
    playback.forward30 playback.back30 playback.nextPicture playback.previousPicture playback.loopFrom playback.loopTo playback.loopEnd playback.waiting playback.sync playback.offset playback.bookmark playback.nextMark playback.previousMark playback.snapshot playback.live playback.today playback.earlier playback.later`,
  exports: `
    exports.search exports.view exports.check exports.checkZip`,
  presets: `
    presets.open presets.goTo presets.save presets.rename presets.update presets.delete presets.filter presets.refresh presets.take presets.newTrack presets.saveTrack presets.nextCamera presets.previousCamera`,
  onboarding: `
    onboarding.one onboarding.table onboarding.workbook`,
  devices: `
    devices.save`,
};

/** Main refuses everything else to a wall that stands alone on the screen. */
const KIOSK = `
    app.live app.playback
    wall.nextPage wall.previousPage wall.back wall.snapshot wall.mute wall.pauseSequences tile.left tile.right tile.up tile.down
    tile.panLeft tile.panRight tile.panUp tile.panDown tile.maximise tile.snapshot tile.record
    tile.replay tile.live tile.zoomBox tile.zoomIn tile.zoomOut tile.resetView tile.rotate tile.mirror
    tile.listen tile.copyLink tile.report tile.more tile.pause tile.nextStep tile.previousStep
    tile.acknowledge tile.pin tile.nextAlarm tile.menu
    playback.open playback.openPast playback.openWall playback.refresh playback.remove playback.place playback.play playback.shuttleBack
    playback.shuttleForward playback.slower playback.faster playback.skip playback.sound playback.days playback.zone playback.legend playback.enlarge
    playback.stepBack playback.menu playback.zoomBox playback.zoomIn playback.zoomOut playback.resetView playback.rotate
    playback.mirror playback.nextCamera playback.previousCamera playback.nextSpan playback.previousSpan playback.forward playback.back
    playback.forward30 playback.back30 playback.nextPicture playback.previousPicture playback.loopFrom playback.loopTo
    playback.loopEnd playback.waiting playback.sync playback.nextMark playback.previousMark playback.snapshot
    playback.today playback.earlier playback.later`;

const wordsOf = (text: string): readonly string[] => text.trim().split(/\s+/);

it('the actions that the areas declare stand in the order that operators know, under the ids by which chosen keys are stored', () => {
  const sheet = actionGroups().map(({ id }) => [
    id,
    allActions()
      .filter(({ group }) => group === id)
      .map((action) => action.id),
  ]);
  expect(sheet).toEqual(Object.entries(SHEET).map(([group, ids]) => [group, wordsOf(ids)]));
  expect(allActions().map(({ id }) => id)).toEqual(Object.values(SHEET).flatMap(wordsOf));
});

it('the actions that the areas declare let a kiosk look, listen, save a picture and acknowledge, and nothing else', () => {
  expect(
    allActions()
      .filter(({ kiosk }) => kiosk)
      .map(({ id }) => id),
  ).toEqual(wordsOf(KIOSK));
});

it('the actions that the areas declare join the sheet of keys by one entry in the list of areas', () => {
  const example = areaActions({
    groups: [{ id: 'example', icon: 'info', label: () => 'Example' }],
    scopes: [{ id: 'example', around: 'everywhere' }],
    actions: {
      'example.go': { group: 'example', scope: 'example', keys: ['G'] },
      'app.example': { group: 'window', scope: 'everywhere', keys: ['Mod+8'], after: 'app.console' },
    },
    title: (_t, id) => `title of ${id}`,
  });
  try {
    setActions([...declared, example]);
    const ids = allActions().map(({ id }) => id as string);
    expect(ids[ids.indexOf('app.console') + 1]).toBe('app.example');
    expect(ids.at(-1)).toBe('example.go');
    expect(actionGroups().at(-1)?.id).toBe('example');
    expect(allActions().at(-1)?.title(textIn('en-US'))).toBe('title of example.go');
  } finally {
    setActions(declared);
  }
});

it.each([
  ['a group', { group: 'nowhere', scope: 'everywhere', keys: ['G'] }],
  ['a scope', { group: 'window', scope: 'nowhere', keys: ['G'] }],
  ['an action', { group: 'window', scope: 'everywhere', keys: ['G'], after: 'nowhere' }],
])(
  'the actions that the areas declare stop the page when one of them names %s, which no area declares',
  (_what, action) => {
    const wrong = areaActions({ actions: { 'example.go': action }, title: () => '' });
    expect(() => setActions([...declared, wrong])).toThrow('nowhere');
    expect(allActions().some(({ id }) => (id as string) === 'example.go')).toBe(false);
  },
);

it('the actions that the areas declare stop the page where two areas declare the same id', () => {
  const twice = areaActions({
    actions: { 'wall.undo': { group: 'window', scope: 'everywhere', keys: ['G'] } },
    title: () => '',
  });
  expect(() => setActions([...declared, twice])).toThrow('wall.undo');
});

it('the page gets the texts of every area that has a folder of texts, under the name of the folder', async () => {
  const sources = await areaSources();
  expect(sources.size).toBeGreaterThan(1);
  for (const [id, { shared }] of sources)
    expect([id, areas.find((area) => area.id === id)?.texts?.shared]).toEqual([id, shared]);
});

it('the sections of the settings have the order that operators know, whichever area declares them', () => {
  const sections = inOrder(areas.map(({ settings }) => settings ?? []));
  expect(sections.map(({ id }) => id)).toEqual(['general', 'live', 'view', 'keys', 'folders', 'network']);
});

it('the entries of the palette have the order that operators know, whichever area declares them', () => {
  const sources = inOrder(areas.map(({ palette }) => palette ?? []));
  const first = sources.filter(({ isBeforeActions }) => isBeforeActions);
  expect(first.map(({ id }) => id)).toEqual(['places', 'cameras', 'presets', 'walls']);
  expect(sources.filter((source) => !first.includes(source)).map(({ id }) => id)).toEqual(['links', 'operations']);
});

it('the areas declare each kind of deleted things once, so that the list of deleted things shows and restores it', () => {
  const kinds = areas.flatMap(({ removed }) => removed ?? []).map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(REMOVED_KINDS.toSorted());
});
