import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from '@jest/globals';
import { readPages } from '../../support/docs/pages.ts';

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
