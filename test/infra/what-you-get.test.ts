import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { everySetting } from './all-settings.ts';
import { synthesize } from './synthesize.ts';

const page = readFileSync('docs/what-you-get.md', 'utf8');

const countsOf = (template: Template): Record<string, number> => {
  const { Resources } = template.toJSON() as { Resources: Record<string, { Type: string }> };
  const counts: Record<string, number> = {};
  for (const { Type } of Object.values(Resources)) counts[Type] = (counts[Type] ?? 0) + 1;
  return counts;
};

it('docs/what-you-get.md names all resources of a deployment, with their numbers', () => {
  const rows = page.matchAll(/^\| +(\d+) \| `(AWS::\w+::\w+)`/gm);
  const counts = Object.fromEntries(
    Array.from(rows, ([, count, type = '']) => [type, Number(count)]),
  );
  expect(counts).toEqual(countsOf(synthesize()));
});

it('it names each kind of resource that any setting adds', () => {
  const others = { ...everySetting, securityGroupIds: undefined };
  for (const context of [everySetting, others])
    for (const type of Object.keys(countsOf(synthesize(context))))
      expect(page).toContain(`\`${type}\``);
});
