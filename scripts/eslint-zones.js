/**
 * Who may import whom. One entry a rule of the house: files under `target` may not import what `from` names, save
 * `except`. Exported on its own so that a test can prove each with a file that must fail.
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
 * The rooms of the gateway, from the ground up, and what each may import. `gateway` runs in the thread of main, `worker` in
 * the worker thread: they know each other by messages only.
 */
const mediaRooms = {
  shared: [],
  formats: ['shared'],
  past: ['formats', 'shared'],
  upstream: ['past', 'formats', 'shared'],
  messages: ['upstream', 'shared'],
  record: ['messages', 'past', 'formats', 'shared'],
  gateway: ['messages', 'upstream', 'shared'],
  worker: ['record', 'messages', 'upstream', 'past', 'formats', 'shared'],
};

/**
 * The areas of main/services, from the ground up, and the areas of which each may import files; `shared` is open to all.
 * main/app.ts gives an area the other areas as parameters of the function in its `area.ts`.
 */
const areas = {
  shared: [],
  accounts: [],
  client: [],
  ptz: [],
  incidents: ['ptz'],
  sequences: [],
  cameras: ['accounts', 'client', 'sequences'],
  walls: ['accounts', 'cameras', 'sequences'],
  windows: ['sequences', 'walls'],
  live: ['accounts'],
  clips: ['cameras', 'client', 'live'],
  console: ['accounts'],
  automation: ['accounts', 'cameras', 'walls'],
};

/** @throws {Error} for a folder without a row: a new folder needs a row that says what the folder may import. */
export function checkRows(folder, rows) {
  for (const name of foldersIn(folder))
    if (!Object.hasOwn(rows, name)) throw new Error(`say what ${folder}/${name} may import`);
}
checkRows('main/media', mediaRooms);
checkRows('main/services', areas);

/** The rooms of the page's state, from the ground up, and what each may import. */
const stateRooms = {
  page: [],
  actions: ['page'],
  accounts: ['page'],
  cameras: ['accounts', 'page'],
  walls: ['cameras', 'actions', 'page'],
  sequences: ['walls', 'cameras', 'accounts', 'page'],
  windows: ['sequences', 'walls', 'cameras', 'accounts', 'page'],
  players: ['sequences', 'walls', 'cameras', 'page'],
};
checkRows('renderer/state', stateRooms);

const zone = (target, from, except, message) => ({ target: `./${target}`, from, except, message });
const outside = (target, allowed, message) =>
  zone(target, '.', [...allowed.map((p) => `./${p}`), './node_modules'], message);

export const zones = [
  outside('preload/domain', ['preload/domain'], 'The domain imports nothing of ours.'),
  outside('preload/contract', ['preload/domain', 'preload/contract'], 'The contract imports the domain only.'),
  outside('preload', ['preload'], 'The preload sees the contract and the domain only.'),
  outside(
    'main/vendors',
    // addresses.ts: one rule says for clouds and for media which addresses an answer may lead to.
    [
      ...['preload/domain', 'main/ports', 'main/vendors', 'main/addresses.ts', 'main/errors.ts', 'main/json-bounds.ts'],
      ...['main/log.ts', 'main/pieces.ts', 'main/redactor.ts', 'main/secret.ts'],
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
    ['./media', './ports', './addresses.ts', './errors.ts', './file-failures.ts', './log.ts'],
    'The gateway stands alone.',
  ),
  ...Object.entries(mediaRooms).map(([room, below]) =>
    zone(
      `main/media/${room}`,
      './main/media',
      [room, ...below].map((name) => `./${name}`),
      `media/${room} imports ${[...below, 'nothing else of the gateway'].join(', ')}.`,
    ),
  ),
  ...['services', 'ipc', 'keychain', 'db', 'hosts'].map((name) =>
    zone(
      `main/${name}`,
      './main/media',
      ['./gateway', './messages'],
      'The rest of main knows the gateway and its messages only.',
    ),
  ),
  zone('main/db', './main', ['./db', './errors.ts', './log.ts'], 'Repositories know tables, not services.'),
  zone(
    'main/keychain',
    './main',
    ['./keychain', './errors.ts', './log.ts', './ports', './secret.ts'],
    'The vault stands alone.',
  ),
  zone('main/services', './main/ipc', [], 'Services do not know how they are called.'),
  zone('main/services', './main/hosts', [], 'Services know the Host interface, not a host.'),
  ...Object.entries(areas).map(([area, below]) =>
    zone(
      `main/services/${area}`,
      './main/services',
      [...new Set([area, ...below, 'shared'])].map((name) => `./${name}`),
      `services/${area} imports ${[...below, 'shared'].join(', ')} of the services, and nothing else.`,
    ),
  ),
  ...Object.keys(areas).map((area) =>
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
  zone('main/hosts/browser', './main/hosts/electron', [], 'The two hosts do not know each other.'),
  zone('main/hosts/electron', './main/hosts/browser', [], 'The two hosts do not know each other.'),
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
  ...['features', 'shell'].map((name) => zone('renderer/state', `./renderer/${name}`, [], 'State knows no feature.')),
  zone('renderer/state', './renderer/app', [], 'State does not know what starts the page.'),
  ...Object.entries(stateRooms).map(([room, below]) =>
    zone(
      `renderer/state/${room}`,
      './renderer/state',
      [room, ...below].map((name) => `./${name}`),
      `state/${room} imports ${[...below, 'no other state'].join(', ')}.`,
    ),
  ),
  zone('renderer/media', './renderer', ['./media', './page'], 'Players know the page and nothing around them.'),
  zone('renderer/i18n', './renderer', ['./i18n'], 'Texts know nothing of the page.'),
  zone('renderer/page', './renderer', ['./page'], 'What the page offers to all knows none of them.'),
  ...['shell', 'app'].map((name) =>
    zone('renderer/features', `./renderer/${name}`, [], 'A feature does not know the shell around it.'),
  ),
  zone('renderer/shell', './renderer/features', [], 'The shell knows no feature.'),
  ...['features', 'shell', 'ui'].map((name) =>
    zone('renderer/media', `./renderer/${name}`, [], 'Players live outside React and know no screen.'),
  ),
  ...['main', 'preload', 'renderer'].map((name) =>
    zone('test/simulator', `./${name}`, [], 'The simulator shares no code with the product.'),
  ),
];

const noElectron = { regex: '^electron(-store)?($|/)', message: 'Only main/hosts/electron imports electron.' };
const noNode = { regex: '^node:', message: 'The renderer has no Node.' };
const noScreen = {
  regex: '^(react|react-dom|antd|zustand|i18next)($|/)',
  message: 'Main has no screen.',
};
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
 * Packages that only some folders may name. `allowTypeImports` where a type is harmless. Of several entries that name a
 * file only the last one holds for that file, so each entry is complete.
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
