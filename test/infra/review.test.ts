import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type App, Validations } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { AudienceImportStack } from '../../lib/audience-import-stack.ts';
import { itWithCfnLint, runCfnLint } from '../support/cfn-lint.ts';
import { everySetting } from './all-settings.ts';
import { sender, synthesize, withStack } from './synthesize.ts';

const { vpcId, subnetIds, writers } = everySetting;
const deployments = {
  'with nothing set': {},
  'with every setting': everySetting,
  'with an existing bucket, and security groups of its own': {
    bucketName: 'exports-of-the-crm',
    bucketKeyArn: everySetting.encryptionKeyArn,
    vpcId,
    subnetIds,
    writers,
  },
};

interface Violation {
  ruleName: string;
  violatingConstructs: { constructPath: string }[];
}

/** What cdk-nag finds and nobody has acknowledged, warnings as well. */
const findingsOf = (
  context: Record<string, unknown>,
  change: (stack: AudienceImportStack) => void = () => undefined,
): string[] =>
  withStack({ senderEmail: sender, ...context }, (stack, app: App) => {
    change(stack);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    // It prints its report, and throws where there are errors.
    const printing = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    try {
      app.synth();
    } catch {
      // All that counts is in the report.
    } finally {
      printing.mockRestore();
    }
    const report = JSON.parse(readFileSync(join(app.outdir, 'validation-report.json'), 'utf8')) as {
      pluginReports: { violations: Violation[] }[];
    };
    return report.pluginReports
      .flatMap(({ violations }) => violations)
      .flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
      );
  });

describe('cdk-nag, AwsSolutions', () => {
  it.each(Object.entries(deployments))('has no finding without a reason, %s', (_, context) => {
    expect(findingsOf(context)).toEqual([]);
  });

  it('finds what nobody has given a reason for', () => {
    expect(findingsOf({}, (stack) => new Bucket(stack, 'Other'))).toEqual([
      'AwsSolutions-S1 at AudienceImport/Other/Resource',
      'AwsSolutions-S10 at AudienceImport/Other/Resource',
    ]);
  });
});

describe('cfn-lint', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'audience-import-lint-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (name: string, template: object): string => {
    const path = join(folder, `${name}.json`);
    writeFileSync(path, JSON.stringify(template));
    return path;
  };

  // At once: most of its time it loads its own schemas.
  itWithCfnLint('has no finding, and would have one', async () => {
    const paths = [{}, everySetting].map((context, index) =>
      write(String(index), synthesize(context).toJSON()),
    );
    const wrong = write('wrong', {
      Resources: { Wrong: { Type: 'AWS::SQS::Queue', Properties: { Nonsense: true } } },
    });
    const findings = await runCfnLint([...paths, wrong]);
    const lines = findings.split('\n').filter((line) => line !== '');
    expect(lines).toEqual([expect.stringMatching(/^.*wrong\.json:.*E3002.*Nonsense/)]);
  });
});
