/** In pages of 64 KB. assembly/layout.ts comes to no more: 500 MB of file, 2^27 slots, and what lies around them. */
export const initialPages = 1;
export const mostPages = 25_600;
