/** A page whose code could not be fetched: that is said, and whether Rostrum answers at all is asked. */
import { inject } from '@angular/core';
import { Toasts } from '../ui/toasts';
import { ApiClient } from './api-client';

export function pageMissing(): void {
  inject(Toasts).bad('This page could not be loaded. Check your connection, or load the console again.');
  inject(ApiClient)
    .get('/auth/session', {}, true)
    .catch(() => undefined);
}
