import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { createConnect } from '../../bin/cli/stack/connect.ts';
import { createStackPorts } from '../../bin/cli/stack/stack-ports.ts';
import { sleep } from '../../lambdas/shared/adapters/sleep.ts';
import { startTimer } from '../../lambdas/shared/adapters/start-timer.ts';
import { defaultStackName, stackOutputs } from '../../lambdas/shared/contract.ts';
import {
  type AudienceDetails,
  viewAudienceDetails,
} from '../../lambdas/shared/domain/audience-view.ts';
import type { StartOptions } from '../arguments.ts';
import { LocalStackError } from '../errors.ts';
import type { Print } from '../ready-message.ts';
import { sdkSettings } from '../sdk-settings.ts';
import type { Prologue } from '../session.ts';
import { inSeconds } from '../steps.ts';
import {
  describeMails,
  describeNextSteps,
  describeSample,
  findSurprises,
} from './describe-sample.ts';
import { importSample } from './import-sample.ts';
import { sampleFiles, sampleProject } from './sample-files.ts';

type SampleOptions = Pick<StartOptions, 'state' | 'once' | 'endpoint'>;

/**
 * Imports the sample into a stack that has just started and shows what came of it.
 *
 * @param options `state`: folder of the running stack's stack.json, as the sample goes the way of the command
 */
export const createSample =
  ({ state, once, endpoint }: SampleOptions, print: Print): Prologue =>
  async ({ endpoints, outputs }) => {
    print(`\nImporting ${sampleFiles.length} sample files ...\n`);
    const bucket = outputs[stackOutputs.bucket];
    if (bucket === undefined) throw new LocalStackError('the stack has no bucket');
    const clock = { now: Date.now, sleep, random: Math.random };
    const stack = await createConnect(
      process.cwd(),
      clock,
    )({
      json: false,
      local: true,
      stack: defaultStackName,
      state,
      region: undefined,
      profile: undefined,
    });
    const s3 = new S3Client(sdkSettings(endpoints.s3));
    try {
      const ports = createStackPorts(stack, { ...clock, newId: randomUUID, startTimer });
      const begun = performance.now();
      await importSample({ ...ports, s3, bucket });
      const audiences: AudienceDetails[] = [];
      for await (const item of ports.listAudienceItems(sampleProject.projectId))
        audiences.push(viewAudienceDetails(item, Date.now()));

      // Where another emulator keeps the mails that it takes, only that one knows.
      const mails = endpoint === undefined ? await ports.listMails?.() : undefined;
      print(`\nThe sample was imported in ${inSeconds(performance.now() - begun)}.\n`);
      print(describeSample(audiences));
      if (mails) print(`\n${describeMails(mails)}`);
      const surprises = findSurprises(audiences, mails);
      for (const surprise of surprises) print(`\nUnexpected: ${surprise}`);
      print(`\n${describeNextSteps({ state, once, bucket, endpoint })}`);
      return { ok: surprises.length === 0 };
    } finally {
      s3.destroy();
      stack.close();
    }
  };
