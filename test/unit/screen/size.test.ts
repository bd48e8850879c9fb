import { describe, expect, it } from '@jest/globals';
import { audiencePage } from '../../../lambdas/screen/pages/audience-page.ts';
import { projectPage } from '../../../lambdas/screen/pages/project-page.ts';
import { projectsPage } from '../../../lambdas/screen/pages/projects-page.ts';
import { actionParamsSchema } from '../../../lambdas/shared/screen/action-params.ts';
import type { Html } from '../../../lambdas/shared/screen/html.ts';
import { mostOfFilter, viewParamsSchema } from '../../../lambdas/shared/screen/view-params.ts';
import { aProject, someCounts, aLiveVersion } from '../../support/factories.ts';
import { callsIn, textsOf } from './elements.ts';
import {
  aHeldItem,
  aListOf,
  aReader,
  aRecord,
  aRejectedItem,
  aSheet,
  aTroubledProject,
  drawn,
  harmless,
  hour,
  installation,
  listParams,
  now,
} from './views.ts';

/** Bytes: the bound of the issue for what a function answers. */
const most = 200_000;

const bytesOf = async (view: Html): Promise<number> => Buffer.byteLength(await drawn(view));

const long = { ...harmless, message: 'What is wrong, where, and what to do. '.repeat(10) };
const trend = Array.from({ length: 30 }, (_, index) => 1_000_000 + ((index * 7_919) % 1_000));

/** More than a page of the list has. */
const items = Array.from({ length: 100 }, (_, index) => ({
  ...aRejectedItem({ ...long, name: `customers-of-the-loyalty-programme-${index}` }),
  trend,
}));

it('a list of 50 projects, all of which need somebody, is small', async () => {
  const projects = Array.from({ length: 50 }, (_, index) => ({
    ...aTroubledProject(),
    project: aProject({ projectId: `project-number-${index}` }),
  }));
  expect(await bytesOf(projectsPage(installation(projects), aReader('ja')))).toBeLessThan(most / 2);
});

it('a list of 100 audiences, none of which went well, is no larger than is allowed', async () => {
  expect(await bytesOf(projectPage(aListOf(items), listParams(), aReader('ja')))).toBeLessThan(
    most,
  );
});

it('an audience of 800 versions and 30 long records is no larger than is allowed', async () => {
  const versions = Object.fromEntries(
    Array.from({ length: 800 }, (_, index) => [
      index + 1,
      {
        ...aLiveVersion({ counts: someCounts(), publishedAt: now }),
        state: 'superseded' as const,
        until: now + hour,
      },
    ]),
  );
  const item = { ...aHeldItem(long), trend, versions: { ...aHeldItem().versions, ...versions } };
  const message = 'What is wrong? '.repeat(66);
  const history = Array.from({ length: 30 }, () => aRecord({ ...long, message }));
  expect(await bytesOf(audiencePage(aSheet(item, long, { history }), aReader('ja')))).toBeLessThan(
    most,
  );
});

describe('what anybody has chosen', () => {
  /** As long as a key may be. */
  const names = {
    ampersands: '&'.repeat(1_000),
    references: '&a'.repeat(500),
    controls: '\u0001'.repeat(1_000),
    'angle brackets': '<'.repeat(1_000),
    quotes: '"\''.repeat(500),
    Japanese: '名'.repeat(333),
  };

  it.each(Object.entries(names))('does not make a list too large: %s', async (_, name) => {
    const foreign = { ...harmless, name, message: name };
    const hostile = Array.from({ length: 50 }, () => ({ ...aRejectedItem(foreign), trend }));
    const unreadable = Array.from({ length: 2_000 }, () => `${name}.csv`);
    const text = name.slice(0, mostOfFilter);
    expect(
      await bytesOf(
        projectPage(aListOf(hostile, { unreadable }), listParams({ text }), aReader('ja')),
      ),
    ).toBeLessThan(most);
  });

  it.each(Object.entries(names))('does not make an audience too large: %s', async (_, name) => {
    const foreign = { ...harmless, name, message: name };
    const superseded = {
      ...aLiveVersion({ counts: someCounts(), publishedAt: now }),
      state: 'superseded' as const,
      until: now + hour,
    };
    const old = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => [index + 14, superseded]),
    );
    const held = aHeldItem(foreign);
    const item = { ...held, trend, versions: { ...held.versions, ...old } };
    const history = Array.from({ length: 30 }, () => aRecord(foreign));
    expect(
      await bytesOf(audiencePage(aSheet(item, foreign, { history }), aReader('ja'))),
    ).toBeLessThan(most);
  });

  it.each(Object.entries(names))('leads to its audience all the same: %s', async (_, name) => {
    const item = aRejectedItem({ ...harmless, name });
    const list = await drawn(projectPage(aListOf([item]), listParams(), aReader()));
    const calls = [
      ...callsIn(list),
      ...callsIn(await drawn(audiencePage(aSheet(item), aReader()))),
    ];
    const of = { file: `${name}.csv` };
    const view = calls.find(({ params }) => params.view === 'audience');
    expect(viewParamsSchema.parse(view?.params)).toMatchObject(of);
    const deletion = calls.find(({ params }) => params.action === 'delete');
    expect(actionParamsSchema.parse(deletion?.params)).toMatchObject(of);
  });
});

it('names some of what cannot be read, and counts the rest', async () => {
  const unreadable = Array.from({ length: 2_000 }, (_, index) => `list-${index}.csv`);
  const html = await drawn(projectPage(aListOf([], { unreadable }), listParams(), aReader()));
  expect(textsOf(html, 'code').filter((name) => name.startsWith('list-'))).toHaveLength(20);
  expect(textsOf(html, 'p')).toContain('and 1,980 more');
  const few = aListOf([], { unreadable: unreadable.slice(0, 20) });
  expect(await drawn(projectPage(few, listParams(), aReader()))).not.toMatch(/and \d+ more/);
});
