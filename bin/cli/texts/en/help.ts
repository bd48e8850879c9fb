import type { HelpTexts } from '../help-texts.ts';

/** What `--help` says besides the options. */
export const help = {
  exampleTitle: 'Examples:',
  exitCodesTitle: 'Exit codes:',
  exitCodes: {
    done: 'done; where something is asked, yes',
    failed: 'refused or failed, and standard error says why; where something is asked, no',
    wrongUsage: 'the command, an argument or an option is wrong; nothing was done',
    couldNotTell: 'something was asked, and the answer is neither yes nor no',
    interrupted: 'interrupted, by Ctrl-C for example',
  },
  answers: {
    'users contains':
      'Exit code 0: somebody is registered under each ID, 1: not under each, 3: could not tell.',
    'audience contains': 'Exit code 0: a member, 1: no member, 3: could not tell.',
    'audience which': 'Exit code 0: these are all, 3: could not tell.',
    'import validate': 'Exit code 0: it would be published, 1: it would not, 3: could not tell.',
    repair: 'Exit code 0: nothing is left to be done, 1: something is.',
    doctor:
      'Exit code 0: nothing that it may look at is missing, 1: something is, 3: could not tell.',
  },
  notes: {
    'audience members':
      'With other audiences, the members are those who are in <name> or in any --or, and in every --and, and in no --not. Each of ' +
      'these options can be given several times. IDs are compared exactly, and none comes twice. Their order means nothing. ' +
      'Nothing is printed if one of the audiences cannot be opened.',
  },
  legendTitle: 'What the words mean:',
  legends: {
    scan: {
      SEEN: 'files of lists directly under the path of the project',
      CHANGED: 'of these, new ones and those with another content than before',
      SENT: 'files that this scan has sent to be imported',
      UNDERWAY: 'files that were sent before, or are being imported right now',
      IGNORED: 'other objects under the path; "project show" names them',
      MISSING: 'files that were there before; their audiences stay as they are',
      HELD: 'lists that wait for "audience approve" or "audience discard"',
    },
    'audience list': {
      ready:
        'published, and nothing is wrong. After a rollback or a discard, the file is left out until it changes',
      stale: 'published, and the file has not changed for longer than is expected',
      importing: 'the file is being imported, or waits for that',
      held: 'a new list waits for "audience approve"; the one before stays',
      rejected: 'the file was not taken; what was published before stays',
      failed: 'the import went wrong and is tried again; what was published before stays',
      'being-written': 'the file has zero bytes so far',
      'source-missing': 'the file is gone; what was published stays',
      'rolled-back': 'somebody has published an earlier version; it stays until the file changes',
      'no-member':
        'the list is published, and none of its IDs is registered: campaigns reach nobody',
    },
    'import history': {
      published: 'the list is live',
      unchanged: 'the members are the same as before; nothing was written',
      held: 'the list waits for "audience approve"',
      rejected: 'the file was not taken',
      failed: 'the import was given up',
      released: 'there was nothing to do any more',
      interrupted: 'something failed for now; it was tried again',
      MATCHED: 'the share of the different IDs of the file that are registered',
    },
  },
  examples: {
    'project put': {
      create: 'A new project, with its files under shop/',
      move: 'Its files lie elsewhere from now on',
      guard: 'Hold new lists that lose more than 30 %, and the first one of each audience',
    },
    'project list': { list: 'All projects' },
    'project show': { show: 'Its settings, what is held, and which files were ignored' },
    'project pause': { pause: 'Import nothing until it is resumed' },
    'project resume': { resume: 'Import again, also what has changed meanwhile' },
    'project delete': { delete: 'The project and all its audiences; users and files stay' },
    'users load': {
      load: 'Register all IDs of a file',
      resume: 'Go on where it broke off',
      column: 'From another program, with several columns',
    },
    'users remove': { file: 'Unregister all IDs of a file', one: 'Or one user' },
    'users sync': {
      ask: 'Shows what it would do, and asks',
      script: 'In a script',
      many: 'Up to 60 % of the users may go',
    },
    'users count': { count: 'How many there are' },
    'users contains': {
      one: 'Is somebody registered under this ID?',
      several: 'Under each of these? With the answer for each of them',
    },
    scan: {
      scan: 'Look for new and changed files now',
      wait: 'And wait until they are imported',
    },
    'audience list': {
      list: 'All audiences',
      rejected: 'Those whose file was rejected, in a script',
    },
    'audience show': { show: 'All that is known of one audience' },
    'audience members': {
      members: 'All members, into a file',
      combine: 'Who is in "vip" and in "news", and not in "bought"',
      left: 'How many have left since version 7',
    },
    'audience contains': {
      contains: 'Is this user a member?',
      dash: 'The same for an ID that begins with a dash',
    },
    'audience which': { which: 'All audiences that a user is in' },
    'audience retry': { retry: 'Make the file due for the next scan' },
    'audience rollback': {
      before: 'Publish what was live before',
      to: 'Publish version 7, which "audience show" lists',
    },
    'audience approve': {
      approve: 'Publish the list that is held',
      seen: 'Only if it is the one that you have looked at',
    },
    'audience discard': { discard: 'Drop the list that is held' },
    'audience expect': {
      look: 'How often its file has to change, and whose setting that is',
      set: 'A week may pass, whatever the project says',
      inherit: 'As the project says, again',
    },
    'audience guard': {
      look: 'What counts for the audience, and whose setting that is',
      set: 'Other bounds for this audience',
      inherit: 'As the project says, again',
    },
    'audience delete': {
      both: 'The audience and its file',
      again: 'The audience alone: a file that is still there creates it again',
    },
    'import history': {
      project: 'The last imports of all audiences',
      audience: 'The last ten of one audience',
    },
    'import validate': {
      file: 'A file on this machine, as the next list of "vip"',
      name: 'From another program',
      key: 'The file in the bucket as it is now',
    },
    'dead-letter redrive': { redrive: 'Import again what was given up on' },
    repair: {
      look: 'What does not fit together, and what would be done?',
      repair: 'Ask, and do it',
      script: 'One project, in a script',
    },
    estimate: { stack: 'What does the stack cost?', project: 'And the imports of one project?' },
    'mail list': { list: 'The mails of the local stack' },
    doctor: {
      deployed: 'What is missing, after deploying',
      before: 'Before deploying: can mails come from this address?',
    },
    completion: {
      bash: 'For bash, from its next start on',
      zsh: 'For zsh',
      fish: 'For fish',
    },
  },
} as const satisfies HelpTexts;
