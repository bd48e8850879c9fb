import { loadHashId } from '../../lambdas/shared/membership/hash-id.ts';

export const hashId = await loadHashId();
