/** What names are: they stand in lists, trails and terminals. */
export const ONE_LINE = /^\P{Cc}*$/u;
