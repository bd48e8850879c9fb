import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from '@jest/globals';
import { type Page, readPages } from '../../support/docs/pages.ts';

/** As GitHub makes them of headings. */
const anchorsOf = (markdown: string): ReadonlySet<string> =>
  new Set(
    [...markdown.matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = '']) =>
      heading
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\-_ ]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );

const withoutBlocks = (markdown: string): string =>
  markdown.replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '').replaceAll(/`[^`\n]*`/g, '');

/** Files that a page links to, from the root of the repository. */
const linked = ({ path, text }: Page): string[] =>
  [...withoutBlocks(text).matchAll(/\]\(([^)\s#]+)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => normalize(join(dirname(path), link)));

it('every page of docs is found from the README', () => {
  const pages = new Map(readPages().map((page) => [page.path, page]));
  const found = new Set(['README.md']);
  for (const path of found)
    for (const target of linked(pages.get(path) ?? { path, text: '' })) found.add(target);
  const lost = [...pages.keys()].filter((path) => /^docs\/[^/]+$/.test(path) && !found.has(path));
  expect(lost).toEqual([]);
});

it.each(readPages())('$path links to what is there', ({ path, text }) => {
  const broken: string[] = [];
  for (const [, link = ''] of withoutBlocks(text).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(link)) continue;
    const [file = '', anchor] = link.split('#');
    const target = file === '' ? path : normalize(join(dirname(path), file));
    const isThere =
      existsSync(target) &&
      (anchor === undefined ||
        (statSync(target).isFile() && anchorsOf(readFileSync(target, 'utf8')).has(anchor)));
    if (!isThere) broken.push(link);
  }
  expect(broken).toEqual([]);
});
