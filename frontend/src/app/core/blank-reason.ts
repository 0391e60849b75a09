/** Why a number is missing, in words: a blank is never shown as 0 and never without its reason. */
const BLANKS: Record<string, string> = {
  not_supported: 'This platform does not give this number',
  not_granted: 'Not part of what the talent allowed us to read',
  below_threshold: 'Below the size at which the platform shows it',
  not_yet: 'Not read yet',
  removed: 'The platform no longer gives this number',
  not_allowed: 'The platform’s terms do not allow us to keep it',
  hidden: 'Hidden by the account',
};

export function blankReason(reason: string | undefined): string {
  return (reason && BLANKS[reason]) || 'Not read yet';
}
