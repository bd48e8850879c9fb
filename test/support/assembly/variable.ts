/** Where the end-to-end tests find what their setup has synthesized. */
export const assemblyVariable = 'AUDIENCE_IMPORT_TEST_ASSEMBLY';
