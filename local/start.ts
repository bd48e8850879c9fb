import { shareCompileCache } from './compile-cache.ts';

// Only then are the others imported.
shareCompileCache();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv);
