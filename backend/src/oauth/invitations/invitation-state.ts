/** What an invitation has come to, from what is written down of it. Pure. */
import type { InvitationState, InvitedState } from './dto/invitation.responses.js';

export interface StateFacts {
  readonly revokedAt: Date | null;
  readonly completedAt: Date | null;
  readonly declinedAt: Date | null;
  readonly startedAt: Date | null;
  readonly openedAt: Date | null;
  readonly expiresAt: Date;
}

/** The first that holds. What is completed stays so, even when the link’s time is up; what was declined may still be done. */
export function stateOf(facts: StateFacts, now: Date): InvitationState {
  const rules: readonly (readonly [InvitationState, boolean])[] = [
    ['revoked', facts.revokedAt !== null],
    ['completed', facts.completedAt !== null],
    ['expired', facts.expiresAt <= now],
    ['declined', facts.declinedAt !== null],
    ['started', facts.startedAt !== null],
    ['opened', facts.openedAt !== null],
  ];
  return rules.find(([, holds]) => holds)?.[0] ?? 'sent';
}

/** Every platform is connected or declined, and one at least is connected. */
export const isCompleted = (states: readonly InvitedState[]): boolean =>
  states.includes('connected') && !states.includes('open');

/** Every platform was declined. */
export const isDeclined = (states: readonly InvitedState[]): boolean =>
  states.length > 0 && states.every((state) => state === 'declined');
