import { describe, expect, it } from '@jest/globals';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { toDocumentClient } from '../../../lambdas/shared/adapters/clients.ts';
import { mailerLeaseKey } from '../../../lambdas/shared/contract.ts';
import type { FaultOf } from '../../support/aws/wire/fault.ts';
import { ServiceError } from '../../support/aws/wire/service-error.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createOperator, type Operate } from '../../support/simulation/operator.ts';
import { type OperatorsWorld, runWithOperators } from '../../support/simulation/operators-world.ts';
import { bring } from '../../support/simulation/publish.ts';
import { tables } from '../../support/simulation/resources.ts';

const hour = 3_600_000;
const day = 24 * hour;

const operate = ({ aws, time }: OperatorsWorld, ...words: string[]): ReturnType<Operate> =>
  createOperator(
    aws.connect(() => undefined),
    time,
    createRandom(1),
  )(...words);
const put = (world: OperatorsWorld, ...words: string[]): ReturnType<Operate> =>
  operate(world, 'project', 'put', 'shop', ...words);

/** The mailer runs so long, each hour once in place of sixty times. @returns how many runs have failed */
const mailFor = async (world: OperatorsWorld, ms: number, faultOf?: FaultOf): Promise<number> => {
  const { aws, time, functions } = world;
  const document = toDocumentClient(aws.dynamodb);
  let failures = 0;
  const end = time.now() + ms;
  while (time.now() < end) {
    await document.send(
      new UpdateCommand({
        TableName: tables.audiences,
        Key: mailerLeaseKey,
        UpdateExpression: 'SET turn = if_not_exists(turn, :none) + :idle',
        ExpressionAttributeValues: { ':none': 0, ':idle': 59 },
      }),
    );
    await functions(faultOf)
      .mail()
      .catch(() => (failures += 1));
    await time.sleep(hour);
  }
  return failures;
};

const digests = ({ aws, time }: OperatorsWorld): string[] =>
  aws.mails
    .filter(({ subject }) => /digest|まとめ/.test(subject))
    .map(({ at, subject }) => {
      expect(at).toBeLessThanOrEqual(time.now());
      return `${new Date(at).toISOString().slice(8, 13)} ${subject.slice('[audience-import] shop: '.length)}`;
    });

const refusing =
  (isRefused: (input: string) => boolean): FaultOf =>
  ({ operation, input }) =>
    operation === 'SendEmail' && isRefused(JSON.stringify(input))
      ? { error: new ServiceError('MessageRejected', 'not verified') }
      : undefined;

describe('a project that wants a digest', () => {
  it('gets one a day, from its hour on, of what was new since the last one', () =>
    runWithOperators(async (world) => {
      expect(await put(world, '--daily-digest', '7')).toMatchObject({ exitCode: 0 });
      await bring(world, 'user-0', 'user-1');
      await mailFor(world, day);
      expect(digests(world)).toEqual(['01T07 daily digest: 1 published']);
      expect(world.aws.mails[0]?.text).toContain('now 2 members');
      // Nothing happens the next day: no mail.
      await mailFor(world, day);
      await bring(world, 'user-0', 'user-3', 'user-4');
      await mailFor(world, day);
      expect(digests(world)).toEqual([
        '01T07 daily digest: 1 published',
        '03T07 daily digest: 1 published',
      ]);
      expect(world.aws.mails[1]?.text).toContain('now 3 members (2 added, 1 removed)');
    }));

  it('gets it in its language, also while it is paused, and while something needs somebody', () =>
    runWithOperators(async (world) => {
      await put(world, '--daily-digest', '--language', 'ja', '--min-members', '2');
      await bring(world, 'user-0', 'user-1');
      await bring(world, 'user-0');
      await operate(world, 'project', 'pause', 'shop');
      await world.time.sleep(hour);
      await mailFor(world, 30 * hour);
      expect(digests(world)).toEqual([
        '01T01 1日のまとめ（承認待ち1件）',
        '02T00 1日のまとめ（取り込みなし）',
      ]);
    }));

  it('gets none as long as it does not want it, and none when it is deleted', () =>
    runWithOperators(async (world) => {
      await bring(world, 'user-0');
      await mailFor(world, day);
      await put(world, '--daily-digest', 'on');
      await put(world, '--daily-digest', 'off');
      await bring(world, 'user-1');
      await mailFor(world, day);
      expect(await put(world, '--daily-digest', '24')).toMatchObject({ exitCode: 2 });
      await put(world, '--daily-digest', 'on');
      await operate(world, 'project', 'delete', 'shop', '--yes');
      await mailFor(world, day);
      expect(digests(world)).toEqual([]);
    }));

  it('gets what SES did not take when it does, once', () =>
    runWithOperators(async (world) => {
      await put(world, '--daily-digest', '7');
      await bring(world, 'user-0');
      // One look an hour, and each of them is refused.
      const refused = refusing(() => true);
      expect(await mailFor(world, 10 * hour, refused)).toBe(3);
      expect(digests(world)).toEqual([]);
      await mailFor(world, day);
      expect(digests(world)).toEqual(['01T10 daily digest: 1 published']);
    }));

  it('gets it although SES refuses one address, which the command names', () =>
    runWithOperators(async (world) => {
      await put(world, '--daily-digest', '--admin-email', 'a@example.com');
      await put(world, '--admin-email', 'a@example.com', '--admin-email', 'eve@example.com');
      await bring(world, 'user-0');
      const refused = refusing((input) => input.includes('eve'));
      expect(await mailFor(world, day, refused)).toBe(1);
      expect(world.aws.mails.map(({ to }) => to)).toEqual([['a@example.com']]);
      const { printed } = await operate(world, 'project', 'show', 'shop', '--json');
      expect(JSON.parse(printed)).toMatchObject({
        dailyDigestHour: 0,
        refusedAddresses: [{ address: 'eve@example.com', missed: 0 }],
      });
    }));

  it('gets it once where the answer to the mark is lost, and again where the mark is', () =>
    runWithOperators(async (world) => {
      await put(world, '--daily-digest');
      await bring(world, 'user-0');
      const isMark = (input: unknown): boolean => JSON.stringify(input).includes('digest/shop');
      let lost = 0;
      await mailFor(world, hour, ({ operation, input }) =>
        operation === 'UpdateItem' && isMark(input) && (lost += 1) === 1
          ? { lost: 'answer' }
          : undefined,
      );
      expect(lost).toBeGreaterThan(1);
      await mailFor(world, 10 * hour);
      expect(digests(world)).toHaveLength(1);

      await bring(world, 'user-1');
      await mailFor(world, 14 * hour, ({ operation, input }) =>
        operation === 'UpdateItem' && isMark(input)
          ? { error: new ServiceError('AccessDeniedException', 'not now') }
          : undefined,
      );
      const before = digests(world).length;
      expect(before).toBeGreaterThanOrEqual(2);
      await mailFor(world, 4 * hour);
      expect(digests(world)).toHaveLength(before + 1);
    }));
});
