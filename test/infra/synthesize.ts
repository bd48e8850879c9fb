import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { AudienceImportStack } from '../../lib/audience-import-stack.ts';
import { readSettings } from '../../lib/context.ts';

const { context: contextOfTheCli } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../cdk.json'), 'utf8'),
) as { context: Record<string, unknown> };

export const sender = 'audiences@news.shop.example.com';

/** @param look the stack is gone when it has returned */
export const withStack = <T>(
  context: Record<string, unknown>,
  look: (of: AudienceImportStack, app: App) => T,
  builtinCloudFormationValidation = false,
): T => {
  const outdir = mkdtempSync(join(tmpdir(), 'audience-import-infra-'));
  try {
    const app = new App({
      outdir,
      analyticsReporting: false,
      treeMetadata: false,
      builtinCloudFormationValidation,
      context: { ...contextOfTheCli, ...context, 'aws:cdk:disable-asset-staging': true },
    });
    const { stackName, ...settings } = readSettings(app.node);
    return look(new AudienceImportStack(app, stackName, settings), app);
  } finally {
    rmSync(outdir, { recursive: true });
  }
};

const templates = new Map<string, Template>();

/**
 * The template of a deployment with a sender and this context, without the functions' code. Templates are
 * shared: a test must not change what it finds in one. What CloudFormation would say of it, `validate` asks: that
 * takes longer than all the rest.
 */
export const synthesize = (context: Record<string, unknown> = {}): Template => {
  const key = JSON.stringify(context);
  const template =
    templates.get(key) ??
    withStack({ senderEmail: sender, ...context }, (stack) => Template.fromStack(stack));
  templates.set(key, template);
  return template;
};

/** What `cdk deploy` warns of with exactly this context. */
export const warningsOf = (context: Record<string, unknown>): string[] =>
  // Else they are printed as well.
  withStack({ ...context, '@aws-cdk/core:annotationsInValidationReport': false }, (stack) =>
    Annotations.fromStack(stack)
      .findWarning('*', Match.anyValue())
      .map(({ entry }) => entry.data as string),
  );

/** Synthesizes as `cdk deploy` does, which checks the template by CloudFormation's schemas, and throws what they refuse. */
export const validate = (context: Record<string, unknown>): Template =>
  withStack({ senderEmail: sender, ...context }, (stack) => Template.fromStack(stack), true);
