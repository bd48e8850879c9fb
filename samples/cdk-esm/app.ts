import { App } from 'aws-cdk-lib';
import { MarketingStack } from './lib/marketing-stack.js';

const app = new App();
new MarketingStack(app, 'Marketing');
