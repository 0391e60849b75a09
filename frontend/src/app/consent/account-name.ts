/** "@mia" for what is a name; as it is for what holds a space or is a name already. */
export function accountName(handle: string): string {
  return /^@|\s/.test(handle) ? handle : `@${handle}`;
}
