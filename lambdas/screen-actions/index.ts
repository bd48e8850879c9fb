import { createDeps } from './deps.ts';
import { createHandler } from './handler.ts';

export const handler = createHandler(createDeps());
