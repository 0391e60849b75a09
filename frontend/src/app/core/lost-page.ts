/** A page whose code does not come: Rostrum is away, or was updated since this tab was opened and the old code is gone. */
import { inject } from '@angular/core';
import { Router, type NavigationError } from '@angular/router';
import { Connectivity } from './connectivity';

export function onLostPage({ url }: NavigationError): void {
  // A page that was just loaded whole would fail in the same way again, for ever.
  if (inject(Router).navigated) void recover(url, inject(Connectivity), window);
}

/** The whole page anew when somebody answers, since that brings the new code; else what is shown stays, and the banner says why. */
export async function recover(
  url: string,
  connectivity: Pick<Connectivity, 'missed'>,
  { fetch, location }: { fetch: typeof globalThis.fetch; location: Pick<Location, 'assign'> },
): Promise<void> {
  const there = await fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (there) location.assign(url);
  else connectivity.missed();
}
