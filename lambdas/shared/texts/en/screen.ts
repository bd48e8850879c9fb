/** What the screen says: lambdas/screen. */
export const screen = {
  documentation: `## Audiences

Projects, their audiences, and what has become of each file. It has no parameters.
`,
  notFound: 'There is nothing here any more.',
  toProjects: 'All projects',
};

export type ScreenTexts = typeof screen;
