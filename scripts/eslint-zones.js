/**
 * The rules of imports between rooms. One entry per rule: files under `target` may not import the folders in `from`,
 * except those in `except`. Exported on its own so that a test can prove each with a file that must fail.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folders of a folder, so that a new feature and a new cloud have their rules from their first day. */
const foldersIn = (folder) =>
  readdirSync(fileURLToPath(new URL(`../${folder}/`, import.meta.url)), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const features = foldersIn('renderer/features');
/** `core` serves all clouds, `aliyun` holds what two of them share. */
const vendors = foldersIn('main/vendors').filter((name) => name !== 'core' && name !== 'aliyun');

/**
 * The rooms that each room of `folder` may import: the shared rooms, and those in its row of `rows`. A room without a
 * row may import the shared rooms only, so that a new room is closed until somebody opens it.
 *
 * @param names of the rooms; without them the folders that are there.
 * @throws {Error} for a row without a room: the room was renamed, and its row would open nothing.
 */
export function roomZones(folder, { rows, shared, says }, names = foldersIn(folder)) {
  const unknown = Object.keys(rows).find((name) => !foldersIn(folder).includes(name));
  if (unknown !== undefined) throw new Error(`there is no room ${folder}/${unknown}`);
  return names.map((name) => {
    const below = [...new Set([...(rows[name] ?? []), ...shared])].filter((other) => other !== name);
    const from = [name, ...(shared.includes(name) ? [] : below)];
    return zone(
      `${folder}/${name}`,
      `./${folder}`,
      from.map((room) => `./${room}`),
      says(name, from.slice(1)),
    );
  });
}

/**
 * The rooms of the gateway, from the ground up. `gateway` runs in the thread of main, `worker` in the worker thread: they know
 * each other by messages only.
 */
const mediaRooms = {
  past: ['formats'],
  upstream: ['past', 'formats'],
  messages: ['upstream'],
  record: ['messages', 'past', 'formats'],
  gateway: ['messages', 'upstream'],
  worker: ['record', 'messages', 'upstream', 'past', 'formats'],
};

/**
 * The areas of main/services that import files of other areas, from the ground up. main/app.ts gives an area the other areas
 * as parameters of the function in its `area.ts`; only the types and helpers of these parameters are imported.
 */
const areas = {
  incidents: ['ptz'],
  presets: ['ptz'],
  cameras: ['accounts'],
  walls: ['accounts', 'cameras', 'sequences'],
  windows: ['sequences', 'walls'],
  live: ['accounts'],
  targets: ['jobs'],
  playback: ['cameras'],
  exports: ['bookmarks', 'cameras', 'clips', 'playback', 'retrievals'],
  clips: ['cameras', 'client', 'live'],
  console: ['accounts'],
  automation: ['accounts', 'cameras', 'walls'],
  network: ['accounts'],
};
const serviceRooms = {
  ...{ rows: areas, shared: ['shared'] },
  says: (area, below) =>
    `services/${area} imports ${[...new Set([...below, 'shared'])].join(', ')} of the services, and nothing else.`,
};
/** The zones of the areas of main/services. @param names for a test; without them the folders that are there. */
export const serviceZones = (names) => roomZones('main/services', serviceRooms, names);

/** The rooms of the browser host, from the ground up. Beside them `browser-host.ts` joins the rooms, and `entry.ts` starts the host. */
const browserHostRooms = { start: [], pages: [], process: [], windows: ['process'], dialogs: ['pages', 'windows'] };

/** The rooms of the page's state, from the ground up. */
const stateRooms = {
  cameras: ['accounts'],
  walls: ['cameras', 'actions'],
  sequences: ['walls', 'cameras', 'accounts'],
  windows: ['sequences', 'walls', 'cameras', 'accounts'],
  players: ['sequences', 'walls', 'cameras'],
  presets: ['players', 'cameras', 'accounts'],
};

/** The files of main that every room may stand on. */
const ground = [
  ...[
    'addresses',
    'authorities',
    'concurrency-limit',
    'errors',
    'file-failures',
    'json-bounds',
    'log',
    'log-limit',
    'pieces',
    'private-files',
    'redactor',
    'visible-json',
  ],
  ...['secret', 'secret-finder', 'settings-engine', 'thread-network', 'version', 'ways'],
];

const zone = (target, from, except, message) => ({ target: `./${target}`, from, except, message });
const OWN_TABLES = 'The tables in main/db/<area> are opened by services/<area> alone.';
const outside = (target, allowed, message) =>
  zone(target, '.', [...allowed.map((p) => `./${p}`), './node_modules'], message);

export const zones = [
  outside('preload/domain', ['preload/domain'], 'The domain imports nothing of ours.'),
  outside('preload/contract', ['preload/domain', 'preload/contract'], 'The contract imports the domain only.'),
  outside('preload', ['preload'], 'The preload sees the contract and the domain only.'),
  ...ground.map((file) =>
    outside(
      `main/${file}.ts`,
      ['preload/domain', ...ground.map((other) => `main/${other}.ts`)],
      'The ground of main imports the domain and the ground, nothing else of ours.',
    ),
  ),
  outside(
    'main/vendors',
    // addresses.ts: one rule says for clouds and for media which addresses an answer may lead to.
    [
      ...['preload/domain', 'main/ports', 'main/vendors', 'main/addresses.ts', 'main/errors.ts', 'main/json-bounds.ts'],
      'main/ways.ts',
      ...['main/concurrency-limit.ts', 'main/log.ts', 'main/pieces.ts', 'main/redactor.ts', 'main/secret.ts'],
    ],
    'A vendor knows the domain, the errors, the log and the redactor; nothing else of ours.',
  ),
  outside(
    'main/ports',
    ['preload/domain', 'main/ports', 'main/errors.ts', 'main/redactor.ts', 'main/secret.ts'],
    'A port knows the domain, the errors, the secrets and the redactor; nothing else of ours.',
  ),
  ...vendors.map((name) =>
    zone(
      `main/vendors/${name}`,
      './main/vendors',
      [`./${name}`, './core', ...(name.startsWith('aliyun-') ? ['./aliyun'] : [])],
      'Vendors do not know each other.',
    ),
  ),
  zone('main/vendors/aliyun', './main/vendors', ['./aliyun', './core'], 'What two clouds share knows neither.'),
  zone(
    'main/vendors/core/contract',
    './main/vendors/core',
    ['./contract'],
    'The contract knows neither how it is sent nor who sends it.',
  ),
  zone('main/vendors/core/http', './main/vendors/core/client', [], 'An exchange knows no client.'),
  zone('main/vendors/core', './main/vendors', ['./core'], 'The core knows no vendor.'),
  zone(
    'main/media',
    './main',
    [
      './media',
      './ports',
      './addresses.ts',
      './errors.ts',
      './file-failures.ts',
      './log.ts',
      './thread-network.ts',
      './ways.ts',
    ],
    'The gateway stands alone.',
  ),
  ...roomZones('main/media', {
    ...{ rows: mediaRooms, shared: ['shared'] },
    says: (room, below) => `media/${room} imports ${[...below, 'nothing else of the gateway'].join(', ')}.`,
  }),
  ...['services', 'ipc', 'keychain', 'db', 'hosts'].map((name) =>
    zone(
      `main/${name}`,
      './main/media',
      ['./gateway', './messages'],
      'The rest of main knows the gateway and its messages only.',
    ),
  ),
  zone('main/db', './main', ['./db', './errors.ts', './log.ts'], 'Repositories know tables, not services.'),
  ...foldersIn('main/db').map((area) =>
    zone(
      `main/db/${area}`,
      './main/db',
      [`./${area}`, './migration.ts', './searched-text.ts', './transaction.ts'],
      OWN_TABLES,
    ),
  ),
  ...foldersIn('main/services').map((area) =>
    zone(`main/services/${area}`, './main/db', [`./${area}`, './database.ts', './migration.ts'], OWN_TABLES),
  ),
  zone('main/*.ts', './main/db', ['./database.ts', './migration.ts'], OWN_TABLES),
  zone(
    'main/keychain',
    './main',
    ['./keychain', './errors.ts', './log.ts', './ports', './secret.ts'],
    'The vault stands alone.',
  ),
  zone('main/services', './main/ipc', [], 'Services do not know how they are called.'),
  zone('main/services', './main/hosts', [], 'Services know the Host interface, not a host.'),
  ...serviceZones(),
  ...foldersIn('main/services').map((area) =>
    zone(`main/services/${area}/handlers.ts`, './main', [`./services/${area}`], 'Handlers call their own area only.'),
  ),
  zone(
    'main/ipc',
    './main',
    ['./ipc', './errors.ts', './host.ts', './log.ts'],
    'The door knows the host and the contract only.',
  ),
  ...['vendors', 'ports', 'db', 'keychain', 'media', 'services'].map((name) =>
    zone('main/hosts', `./main/${name}`, [], 'A host knows the app, and nothing of what the app is made of.'),
  ),
  zone('main/hosts', './main/ipc', ['./event-queue.ts'], 'A host carries calls and events, and knows none of them.'),
  zone('main/*.ts', './main/hosts', [], 'Main knows the Host interface, not a host.'),
  zone('main/hosts/browser', './main/hosts/electron', [], 'The two hosts do not know each other.'),
  zone('main/hosts/electron', './main/hosts/browser', [], 'The two hosts do not know each other.'),
  ...roomZones('main/hosts/browser', {
    ...{ rows: browserHostRooms, shared: [] },
    says: (room, below) => `hosts/browser/${room} imports ${[...below, 'no other room of the host'].join(', ')}.`,
  }),
  ...['main', 'renderer', 'preload'].map((name) => zone(name, './test', [], 'Nobody imports test.')),
  ...['main', 'renderer', 'preload'].map((name) => zone(name, './scripts', [], 'The product does not import tools.')),
  zone('main', './renderer', [], 'Main never imports the renderer.'),
  zone('renderer', './main', [], 'The renderer never imports main.'),
  ...features.map((name) =>
    zone(`renderer/features/${name}`, './renderer/features', [`./${name}`], 'A feature never imports another feature.'),
  ),
  ...['state', 'features', 'shell', 'media'].map((name) =>
    zone('renderer/ui', `./renderer/${name}`, [], 'renderer/ui knows no store and no feature.'),
  ),
  ...['features', 'shell', 'app', 'media'].map((name) =>
    zone('renderer/contract-form', `./renderer/${name}`, [], 'The form of an operation knows no feature.'),
  ),
  ...['features', 'shell'].map((name) => zone('renderer/state', `./renderer/${name}`, [], 'State knows no feature.')),
  zone('renderer/state', './renderer/app', [], 'State does not know what starts the page.'),
  ...roomZones('renderer/state', {
    ...{ rows: stateRooms, shared: ['page'] },
    says: (room, below) => `state/${room} imports ${[...below, 'no other state'].join(', ')}.`,
  }),
  zone('renderer/media', './renderer', ['./media', './page'], 'Players know the page and nothing around them.'),
  zone('renderer/i18n', './renderer', ['./i18n'], 'Texts know nothing of the page.'),
  zone('renderer/page', './renderer', ['./page'], 'What the page offers to all knows none of them.'),
  ...['shell', 'app'].map((name) =>
    zone('renderer/features', `./renderer/${name}`, [], 'A feature does not know the shell around it.'),
  ),
  zone('renderer/shell', './renderer/features', [], 'The shell knows no feature.'),
  zone(
    'renderer/shell',
    './renderer/state',
    ['./page', './actions'],
    'The shell knows no state of an area: areas say what they show.',
  ),
  zone('renderer/shell', './renderer/media', [], 'The shell knows no player.'),
  ...['features', 'shell', 'ui'].map((name) =>
    zone('renderer/media', `./renderer/${name}`, [], 'Players live outside React and know no screen.'),
  ),
  ...['main', 'preload', 'renderer'].map((name) =>
    zone('test/simulator', `./${name}`, [], 'The simulator shares no code with the product.'),
  ),
];

const noElectron = { regex: '^electron(-store)?($|/)', message: 'Only main/hosts/electron imports electron.' };
const noNode = { regex: '^node:', message: 'The renderer has no Node.' };
const noScreen = { regex: '^(react|react-dom|antd|zustand|i18next)($|/)', message: 'Main has no screen.' };
const noDoor = {
  regex: '^node:(child_process|dgram|dns|fs|http|http2|https|net|tls)($|/)',
  message: 'Formats turn bytes into bytes: neither sockets nor files.',
};
const typesOfContract = {
  regex: 'preload/contract/',
  allowTypeImports: true,
  message: 'The renderer takes types of the contract only.',
};
const smallPreload = [
  { regex: '^(zod)($|/)', message: 'The preload is small: names and types only.' },
  {
    regex: '/contract/(?!(channels|names)\\.ts$)',
    allowTypeImports: true,
    message: 'The preload imports channel names and types only.',
  },
];

/**
 * Packages that only some folders may name. `allowTypeImports` where a type is harmless. If several entries name a
 * file, only the last one applies to it, so each entry is complete.
 */
export const packageRules = [
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: ['renderer/vite.config.ts'], // builds the page, in Node; nothing of this file reaches the page
    patterns: [noElectron, noNode, typesOfContract, { regex: '^(zod|ws)($|/)', message: 'Not in the renderer.' }],
  },
  {
    files: ['renderer/state/**/*.ts'],
    patterns: [
      ...[noElectron, noNode, typesOfContract, { regex: '^(zod|ws)($|/)', message: 'Not in the renderer.' }],
      {
        // slot-key.ts: how a slot is named, for stores that must not load the players.
        regex: '/media/(?!slot-key\\.ts$)',
        allowTypeImports: true,
        message: 'State takes types of the players only.',
      },
    ],
  },
  {
    files: ['renderer/media/**/*.ts'],
    patterns: [
      ...[noElectron, noNode, typesOfContract],
      { regex: '^(zod|ws|react|react-dom|antd)($|/)', message: 'Players live outside React.' },
    ],
  },
  { files: ['preload/*.ts'], ignores: ['preload/index.ts'], patterns: [noElectron, ...smallPreload] },
  { files: ['preload/index.ts'], patterns: smallPreload },
  {
    files: ['preload/domain/**/*.ts', 'preload/contract/**/*.ts'],
    patterns: [noElectron, { regex: '^(node:|react)', message: 'Shared by both sides: neither Node nor DOM.' }],
  },
  { files: ['main/**/*.ts'], ignores: ['main/hosts/electron/**'], patterns: [noElectron, noScreen] },
  { files: ['main/media/formats/**/*.ts'], patterns: [noElectron, noScreen, noDoor] },
  { files: ['main/hosts/electron/**/*.ts'], patterns: [noScreen] },
];
