import { describe, expect, it } from '@jest/globals';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { createAws } from '../../support/aws/create-aws.ts';
import { createFreezableTime } from '../../support/aws/time/freezable-time.ts';
import { createRandom } from '../../support/aws/time/create-random.ts';
import { createVirtualTime } from '../../support/aws/time/virtual-time.ts';

/** Runs what a process does, and freezes it from second 1 to second 10. */
const freezeFor = async (
  begin: (time: ReturnType<typeof createFreezableTime>, note: (what: string) => void) => void,
): Promise<readonly string[]> => {
  const time = createVirtualTime(0);
  const process = createFreezableTime(time);
  const seen: string[] = [];
  await time.run(async () => {
    begin(process, (what) => seen.push(`${what} at ${time.now()}`));
    await time.sleep(1000);
    process.freeze();
    await time.sleep(9000);
    process.thaw();
    await time.sleep(9000);
  });
  return seen;
};

describe('a process that is frozen', () => {
  it('wakes up when it thaws, in the order in which it would have', async () => {
    const seen = await freezeFor((process, note) => {
      void process.sleep(3000).then(() => {
        note('second sleep');
      });
      process.startTimer(2000, () => {
        note('timer');
      });
      void process.sleep(500).then(() => {
        note('first sleep');
      });
      void process.sleep(12_000).then(() => {
        note('last sleep');
      });
    });
    expect(seen).toEqual([
      'first sleep at 500',
      'timer at 10000',
      'second sleep at 10000',
      'last sleep at 12000',
    ]);
  });

  it('does not hear a timer that what thawed before it has cancelled or started anew', async () => {
    const seen = await freezeFor((process, note) => {
      const ring = (name: string) =>
        process.startTimer(3000, () => {
          note(name);
        });
      const [cancelled, restarted] = [ring('cancelled'), ring('restarted')];
      process.startTimer(2000, () => {
        cancelled.cancel();
        restarted.restart();
      });
    });
    expect(seen).toEqual(['restarted at 13000']);
  });

  it('has sent its request, and gets the answer when it thaws', async () => {
    const time = createVirtualTime(0);
    const aws = createAws({
      virtual: { time, random: createRandom(1) },
      onEffect: ({ operation }) => seen.push(`${operation} done at ${time.now()}`),
    });
    const seen: string[] = [];
    await time.run(async () => {
      await aws.s3.send(new CreateBucketCommand({ Bucket: 'b' }));
      const process = createFreezableTime(time);
      const { s3 } = aws.connect(() => ({ requestDelay: 2000, answerDelay: 2000 }), process);
      const answered = s3
        .send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' }))
        .then(() => seen.push(`heard at ${time.now()}`));
      await time.sleep(1000);
      process.freeze();
      await time.sleep(9000);
      process.thaw();
      await answered;
    });
    expect(seen).toEqual(['CreateBucket done at 0', 'PutObject done at 2000', 'heard at 10000']);
  });
});
