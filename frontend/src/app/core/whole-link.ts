/** The API gives a path where it was not told its own address; whoever copies the link is at that address. */
export const wholeLink = (link: string | null | undefined): string => new URL(link ?? '', location.origin).href;
