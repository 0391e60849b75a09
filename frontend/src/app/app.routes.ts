import type { Routes } from '@angular/router';
import { signedIn } from './core/session-guard';

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
    path: 'unreachable',
    title: 'No answer',
    loadComponent: () => import('./pages/unreachable-page').then((m) => m.UnreachablePage),
  },
  {
    path: '',
    canActivate: [signedIn],
    loadChildren: () => import('./pages/console.routes').then((m) => m.consoleRoutes),
  },
];
