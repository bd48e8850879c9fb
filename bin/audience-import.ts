import { App } from 'aws-cdk-lib';
import { AudienceImportStack } from '../lib/audience-import-stack.ts';
import { readSettings } from '../lib/context.ts';
import { buildFunctions } from './build-functions.ts';

await buildFunctions();
const app = new App({ analyticsReporting: false });
const { stackName, ...settings } = readSettings(app.node);
new AudienceImportStack(app, stackName, settings);
app.synth();
