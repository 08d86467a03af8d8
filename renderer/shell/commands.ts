/** What the palette offers: cameras, walls, sites, groups, everything that can be done, and what the areas add. */
import type { ChannelId, SiteId } from '../../preload/domain/ids.ts';
import { linkIn, parseLink } from '../../preload/domain/links.ts';
import { cameraCommandId, groupCommandId, shownByCommand } from '../../preload/domain/recent-commands.ts';
import type { NumberedChannel } from '../../preload/domain/cameras.ts';
import { type Text } from '../i18n/i18n.ts';
import { LOCALE_NAMES, LOCALES } from '../i18n/locale.ts';
import { searchCameras } from '../state/cameras/camera-search.ts';
import type { DirectoryView } from '../state/cameras/directory-merge.ts';
import { openLink } from '../state/windows/links.ts';
import { searchNames } from '../state/cameras/name-search.ts';
import { goTo, type Screen } from '../state/page/navigation.ts';
import { setPreferences, usePreferences } from '../state/page/preferences.ts';
import { isProvided, runAction } from '../state/actions/shortcut-actions.ts';
import {
  actionOf,
  allActions,
  groupOf,
  scopesFrom,
  type ActionId,
  type ActionRow,
} from '../state/actions/shortcut-table.ts';
import { printedKeys } from '../state/actions/shortcuts.ts';
import { camerasOf, useSites } from '../state/cameras/sites.ts';
import { fillWall, placeChannels, useWalls } from '../state/walls/walls.ts';
import type { Action } from '../ui/action.ts';
import { keeping } from '../ui/keeping.ts';
import { openTab } from '../state/windows/window.ts';

const MAX_CAMERAS = 20;
const MAX_OTHERS = 8;
const MAX_ACTIONS = 40;

export interface CommandSources {
  readonly t: Text;
  readonly view: DirectoryView;
  /** What the areas add, such as the operations of the clouds. */
  readonly areaEntries: readonly Action[];
  /** Ids of what was run before, the last first. */
  readonly recent: readonly string[];
  /** The other language's words for an action, so that it is found by either. */
  readonly otherText: Text;
}

/** Built once for as long as the palette is open; each key stroke only searches. */
export class Commands {
  readonly #sources: CommandSources;
  readonly #walls: readonly Action[];
  readonly #places: readonly Action[];
  readonly #actions: readonly Action[];

  constructor(sources: CommandSources) {
    this.#sources = sources;
    this.#walls = wallCommands(sources.t);
    const { t, otherText, view } = sources;
    this.#places = [...siteCommands(t), ...groupCommands(t, view)];
    const actions = actionCommands(t, otherText, usePreferences.getState().shortcuts);
    this.#actions = [...actions.filter(isOffered).map(({ command }) => command), ...languageCommands(t)];
  }

