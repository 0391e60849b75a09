import type { Routes } from '@angular/router';
import { signedIn } from './core/session-guard';

export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in',
    loadComponent: () => import('./pages/sign-in-page').then((m) => m.SignInPage),
  },
  {
    path: 'unreachable',
    title: 'No answer',
    loadComponent: () => import('./pages/unreachable-page').then((m) => m.UnreachablePage),
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./pages/console-shell').then((m) => m.ConsoleShell),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'roster' },
      {
        path: 'roster',
        title: 'Roster',
        loadComponent: () => import('./pages/roster-page').then((m) => m.RosterPage),
      },
      {
        path: 'talents/:id',
        title: 'Talent',
        loadComponent: () => import('./pages/talent-page').then((m) => m.TalentPage),
      },
      {
        path: 'activity',
        title: 'Activity',
        loadComponent: () => import('./pages/activity-page').then((m) => m.ActivityPage),
      },
      {
        path: 'settings',
        title: 'Settings',
        loadChildren: () => import('./pages/settings.routes').then((m) => m.settingsRoutes),
      },
      {
        path: '**',
        title: 'Not found',
        loadComponent: () => import('./pages/not-found-page').then((m) => m.NotFoundPage),
      },
    ],
  },
];
