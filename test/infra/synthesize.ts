import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AudienceImportStack } from '../../lib/audience-import-stack.ts';
import { readSettings } from '../../lib/context.ts';

const { context: contextOfTheCli } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'),
) as { context: Record<string, unknown> };

/** The template of a deployment with this context, without the functions' code. */
export const synthesize = (context: Record<string, unknown> = {}): Template => {
  const outdir = mkdtempSync(join(tmpdir(), 'audience-import-infra-'));
  try {
    const app = new App({
      outdir,
      analyticsReporting: false,
      context: { ...contextOfTheCli, ...context, 'aws:cdk:bundling-stacks': [] },
    });
    const { stackName, ...settings } = readSettings(app.node);
    return Template.fromStack(new AudienceImportStack(app, stackName, settings));
  } finally {
    rmSync(outdir, { recursive: true });
  }
};
