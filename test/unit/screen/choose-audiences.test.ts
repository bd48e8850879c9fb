import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  audiencesOnPage,
  chooseAudiences,
} from '../../../lambdas/screen/domain/choose-audiences.ts';
import { viewAudience } from '../../../lambdas/shared/domain/audience-view.ts';
import {
  audienceSorts,
  type ProjectViewParams,
} from '../../../lambdas/shared/screen/view-params.ts';
import { aLiveVersion, anAudienceItem, someCounts } from '../../support/factories.ts';

const now = 1_000_000;

const anAudience = (name: string, members?: number) => {
  const item = anAudienceItem({
    fileName: `${name}.csv`,
    versions: members === undefined ? {} : { 1: aLiveVersion({ counts: someCounts({ members }) }) },
  });
  return { item, view: viewAudience(item, now) };
};

const asked = (more: Partial<ProjectViewParams> = {}): ProjectViewParams => ({
  view: 'project',
  project: 'shop',
  sort: 'name',
  descending: false,
  text: '',
  page: 1,
  fromForm: false,
  ...more,
});

const namesOf = (
  all: readonly ReturnType<typeof anAudience>[],
  more?: Partial<ProjectViewParams>,
): string[] => chooseAudiences(all, asked(more)).audiences.map(({ view }) => view.name);

describe('the audiences on a page', () => {
  it('are found by a part of their name, whatever the case and however its accents are written', () => {
    const all = ['VIP', 'caf\u00e9', 'other'].map((name) => anAudience(name));
    expect(namesOf(all, { text: 'vi' })).toEqual(['VIP']);
    expect(namesOf(all, { text: 'CAFE\u0301' })).toEqual(['caf\u00e9']);
    expect(namesOf(all, { text: 'nothing' })).toEqual([]);
  });

  it('are found by their status', () => {
    const all = [anAudience('live', 3), anAudience('waiting')];
    expect(namesOf(all, { status: 'importing' })).toEqual(['waiting']);
  });

  it('are sorted by a column, in both directions, and what has no value comes last', () => {
    const all = [anAudience('b', 2), anAudience('none'), anAudience('a', 9), anAudience('c', 2)];
    expect(namesOf(all)).toEqual(['a', 'b', 'c', 'none']);
    expect(namesOf(all, { sort: 'members' })).toEqual(['b', 'c', 'a', 'none']);
    expect(namesOf(all, { sort: 'members', descending: true })).toEqual(['a', 'b', 'c', 'none']);
  });

  it('have what needs attention first when they are sorted by status', () => {
    const failed = anAudience('z');
    const item = anAudienceItem({
      outcome: { etag: failed.item.source.etag, result: 'failed', importId: 'i', at: 1 },
    });
    const all = [anAudience('a', 1), { item, view: { ...failed.view, status: 'failed' as const } }];
    expect(namesOf(all, { sort: 'status' })).toEqual(['z', 'a']);
  });

  it('are those of the last page where there are not so many', () => {
    const all = Array.from({ length: audiencesOnPage + 1 }, (_, index) => anAudience(`n${index}`));
    expect(chooseAudiences(all, asked({ page: 9 }))).toMatchObject({
      page: 2,
      pages: 2,
      found: audiencesOnPage + 1,
      audiences: { length: 1 },
    });
    expect(chooseAudiences([], asked())).toMatchObject({ page: 1, pages: 1, found: 0 });
  });

  it('are each on exactly one page, whatever they are sorted by', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.string({ minLength: 1 }), fc.option(fc.nat(3))), {
          selector: ([name]) => name,
          maxLength: 120,
        }),
        fc.constantFrom(...audienceSorts),
        fc.boolean(),
        (some, sort, descending) => {
          const all = some.map(([name, members]) => anAudience(name, members ?? undefined));
          const { pages } = chooseAudiences(all, asked());
          const seen = Array.from({ length: pages }, (_, index) =>
            namesOf(all, { sort, descending, page: index + 1 }),
          ).flat();
          expect(seen.sort()).toEqual(all.map(({ view }) => view.name).sort());
        },
      ),
    );
  });
});
