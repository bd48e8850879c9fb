/** In pages of 64 KB. assembly/layout.ts comes to no more: 500 MB of files, 2^27 slots with masks and a list, and what lies around. */
export const initialPages = 1;
export const mostPages = 50_688;
