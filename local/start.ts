import { buildKernel } from '../kernel/build.ts';
import { shareCompileCache } from './compile-cache.ts';

// Only then are the others imported. The kernel is there already, unless npm was told to run no scripts.
shareCompileCache();
buildKernel();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv);
