/** The version of the rules. Any change of a result raises it, in a commit of its own. */
export const RULES = 6;
