import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../support/aws/wire/fault.ts';
import { ServiceError } from '../../support/aws/wire/service-error.ts';
import { runWithOperators } from '../../support/simulation/operators-world.ts';
import { press } from './world.ts';

const vip = { project: 'shop', file: 'vip.csv' };

const refusing = (code: string): Fault => ({ error: new ServiceError(code, 'it is so') });

describe('a call that is none of ours', () => {
  const seen = { live: 1, held: 2 };

  it.each([
    [{}, 'parameters that it does not know'],
    [{ action: 'drop', project: 'shop' }, 'parameters that it does not know'],
    [{ ...vip, action: 'approve', seen: { live: 'one' } }, 'parameters that it does not know'],
    [{ ...vip, action: 'approve', seen, screen: 'x' }, 'parameters that it does not know'],
    [{ ...vip, action: 'approve', seen, project: 'none' }, 'no project "none"'],
    [{ project: 'none', action: 'pause', seen: { paused: false } }, 'no project "none"'],
    [{ ...vip, action: 'approve', seen }, 'no audience "vip" in project "shop"'],
  ])('is answered by a sentence: %j', (params, said) =>
    runWithOperators(async (world) => {
      expect((await press(world, params)).text).toContain(said);
    }),
  );

  it('shows a name as text, whatever it is', () =>
    runWithOperators(async (world) => {
      const file = '<script>alert(1)</script>\u202e&"\'.csv';
      const { html } = await press(world, { ...vip, file, action: 'approve', seen });
      expect(html).not.toContain('<script>');
      expect(html).not.toMatch(/<p>[^<]*\u202e/);
      expect(html).toContain('&lt;script&gt;');
    }));

  it('says what AWS refuses, and what to do; and throws what nobody has thought of', () =>
    runWithOperators(async (world) => {
      const params = { ...vip, action: 'approve', seen };
      const refuse = (refusal: string) =>
        press(world, params, {
          faultOf: ({ operation }) => (operation === 'GetItem' ? refusing(refusal) : undefined),
        });
      const { text, logged } = await refuse('AccessDeniedException');
      expect(text).toContain('does not allow it to the function');
      expect(logged).toMatchObject([{ message: 'AWS has refused it' }]);
      await expect(refuse('ValidationException')).rejects.toThrow();
    }));

  it.each([
    ['ThrottlingException', 'is throttled'],
    ['RequestLimitExceeded', 'is throttled'],
    ['KMSAccessDeniedException', 'does not allow it to the function'],
    ['ServiceUnavailable', 'AWS has not answered'],
    ['RequestTimeout', 'AWS has not answered'],
    ['InternalError', 'AWS has not answered'],
    ['ResourceNotFoundException', 'AWS does not find it'],
  ])('knows every refusal that the pages know: %s', (code, said) =>
    runWithOperators(async (world) => {
      const { text } = await press(...([world, { ...vip, action: 'approve', seen }] as const), {
        faultOf: ({ operation }) => (operation === 'GetItem' ? refusing(code) : undefined),
      });
      expect(text).toContain(said);
    }),
  );

  it.each(['x', 7, [1]])('is answered by a sentence when it is no object: %j', (event) =>
    runWithOperators(async (world) => {
      const { text } = await press(world, { event });
      expect(text).toContain('parameters that it does not know');
    }),
  );

  it.each([
    ['é'.repeat(510) + '.csv', 'no audience'],
    ['é'.repeat(511) + '.csv', 'parameters that it does not know'],
    ['\ud800.csv', 'parameters that it does not know'],
  ])('names no file that S3 cannot have', (file, said) =>
    runWithOperators(async (world) => {
      const { text } = await press(world, { ...vip, file, action: 'approve', seen });
      expect(text).toContain(said);
    }),
  );

  it('is answered in the language of the dashboard', () =>
    runWithOperators(async (world) => {
      const { text } = await press(world, {}, { widget: { locale: 'ja' } });
      expect(text).toContain('何も変更していません');
    }));
});
