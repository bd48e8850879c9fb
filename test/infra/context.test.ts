import { describe, expect, it } from '@jest/globals';
import { RootConstruct } from 'constructs';
import { defaultStackName } from '../../lambdas/shared/contract.ts';
import { InvalidContextError, readSettings, type Settings } from '../../lib/context.ts';

const read = (context: Record<string, unknown>): Settings => {
  const { node } = new RootConstruct();
  for (const [key, value] of Object.entries(context)) node.setContext(key, value);
  return readSettings(node);
};

describe('readSettings', () => {
  it('needs nothing: everything has a default', () => {
    expect(read({})).toEqual({
      stackName: defaultStackName,
      functionTimeoutSeconds: 900,
      importerMaxConcurrency: 10,
    });
  });

  it('takes numbers as -c gives them and as cdk.json does', () => {
    expect(read({ functionTimeoutSeconds: '20', importerMaxConcurrency: 1000 })).toMatchObject({
      functionTimeoutSeconds: 20,
      importerMaxConcurrency: 1000,
    });
  });

  it('takes another name for the stack', () => {
    expect(read({ stackName: 'Audiences-2' }).stackName).toBe('Audiences-2');
  });

  it('leaves the context of others alone', () => {
    expect(() => read({ somebodyElses: true })).not.toThrow();
  });

  it.each([
    ['functionTimeoutSeconds', '19', 'a whole number from 20 to 900'],
    ['functionTimeoutSeconds', '901', 'a whole number from 20 to 900'],
    ['functionTimeoutSeconds', '20.5', 'a whole number from 20 to 900'],
    ['functionTimeoutSeconds', 'soon', 'a whole number from 20 to 900'],
    ['functionTimeoutSeconds', '', 'a whole number from 20 to 900'],
    ['functionTimeoutSeconds', null, 'a whole number from 20 to 900'],
    ['functionTimeoutSeconds', ['30'], 'a whole number from 20 to 900'],
    ['importerMaxConcurrency', 1, 'a whole number from 2 to 1000'],
    ['importerMaxConcurrency', '1001', 'a whole number from 2 to 1000'],
    ['stackName', '2nd', 'a letter, followed by at most 127 letters, digits and hyphens'],
    ['stackName', 'under_score', 'a letter, followed by at most 127 letters, digits and hyphens'],
    ['stackName', '', 'a letter, followed by at most 127 letters, digits and hyphens'],
    ['stackName', 5, 'a letter, followed by at most 127 letters, digits and hyphens'],
  ])('refuses %s = %j and says what is allowed', (key, value, allowed) => {
    expect(() => read({ [key]: value })).toThrow(
      new InvalidContextError(
        `context "${key}" is ${JSON.stringify(value)}, but has to be ${allowed}`,
      ),
    );
  });

  it('names everything that is wrong at once', () => {
    expect(() => read({ functionTimeoutSeconds: 'x', stackName: '' })).toThrow(
      /"stackName" is "".*; context "functionTimeoutSeconds" is "x"/,
    );
  });
});
