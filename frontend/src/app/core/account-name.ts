/** "@mia" for a handle; as it is what holds a space: where a platform tells no handle, an account goes by its owner's name. */
export function accountName(handle: string): string {
  return /^@|\s/.test(handle) ? handle : `@${handle}`;
}
