import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { theme } from 'antd';
import { ICON_NAMES, SEVERITY_NAMES, STATE_NAMES } from '../../../../../renderer/ui/icons/names.ts';
import tokens from '../../../../../renderer/ui/theme/tokens.json';
import { cssVariables } from '../../../../../renderer/ui/theme/tokens.ts';
import { antdTheme } from '../../../../../renderer/ui/theme/theme-provider.tsx';

const renderer = path.resolve(import.meta.dirname, '../../../../../renderer');

function filesBelow(dir: string, ending: RegExp): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => path.join(dir, name));
}

it('the theme has a symbol for every icon name', () => {
  const sprite = readFileSync(path.join(renderer, 'ui/icons/icons.svg'), 'utf8');
  const ids = [
    ...ICON_NAMES.map((name) => `i-${name}`),
    ...STATE_NAMES.map((name) => `s-${name}`),
    ...SEVERITY_NAMES.map((name) => `v-${name}`),
  ];
  for (const id of ids) expect(sprite).toContain(`symbol id="${id}"`);
});

it('the theme defines every variable that a style sheet uses', () => {
  const own = /^(--ko|--cell|--d|--i)$/;
  const known = new Set([...cssVariables().matchAll(/(--[a-z0-9-]+):/g)].map((match) => match[1]));
  for (const file of filesBelow(renderer, /\.css$/)) {
    const text = readFileSync(file, 'utf8');
    const local = new Set([...text.matchAll(/(--[a-z0-9-]+)\s*:/g)].map((match) => match[1]));
    for (const [, name = ''] of text.matchAll(/var\((--[a-z0-9-]+)\)/g)) {
      if (!own.test(name)) expect([file, name, known.has(name) || local.has(name)]).toEqual([file, name, true]);
    }
  }
});

it('Ant Design has the colours of the tokens, not the colours of its dark algorithm', () => {
  const resolved = theme.getDesignToken(antdTheme) as unknown as Record<string, string>;
  for (const [name, value] of Object.entries(tokens.antd.token)) expect([name, resolved[name]]).toEqual([name, value]);
});
