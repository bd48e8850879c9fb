import { once } from 'node:events';
import { createServer } from 'node:http';
import { type Emulator, emulatorOf } from '../../local/emulators/emulator.ts';
import axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';

/** Chromium itself asks its maker for updates. */
const ofChromium = /^(https?:\/\/)?([a-z0-9-]+\.)*(google|googleapis|gvt1)\.com[:/]/;

/** Takes all that a browser asks of other machines, and notes it. */
export const startWatch = async (): Promise<Emulator & { left: string[] }> => {
  const left: string[] = [];
  const note = (url: string): void => {
    if (!ofChromium.test(url)) left.push(url);
  };
  const server = createServer((request, response) => {
    note(request.url ?? '');
    response.writeHead(403).end();
  });
  server.on('connect', ({ url = '' }, socket) => {
    note(url);
    socket.on('error', () => {
      // the browser has gone away, and needs no answer
    });
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { ...emulatorOf(server), left };
};

export interface Settings {
  theme?: 'light' | 'dark';
  language?: 'en' | 'ja';
  width?: 360 | 1280;
}

/** Somebody who looks at the console. */
export interface Visitor {
  page: Page;
  /** what the page's own JavaScript complained of */
  errors: readonly string[];
  widget: Locator;
  /** what axe-core finds against WCAG 2.2 AA, and its best practices */
  findBarriers: () => Promise<string[]>;
  /** pixels that do not fit into the window */
  overflow: () => Promise<number>;
  leave: () => Promise<void>;
}

/** @param url with what is behind `#` */
export const visit = async (
  browser: Browser,
  url: string,
  { theme = 'light', language = 'en', width = 1280 }: Settings = {},
): Promise<Visitor> => {
  const context = await browser.newContext({
    colorScheme: theme,
    locale: language,
    timezoneId: 'Asia/Tokyo',
    viewport: { width, height: 800 },
    // Axe sees colours as they are in the middle of a transition.
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(url);
  return {
    page,
    errors,
    widget: page.locator('.widget'),
    findBarriers: async () => {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary ?? ''}`),
      );
    },
    overflow: () =>
      page.evaluate<number>(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      ),
    leave: () => context.close(),
  };
};
