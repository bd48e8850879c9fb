import { describe, expect, it } from '@jest/globals';
import { leavesOf } from '../../../bin/cli/help/leaves-of.ts';
import { jsonContract } from '../../../bin/cli/json/contract.ts';
import { jsonSchemaFiles } from '../../../docs/generate/json-schemas.ts';
import { checkJson } from '../../support/check-json.ts';
import { parseOnly } from '../../support/parse-only.ts';

describe('what --json prints', () => {
  it('is written down for every command (bin/cli/json/contract.ts)', () => {
    const commands = leavesOf(parseOnly().program).map(({ name }) => name);
    expect([...Object.keys(jsonContract), 'completion'].sort()).toEqual(commands.sort());
  });

  it('has no key that is not written down, and every one that is', () => {
    const args = ['project', 'pause', 'shop', '--json'];
    const check = (document: object) => () => {
      checkJson(args, JSON.stringify(document));
    };
    expect(check({ project: 'shop', paused: true })).not.toThrow();
    expect(check({ project: 'shop', paused: true, since: 1 })).toThrow('keys that');
    expect(check({ project: 'shop' })).toThrow('does not say');
  });

  it.each(jsonSchemaFiles)('$command: the schema takes keys of later releases', ({ render }) => {
    expect(render()).not.toContain('"additionalProperties":false');
  });
});
