import type { Routes } from '@angular/router';
import { staffOnly, talentsOnly } from './core/session-guard';

/** Angular's own: a production build knows it to be false and leaves out what hangs on it. */
declare const ngDevMode: boolean;

const forDevelopment: Routes = ngDevMode
  ? [
      {
        path: 'design',
        title: 'Design',
        loadComponent: () => import('./pages/design/design-page').then((m) => m.DesignPage),
      },
    ]
  : [];

export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    loadComponent: () => import('./pages/sign-in-page').then((m) => m.SignInPage),
  },
  {
    path: 'welcome',
    title: 'Welcome',
    loadComponent: () => import('./pages/welcome-page').then((m) => m.WelcomePage),
  },
  {
    path: 'consent',
    loadChildren: () => import('./pages/consent.routes').then((m) => m.consentRoutes),
  },
  {
    path: 'my',
    canMatch: [talentsOnly],
    loadChildren: () => import('./pages/my.routes').then((m) => m.myRoutes),
  },
  {
    path: 'unreachable',
    title: 'No answer',
    loadComponent: () => import('./pages/unreachable-page').then((m) => m.UnreachablePage),
  },
  ...forDevelopment,
  {
    path: '',
    canMatch: [staffOnly],
    loadChildren: () => import('./pages/console.routes').then((m) => m.consoleRoutes),
  },
];
