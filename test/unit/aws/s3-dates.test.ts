import { CreateBucketCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, it } from '@jest/globals';
import { createAws } from '../../support/aws/create-aws.ts';

it('an object of the S3 in memory may become older than the one before it', async () => {
  let date = 10_000;
  const { s3 } = createAws({ s3Now: () => date });
  const Bucket = 'inbox';
  await s3.send(new CreateBucketCommand({ Bucket }));
  const putAndList = async (Body: string): Promise<Date | undefined> => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'a.csv', Body }));
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
    return Contents?.[0]?.LastModified;
  };
  expect(await putAndList('new')).toEqual(new Date(10_000));
  date = 3_000;
  expect(await putAndList('restored')).toEqual(new Date(3_000));
});