  /** A camera's exact number first, then what was run lately, then cameras, walls, places, actions, entries of areas. */
  find(query: string): readonly Action[] {
    const { t, view, recent } = this.#sources;
    if (linkIn(query) !== null) return [linkCommand(t, view, query)];
    if (query.trim() === '') return unique([...this.#recent(), ...this.#walls, ...this.#actions]);
    const cameras = searchCameras(view, query, MAX_CAMERAS).map((channel) => cameraCommand(t, channel));
    const exact = cameras.filter(({ name }) => name.startsWith(`${query.trim()} `));
    const found = [
      ...cameras,
      ...searchNames(this.#walls, query, MAX_OTHERS),
      ...searchNames(this.#places, query, MAX_OTHERS),
      ...searchNames(this.#actions, query, MAX_ACTIONS),
      ...searchNames(this.#sources.areaEntries, query, MAX_OTHERS),
    ];
    const ids = new Set(recent);
    const late = found.filter(({ id }) => ids.has(id));
    return unique([...exact, ...late, ...found]);
  }

  #recent(): readonly Action[] {
    const { t, view, recent } = this.#sources;
    const all = new Map(
      [...this.#walls, ...this.#places, ...this.#actions, ...this.#sources.areaEntries].map((c) => [c.id, c]),
    );
    return recent.flatMap((id) => {
      const shown = shownByCommand(id);
      const channel = shown !== null && 'channelId' in shown ? view.byId.get(shown.channelId) : undefined;
      return channel === undefined ? (all.get(id) ?? []) : cameraCommand(t, channel);
    });
  }
}

const unique = (commands: readonly Action[]): readonly Action[] => [
  ...new Map(commands.map((command) => [command.id, command])).values(),
];

function cameraCommand(t: Text, { id, number, name }: NumberedChannel): Action {
  return {
    id: cameraCommandId(id),
    icon: 'device',
    name: `${number} ${name}`,
    hint: t('shell.palette.camera'),
    run: () => {
      goTo('live');
      placeChannels([id]);
    },
  };
}

/** What a pasted link leads to, or what is wrong with it. */
function linkCommand(t: Text, view: DirectoryView, query: string): Action {
  const parsed = parseLink(linkIn(query) ?? '');
  const command = { id: 'link', icon: 'arrowr' as const, run: () => void openLink(query) };
  if ('problem' in parsed) {
    const reason = t(`shell.links.${parsed.problem}`);
    return { ...command, name: t('shell.notices.linkBad', { reason }) };
  }
  const { link } = parsed;
  if (link.kind === 'wall') {
    const name = useWalls.getState().walls.find(({ id }) => id === link.wallId)?.name ?? t('shell.links.unknownWall');
    return { ...command, name, hint: t('shell.links.openWall') };
  }
  const channel = view.byId.get(link.channelId);
  const name = channel ? `${channel.number} ${channel.name}` : t('shell.links.unknownCamera');
  return { ...command, name, hint: t('shell.links.openCamera') };
}

function wallCommands(t: Text): readonly Action[] {
  return useWalls.getState().walls.map(({ id, name }) => ({
    ...{ id: `wall:${id}`, icon: 'grid9' as const, name, hint: t('actions.palette.wall') },
    run: () => {
      goTo('live');
      openTab(id);
    },
  }));
}

function fill(ids: readonly ChannelId[], name: string): void {
  goTo('live');
  fillWall(ids, name);
}

function siteCommands(t: Text): readonly Action[] {
  const { sites } = useSites.getState();
  const below = (id: SiteId): readonly ChannelId[] => [
    ...camerasOf(id),
    ...sites.filter(({ parentId }) => parentId === id).flatMap((site) => below(site.id)),
  ];
  return sites.map(({ id, name }) => ({
    ...{ id: `site:${id}`, icon: 'folder' as const, name, hint: t('actions.palette.site') },
    run: () => fill([...new Set(below(id))], name),
  }));
}

const groupCommands = keeping((t: Text, view: DirectoryView): readonly Action[] => {
  const hint = t('actions.palette.group');
  return view.parts.flatMap(({ groups, channels }) =>
    groups.map(({ id, name }) => ({
      ...{ id: groupCommandId(id), icon: 'folder' as const, name, hint },
      run: () => {
        const inside = new Set([id]);
        // Parents come in any order; a pass without a new one ends it.
        for (let size = 0; size !== inside.size;) {
          size = inside.size;
          for (const group of groups) if (group.parentId !== null && inside.has(group.parentId)) inside.add(group.id);
        }
        const ids = channels.filter(({ orgNodeId }) => orgNodeId !== null && inside.has(orgNodeId)).map((c) => c.id);
        fill(ids, name);
      },
    })),
  );
});

interface ActionCommand {
  readonly action: ActionRow;
  readonly command: Action;
}

/** What something can do now, or what a screen will do once it shows. */
const isOffered = ({ action: { id, scope } }: ActionCommand): boolean => isProvided(id) || scope !== 'everywhere';

const actionCommands = keeping((t: Text, otherText: Text, _shortcuts: unknown): readonly ActionCommand[] =>
  allActions()
    .filter(({ isKeyOnly }) => !isKeyOnly)
    .map((action) => {
      const { id } = action;
      const { icon, label } = groupOf(action);
      const command = {
        id: `action:${id}`,
        icon,
        name: action.title(t),
        words: `${action.title(otherText)} ${label(t)}`,
        keys: printedKeys(id),
        reason: action.reason?.(t) ?? undefined,
        run: () => runFromAnywhere(id),
      };
      return { action, command };
    }),
);

/** Runs an action from anywhere: its screen comes first. */
function runFromAnywhere(id: ActionId): void {
  // Below `everywhere` stands the screen that the scope is on.
  const screen = scopesFrom(actionOf(id).scope).at(-2);
  if (screen !== undefined) goTo(screen as Screen);
  runAction(id);
}

function languageCommands(t: Text): readonly Action[] {
  return LOCALES.map((locale) => ({
    id: `language:${locale}`,
    icon: 'settings',
    name: t('shell.palette.language', { name: LOCALE_NAMES[locale] }),
    run: () => void setPreferences({ locale }),
  }));
}
