import { ensureFunctions } from './build/ensure-functions.ts';

// esbuild is a process of its own: it bundles while the CDK is loaded.
const built = ensureFunctions();
const [{ App }, { AudienceImportStack }, { InvalidContextError, readSettings }, context] =
  await Promise.all([
    import('aws-cdk-lib'),
    import('../lib/audience-import-stack.ts'),
    import('../lib/context.ts'),
    import('./refuse-unknown-context.ts'),
  ]);
await built;
const app = new App({ analyticsReporting: false });
try {
  context.refuseUnknownContext(app.node);
  const { stackName, ...settings } = readSettings(app.node);
  new AudienceImportStack(app, stackName, settings);
  app.synth();
} catch (error) {
  // Its message is all that there is to know; where in this app it was thrown is not.
  if (!(error instanceof InvalidContextError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
