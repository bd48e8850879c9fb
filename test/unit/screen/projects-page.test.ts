import { describe, expect, it } from '@jest/globals';
import { byNeed, concernsOf } from '../../../lambdas/screen/domain/concerns.ts';
import { projectsPage } from '../../../lambdas/screen/pages/projects-page.ts';
import { aProject } from '../../support/factories.ts';
import { callOf, textsOf } from './elements.ts';
import {
  aReader,
  aShownProject,
  aTroubledProject,
  drawn,
  endpoints,
  hour,
  installation,
  now,
} from './views.ts';

const named = (projectId: string, more = {}) =>
  aShownProject({ project: aProject({ projectId, ...more }) });

describe('what of a project needs somebody', () => {
  it('is nothing where all is well', () => {
    expect(concernsOf(aShownProject(), now)).toEqual([]);
  });

  it('is the gravest first', () => {
    expect(concernsOf(aTroubledProject(), now)).toEqual([
      { of: 'addressesRefused', tone: 'bad', count: 1 },
      { of: 'notScanned', tone: 'bad' },
      { of: 'callsFailed', tone: 'bad', count: 2 },
      { of: 'waitsLong', tone: 'warning' },
      { of: 'mailsPending', tone: undefined, count: 3 },
    ]);
  });

  it('is not that a paused one is not scanned', () => {
    const paused = { ...aTroubledProject(), project: aProject({ paused: true }) };
    const found = concernsOf(paused, now).map((concern) => concern.of);
    expect(found).toEqual(['addressesRefused', 'callsFailed', 'paused', 'mailsPending']);
  });

  it('is not that no scan has come to its end yet', () => {
    expect(concernsOf(aShownProject({ lastScan: undefined }), now)).toEqual([]);
  });

  it('is that there is no place left', () => {
    const full = named('a', { audienceLimit: 2, slots: { a: 1, b: 2 } });
    expect(concernsOf(full, now)).toEqual([{ of: 'full', tone: 'warning' }]);
  });
});

describe('the list of projects', () => {
  const projects = [
    named('a'),
    named('b', { paused: true }),
    named('c'),
    { ...aTroubledProject(), project: aProject({ projectId: 'd' }) },
  ];

  it('has those first that need somebody, and the others in their order', async () => {
    expect(byNeed(projects, now).map(({ project }) => project.projectId)).toEqual([
      ...['d', 'b', 'a', 'c'],
    ]);
    const html = await drawn(projectsPage(installation(projects), aReader()));
    const rows = textsOf(html, 'th').slice(5);
    expect(rows.map((text) => text.charAt(0))).toEqual(['d', 'b', 'a', 'c']);
    expect(rows[0]).toContain('SES refuses 1 address');
    expect(rows[1]).toContain('paused');
  });

  it('takes one grave thing for more than two that are less', () => {
    const full = named('full', { paused: true, audienceLimit: 0 });
    const { refusedAddresses } = aTroubledProject();
    const refused = { ...named('refused'), refusedAddresses };
    expect(byNeed([full, refused], now)).toEqual([refused, full]);
  });

  it('says what is taken, what was seen and what waits', async () => {
    const troubled = { ...aTroubledProject(), project: aProject({ slots: { a: 1 } }) };
    const html = await drawn(projectsPage(installation([troubled]), aReader()));
    expect(textsOf(html, 'td')).toEqual(['1 of 100', '2 h ago', '1,320', '14 longest: 90 min']);
    expect(html).toContain('width:1%');
  });

  it('has when the last scan was in the time zone of the dashboard', async () => {
    const reader = aReader('ja', 'light', { offsetMinutes: 540 });
    const at = now - hour;
    const scan = { ...aTroubledProject().lastScan!, at };
    const html = await drawn(
      projectsPage(installation([aShownProject({ lastScan: scan })]), reader),
    );
    expect(html).toContain('title="2026年11月30日 05:00（+09:00）"');
    expect(textsOf(html, 'time')).toEqual(['1時間前']);
  });

  it('leads to each of them', async () => {
    const html = await drawn(projectsPage(installation([named('news')]), aReader()));
    expect(callOf(html, 'news')).toMatchObject({
      endpoint: endpoints.screen,
      params: { view: 'project', project: 'news' },
    });
  });

  it('says how to create one where there is none', async () => {
    const html = await drawn(projectsPage(installation([]), aReader()));
    expect(textsOf(html, 'code')).toEqual([
      'audience-import project put shop --admin-email you@example.com --audience-limit 100',
    ]);
    expect(textsOf(html, 'table')).toEqual([]);
  });

  it('names what cannot be read, and does not take it for nothing', async () => {
    const html = await drawn(projectsPage(installation([], ['oops']), aReader()));
    expect(textsOf(html, 'code')).toEqual(['oops']);
  });
});
