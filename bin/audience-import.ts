import { buildFunctions } from './build-functions.ts';

// esbuild is a process of its own: it bundles while the CDK is loaded.
const built = buildFunctions();
const [{ App }, { AudienceImportStack }, { readSettings }] = await Promise.all([
  import('aws-cdk-lib'),
  import('../lib/audience-import-stack.ts'),
  import('../lib/context.ts'),
]);
await built;
const app = new App({ analyticsReporting: false });
const { stackName, ...settings } = readSettings(app.node);
new AudienceImportStack(app, stackName, settings);
app.synth();
