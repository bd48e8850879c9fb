/** What help says of arguments and options of several commands. */
export const name = 'the name of the file without .csv';
export const projectId = 'its ID, as "project list" shows it';

/** what follows "off" differs */
export const guards = {
  '--hold-when-empty':
    'hold a new version that would leave nobody where somebody was, until it is approved',
  '--max-shrink':
    'hold a new version, too, that loses more than so many percent of the members; "off"',
  '--min-members': 'hold a version, also a first one, that has fewer members; "off"',
  '--max-growth':
    'hold a new version that has more members than before by more than so many percent; "off"',
};
