/** What kind of account it is, as it begins a sentence: the platforms' own words, and ones that are new here, too. */
export const accountKind = (type: string): string => type.charAt(0).toUpperCase() + type.slice(1);
