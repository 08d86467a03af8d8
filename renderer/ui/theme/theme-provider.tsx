/**
 * Ant Design under Lanner's tokens. Only features that use its components load it (they are split from the shell), each
 * wraps itself in this. `darkAlgorithm` recolours seed tokens, so a last derivative pins them; no compact algorithm.
 */
import { ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import tokens from './tokens.json';

const { pin, token, components } = tokens.antd;

/** The whole Ant Design theme; exported so that a test can resolve it. */
export const antdTheme = {
  algorithm: [
    theme.darkAlgorithm,
    (_seed: object, map?: object) => ({ ...map, ...pin }) as ReturnType<typeof theme.darkAlgorithm>,
  ],
  token,
  components,
};

export function ThemeProvider({
  locale,
  children,
}: {
  readonly locale: 'zh-CN' | 'en-US';
  readonly children: ReactNode;
}) {
  return (
    <ConfigProvider
      theme={antdTheme}
      locale={locale === 'zh-CN' ? zhCN : enUS}
      wave={{ disabled: true }}
      componentSize="middle"
    >
      {children}
    </ConfigProvider>
  );
}
