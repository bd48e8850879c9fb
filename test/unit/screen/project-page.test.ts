import { describe, expect, it } from '@jest/globals';
import { projectPage } from '../../../lambdas/screen/pages/project-page.ts';
import type { AudienceItem } from '../../../lambdas/shared/domain/audience-item.ts';
import { aLiveVersion, aProject, someCounts } from '../../support/factories.ts';
import { callOf, callsIn, elementsOf, textsOf } from './elements.ts';
import {
  aHeldItem,
  aListOf,
  aReader,
  aReadyItem,
  aRejectedItem,
  aShownProject,
  drawn,
  endpoints,
  harmless,
  listParams,
} from './views.ts';

const draw = (list = aListOf([aReadyItem()]), params = listParams(), reader = aReader()) =>
  drawn(projectPage(list, params, reader));

describe('the list of audiences', () => {
  it('has a row for each, with its figures', async () => {
    const html = await draw();
    expect(textsOf(html, 'th').slice(7)).toEqual(['vip']);
    expect(textsOf(html, 'td')).toEqual([
      ...['ready', '12,345'],
      'Members of the last 4 versions: 10,000 to 12,345, now 12,345',
      ...['+120 −34', '1 h ago', '93.5 %'],
    ]);
  });

  it('says in a sentence why a file is no version', async () => {
    const sentence = `${'Row 7 has several columns. '.repeat(10)}Do this.`;
    const html = await draw(aListOf([aRejectedItem({ ...harmless, message: sentence })]));
    const [why] = elementsOf(html).filter(({ attribs }) => attribs.class === 'why');
    expect(why?.attribs.title).toBe(sentence);
    expect(textsOf(html, 'th')[7]).toMatch(/Row 7 has several columns\..*…$/);
  });

  it('draws a line of what there is, and none of nothing', async () => {
    const endingWith = (trend: number[] | undefined): AudienceItem => {
      const counts = someCounts({ members: trend?.at(-1) ?? 1 });
      return { ...aReadyItem({ versions: { 12: aLiveVersion({ counts }) } }), trend };
    };
    const points = async (trend: number[] | undefined): Promise<string | undefined> =>
      elementsOf(await draw(aListOf([endingWith(trend)])))
        .find(({ name }) => name === 'polyline')
        ?.attribs.points?.trim();
    expect(await points([0, 5, 10])).toBe('0,20 48,11 96,2');
    expect(await points([7])).toBe('0,11 96,11');
    expect(await points([])).toBeUndefined();
    expect(await points(undefined)).toBeUndefined();
  });

  it('is sorted by the head that is pressed, the other way round when it is already', async () => {
    const params = listParams({ sort: 'members', descending: true, text: 'v', status: 'held' });
    const html = await draw(aListOf([aReadyItem()]), params);
    const same = { view: 'project', project: 'shop', text: 'v', status: 'held' };
    expect(callOf(html, 'Members')?.params).toEqual({
      ...same,
      sort: 'members',
      descending: false,
    });
    expect(callOf(html, 'Change')?.params).toEqual({ ...same, sort: 'change', descending: true });
    expect(callOf(html, 'Audience')?.params).toEqual({ ...same, sort: 'name', descending: false });
    const sorted = elementsOf(html).filter((element) => 'aria-sort' in element.attribs);
    expect(sorted.map(({ attribs }) => attribs['aria-sort'])).toEqual(['descending']);
  });

  it('has pages', async () => {
    const html = await draw();
    expect(callOf(html, 'Previous')?.params).not.toHaveProperty('page');
    expect(callOf(html, 'Next')?.params).toMatchObject({ page: 3 });
    const all = await draw(aListOf([aReadyItem()], { page: 1, pages: 1, found: 1 }));
    expect(callOf(all, 'Previous') ?? callOf(all, 'Next')).toBeUndefined();
    expect(all).toContain('1 audience<');
  });

  it('is narrowed down by what stands in the form', async () => {
    const html = await draw(aListOf([aHeldItem()]), listParams({ text: 'lo"y', status: 'held' }));
    const controls = elementsOf(html).filter(({ attribs }) =>
      attribs.name?.startsWith('audience-'),
    );
    expect(controls.map(({ attribs }) => attribs.name)).toEqual([
      ...['audience-filter', 'audience-status'],
    ]);
    expect(controls[0]?.attribs.value).toBe('lo"y');
    const chosen = elementsOf(html).filter(({ attribs }) => 'selected' in attribs);
    expect(chosen.map(({ attribs }) => attribs.value)).toEqual(['held']);
    expect(callOf(html, 'Find')?.params).toEqual({
      view: 'project',
      project: 'shop',
      fromForm: true,
    });
    expect(callOf(html, 'Show all')?.params).toEqual({ view: 'project', project: 'shop' });
  });

  it('says that nothing was found, and leads back to all', async () => {
    const html = await draw(aListOf([], { found: 0 }), listParams({ text: 'zzz' }));
    expect(textsOf(html, 'h3')).toEqual(['No audience matches']);
    expect(callOf(html, 'Show all')).toBeDefined();
  });

  it('says where files lie as long as there is none', async () => {
    const html = await draw(aListOf([], { found: 0 }), listParams({ page: 1 }));
    expect(html).toContain('shop/NAME.csv');
    expect(callOf(html, 'Find')).toBeUndefined();
  });

  it('does not say so where there are some that cannot be read', async () => {
    const html = await draw(aListOf([], { found: 0, unreadable: ['oops.csv'] }), listParams());
    expect(textsOf(html, 'code')).toEqual(['shop/', 'oops.csv']);
    expect(html).not.toContain('No file was seen yet');
  });
});

it('whom SES refuses is named, with what was missed', async () => {
  expect(textsOf(await draw(), 'p')).toEqual([
    'SES has refused a@example.com since 2026-11-28 21:00 UTC (No): 3 notices did not reach it.',
  ]);
});

describe('what can be changed of a project', () => {
  it('is its limit, and whether it is paused', async () => {
    const html = await draw();
    expect(callOf(html, 'Change limit')).toMatchObject({
      endpoint: endpoints.actions,
      params: { action: 'limit', project: 'shop', seen: { limit: 100 } },
    });
    expect(callOf(html, 'Pause imports')).toMatchObject({
      endpoint: endpoints.actions,
      params: { action: 'pause', project: 'shop', seen: { paused: false } },
    });
    const field = elementsOf(html).find(({ attribs }) => attribs.name === 'project-limit');
    expect(field?.attribs).toMatchObject({ type: 'number', value: '100', min: '0', max: '2000' });
  });

  it('is that a paused one goes on', async () => {
    const project = aShownProject({ project: aProject({ paused: true }) });
    const html = await draw(aListOf([aReadyItem()], { project }));
    expect(callOf(html, 'Resume imports')?.params).toMatchObject({
      action: 'resume',
      seen: { paused: true },
    });
    expect(callsIn(html).filter(({ params }) => params.action === 'pause')).toEqual([]);
    expect(html).toContain('nothing is imported until it is resumed');
  });
});
