import { expect, it } from '@jest/globals';
import { audiencePage } from '../../../lambdas/screen/pages/audience-page.ts';
import { projectPage } from '../../../lambdas/screen/pages/project-page.ts';
import { projectsPage } from '../../../lambdas/screen/pages/projects-page.ts';
import type { Html } from '../../../lambdas/shared/screen/html.ts';
import { aProject, someCounts, aLiveVersion } from '../../support/factories.ts';
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
        ...{ state: 'superseded' as const, until: now + hour },
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
