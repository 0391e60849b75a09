/** How consent moves a connection: which standing follows from which, as a table. */
import type { Auth } from './connection-state.js';

/** What is shown of a consent that was given. */
export const CONSENT_STATES = ['active', 'expiring', 'reauth_required', 'revoked'] as const satisfies readonly Auth[];
export type ConsentStanding = (typeof CONSENT_STATES)[number];

export const isConsent = (auth: Auth): auth is ConsentStanding => CONSENT_STATES.some((state) => state === auth);

/**
 * `granted`: the talent said yes · `proved`: something was really read by it · `expiring`: it ends soon · `lost`: the
 * platform gives nothing more · `revoked`: the talent took it back · `public`: they did, and public data is read on.
 */
export type ConsentEvent = 'granted' | 'proved' | 'expiring' | 'lost' | 'revoked' | 'public';

/**
 * The whole table; anything else is refused. What was lost or taken back is not well by a new grant alone: only a real read
 * makes it so.
 */
export const CONSENT_TRANSITIONS: Readonly<Record<ConsentEvent, Readonly<Partial<Record<Auth, Auth>>>>> = {
  granted: {
    none: 'active',
    pending_consent: 'active',
    active: 'active',
    expiring: 'active',
    reauth_required: 'reauth_required',
    revoked: 'revoked',
  },
  proved: {
    pending_consent: 'active',
    active: 'active',
    expiring: 'expiring',
    reauth_required: 'active',
    revoked: 'active',
  },
  expiring: { active: 'expiring', expiring: 'expiring' },
  lost: {
    pending_consent: 'reauth_required',
    active: 'reauth_required',
    expiring: 'reauth_required',
    reauth_required: 'reauth_required',
  },
  revoked: {
    pending_consent: 'revoked',
    active: 'revoked',
    expiring: 'revoked',
    reauth_required: 'revoked',
    revoked: 'revoked',
  },
  public: { pending_consent: 'none', active: 'none', expiring: 'none', reauth_required: 'none', revoked: 'none' },
};

/** The standing after an event, or null where the table has no such step. */
export const nextAuth = (from: Auth, event: ConsentEvent): Auth | null => CONSENT_TRANSITIONS[event][from] ?? null;
