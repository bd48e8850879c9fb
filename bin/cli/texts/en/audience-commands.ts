import { guards, name, projectId } from './parts.ts';

const registeredId = 'exactly as it is registered; after -- if it begins with a dash';
const heldVersion =
  'do it only if this version is the one that is held; "audience show" has its number';

/** What `--help` says of `audience` and its commands. */
export const audienceCommands = {
  audience: { about: 'audiences of a project', parts: {} },
  'audience list': {
    about: 'all audiences of a project, and files that did not become one',
    parts: { project: projectId },
  },
  'audience show': {
    about:
      'one audience: its file, its versions, how the last import ended, and some unregistered IDs',
    parts: { project: projectId, name },
  },
  'audience members': {
    about: 'the IDs of the members of an audience, or of several that are combined, one a line',
    parts: {
      project: projectId,
      name,
      '--version':
        'read this version of <name> in place of the published one: "audience show" lists those that were replaced or are held',
      '--or': 'add the members of this audience',
      '--and': 'keep only users who are in this audience, too',
      '--not': 'leave out users who are in this audience',
      '--count': 'print only how many there are',
      '--csv':
        'print a CSV file that the project would import as these members; otherwise IDs are printed as they are, unquoted',
    },
  },
  'audience contains': {
    about: 'say whether a user is a member',
    parts: { project: projectId, name, id: registeredId },
  },
  'audience which': {
    about: 'the audiences that a user is in',
    parts: { project: projectId, id: registeredId },
  },
  'audience retry': {
    about: 'import the file again although it has not changed',
    parts: { project: projectId, name },
  },
  'audience rollback': {
    about: 'publish an earlier version again; it stays until the file changes',
    parts: {
      project: projectId,
      name,
      '--to':
        'a version that "audience show" lists as superseded; else the one of another file that was published last, within 24 hours',
    },
  },
  'audience approve': {
    about: 'publish the version that is held',
    parts: { project: projectId, name, '--version': heldVersion },
  },
  'audience discard': {
    about: 'drop the version that is held; the published one stays',
    parts: { project: projectId, name, '--version': heldVersion },
  },
  'audience expect': {
    about:
      "set how often the file of one audience has to change, in place of the project's setting; without --every: show what counts now",
    parts: {
      project: projectId,
      name,
      '--every': 'such as 24h or 7d; "off": never; "inherit": as the project says',
    },
  },
  'audience guard': {
    about:
      "set when new versions of one audience are held, in place of the project's settings; without options: show what counts now",
    parts: {
      project: projectId,
      name,
      '--hold-when-empty': `${guards['--hold-when-empty']}; "inherit": as the project says`,
      '--max-shrink': `${guards['--max-shrink']}: none for that; "inherit": as the project says`,
      '--min-members': `${guards['--min-members']}: none for that; "inherit": as the project says`,
      '--max-growth': `${guards['--max-growth']}: none for that; "inherit": as the project says`,
      '--hold-first':
        'hold the first version of the audience, until it is approved; "inherit": as the project says',
    },
  },
  'audience delete': {
    about: 'delete an audience; a file that is still there creates it again',
    parts: {
      project: projectId,
      name,
      '--with-file':
        'delete its file in the bucket, too, unless somebody has uploaded the file again since the last scan',
      '--yes': 'do it without asking; without a terminal, as in a script, nobody is asked',
    },
  },
};
