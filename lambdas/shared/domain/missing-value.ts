const words = /^(null|\(null\)|<null>|\\n|n\/?a|#n\/a|<na>|nan|none|nil|<nil>|undefined|nat|-)$/i;

/** Whether a text is a word that tools write where there is no value; somebody's ID may look like that, too. */
export const isMissingValue = (text: string): boolean => words.test(text);
