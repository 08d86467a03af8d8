/** The actions of the PTZ stage. */
import { areaActions, type AreaActions, type DeclaredAction } from '../../state/actions/shortcut-table.ts';
import type { Chord } from '../../state/actions/shortcut-keys.ts';
import { goTo } from '../../state/page/navigation.ts';
import { selectedCamera } from '../../state/sequences/selected-camera.ts';
import { openOnStage } from './model/stage.ts';

const stage = (...keys: readonly Chord[]): DeclaredAction => ({ group: 'presets', scope: 'presets', keys });

const actions = {
  'presets.open': { group: 'presets', scope: 'live', keys: ['Shift+D'] },
  'presets.goTo': {
    ...stage('1', '2', '3', '4', '5', '6', '7', '8', '9'),
    isFixed: true,
    isKeyOnly: true,
    printed: '1 – 9',
  },
  'presets.save': stage('S'),
  'presets.rename': stage('F2'),
  'presets.update': stage('U'),
  'presets.delete': stage('Delete'),
  'presets.filter': stage('G'),
  'presets.refresh': stage('Shift+R'),
  'presets.take': stage('T'),
  'presets.newTrack': stage('Shift+T'),
  'presets.saveTrack': { ...stage('Mod+S'), reach: 'fields' },
  'presets.nextCamera': { ...stage('PageDown'), isRepeating: true },
  'presets.previousCamera': { ...stage('PageUp'), isRepeating: true },

  'app.presets': { group: 'window', scope: 'everywhere', keys: ['Mod+4'], reach: 'fields', after: 'app.exports' },
} satisfies Readonly<Record<string, DeclaredAction>>;

export const presetsActions: AreaActions<keyof typeof actions, 'presets'> = areaActions({
  groups: [{ id: 'presets', icon: 'ptz', label: (t) => t('presets.names.group') }],
  scopes: [{ id: 'presets', around: 'everywhere' }],
  actions,
  title: (t, id) => t(`presets.names.actions.${id}`),
  runs: {
    'app.presets': () => goTo('presets'),
    'presets.open': () => {
      const channelId = selectedCamera();
      if (channelId !== null) openOnStage(channelId);
      return channelId !== null;
    },
  },
});
