import { describe, expect, it } from '@jest/globals';
import type { Context } from 'aws-lambda';
import { MalformedItemError } from '../../../lambdas/shared/adapters/parse-item.ts';
import { TableThrottledError } from '../../../lambdas/shared/back-pressure/table-throttled-error.ts';
import { createHandler } from '../../../lambdas/screen/handler.ts';
import type { ShowPorts } from '../../../lambdas/screen/show.ts';
import { callOf, textsOf } from './elements.ts';
import { aListOf, aReadyItem, aSheet, endpoints, installation, now } from './views.ts';

const logged: unknown[][] = [];
const log = (...line: unknown[]): void => void logged.push(line);
const logger = { addContext: () => undefined, info: log, warn: log, error: log };
const context = { invokedFunctionArn: endpoints.screen } as Context;

const show = async (...asked: Parameters<typeof ask>): Promise<string> => {
  const answer = await ask(...asked);
  return typeof answer === 'string' ? answer : '';
};

const ask = (event: unknown, ports: Partial<ShowPorts> = {}) =>
  createHandler({
    logger,
    actionsFunction: endpoints.actions,
    ports: {
      now: () => now,
      readInstallation: () => Promise.resolve(installation([])),
      findAudiences: () => Promise.resolve(aListOf([aReadyItem()])),
      readAudience: () => Promise.resolve(aSheet(aReadyItem())),
      ...ports,
    },
  })(event, context);

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

describe('the screen', () => {
  it.each([
    ['all projects', {}, 'Audiences'],
    ['a project', { view: 'project', project: 'shop' }, 'shop'],
    ['an audience', { view: 'audience', project: 'shop', file: 'vip.csv' }, 'vip'],
    ['nothing', { view: 'something' }, 'There is nothing here'],
  ])('shows %s', async (_, event, title) => {
    expect(textsOf(await show(event), 'h2')).toEqual([title]);
  });

  it.each([
    [{ view: 'projects' }],
    [{ view: 'project', project: 'shop', sort: 'rate', status: 'held', page: 2 }],
    [{ view: 'audience', project: 'shop', file: 'vip.csv' }],
  ])('says when it was drawn, and is drawn anew as it is: %j', async (event) => {
    const html = await show(event);
    expect(html).toContain('As of 2026-11-29 21:00 UTC');
    expect(callOf(html, 'Refresh')?.params).toEqual(event);
  });

  it.each(['x', 7, [1]])('says that nothing is there to what is no object: %j', async (event) => {
    expect(textsOf(await show(event), 'h2')).toEqual(['There is nothing here']);
  });

  it.each([
    [`${'é'.repeat(510)}.csv`, 'vip'],
    [`${'é'.repeat(511)}.csv`, 'There is nothing here'],
    ['\ud800.csv', 'There is nothing here'],
  ])('looks for no file that S3 cannot have', async (file, title) => {
    const html = await show({ view: 'audience', project: 'shop', file });
    expect(textsOf(html, 'h2')).toEqual([title]);
  });

  it('says what is not there, and leads back', async () => {
    const html = await show(
      { view: 'audience', project: 'shop', file: 'vip.csv' },
      { readAudience: () => Promise.resolve(undefined) },
    );
    expect(html).toContain('The project has no such audience');
    expect(callOf(html, 'shop')?.params).toEqual({ view: 'project', project: 'shop' });
    expect(callOf(html, 'All projects')?.params).toEqual({ view: 'projects' });
  });

  it.each([
    ['en', 'Widget parameters'],
    ['ja-JP', 'ウィジェットのパラメータ'],
  ])('has documentation in Markdown: %s', async (locale, heading) => {
    const answer = await ask({ describe: true, widgetContext: { locale } });
    expect(answer).toEqual({ markdown: expect.stringContaining(heading) });
  });

  it.each<[Error, string]>([
    [new MalformedItemError('project shop is malformed: paused'), 'Somebody has changed an item'],
    [named('AccessDeniedException', 'x may not do dynamodb:Query'), 'DynamoDB refuses to answer'],
    [named('ResourceNotFoundException', 'no table'), 'A table of the stack is missing'],
    [new TableThrottledError('the table is busy'), 'DynamoDB is at its limit'],
    [named('ThrottlingException', 'too many'), 'DynamoDB is at its limit'],
    [Object.assign(new Error('no answer'), { code: 'ECONNREFUSED' }), 'DynamoDB does not answer'],
  ])('says what is wrong and what to do: %s', async (error, said) => {
    logged.length = 0;
    const event = { view: 'project', project: 'shop', sort: 'members' };
    const html = await show(event, { findAudiences: () => Promise.reject(error) });
    expect(html).toContain(said);
    expect(textsOf(html, 'code')).toEqual([error.message]);
    expect(callOf(html, 'Try again')?.params).toMatchObject(event);
    expect(logged).toEqual([[expect.any(String), expect.objectContaining({ error })]]);
  });

  it('fails for what nobody has thought of, so that it is counted', async () => {
    const error = new TypeError('undefined is no function');
    await expect(ask({}, { readInstallation: () => Promise.reject(error) })).rejects.toBe(error);
  });
});
