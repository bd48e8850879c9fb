import { App } from 'aws-cdk-lib';
import { buildKernel } from '../kernel/build.ts';
import { AudienceImportStack } from '../lib/audience-import-stack.ts';
import { readSettings } from '../lib/context.ts';

// The importer's bundle takes it in.
buildKernel();
const app = new App({ analyticsReporting: false });
const { stackName, ...settings } = readSettings(app.node);
new AudienceImportStack(app, stackName, settings);
app.synth();
