import type { Routes } from '@angular/router';
import { tokenTaken } from '../consent/link-token';
import { ConsentPage } from './consent-page';

/** Talents come here by a link; nobody need be signed in. */
export const consentRoutes: Routes = [
  { path: '', pathMatch: 'full', component: ConsentPage, canActivate: [tokenTaken], runGuardsAndResolvers: 'always' },
  { path: 'done', loadComponent: () => import('./consent-done-page').then((m) => m.ConsentDonePage) },
  { path: '**', redirectTo: '' },
];
